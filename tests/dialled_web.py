"""Runs in the bench: the site's web server, by a clock that the tests turn."""

import runpy
import sys
from pathlib import Path

import frappe.app  # noqa: F401  (what it loads is put on the dial)

from tests.clock import Dial


def main() -> None:
	"""Serve by the dial in the file that the first argument names; the others are those of `host/inside/web.py`."""
	from tests.web import WEB

	Dial(Path(sys.argv.pop(1))).drive()
	runpy.run_path(str(WEB))


main()
