"""`make bench`: each figure is a ratio against the plainest way to the same answer, timed in the same run.

Everything happens in one transaction that is rolled back. Ratios are medians over rounds in which both sides
take turns, so that a drifting machine slows both.
"""

import argparse
import os

from benchmarks import children, imports, ledger, reports, screening

BENCHMARKS = {
	"children": children.run,
	"imports": imports.run,
	"ledger": ledger.run,
	"reports": reports.run,
	"screening": screening.run,
}


def main() -> None:
	"""Run all benchmarks, or those that are named."""
	parser = argparse.ArgumentParser(prog="make bench ARGS=", description=__doc__)
	parser.add_argument("names", nargs="*", metavar="name", help=", ".join(BENCHMARKS))
	names = parser.parse_args().names or list(BENCHMARKS)
	from tests.connection import connected

	with connected(os.environ["LIAISON_BENCH"], os.environ["LIAISON_SITES"]):
		import frappe

		for name in names:
			print(f"{name}:", flush=True)
			try:
				BENCHMARKS[name]()
			finally:
				frappe.db.rollback()


main()
