"""Start the host on a Python that it can use.

This file alone is kept readable for any Python 3, so that a wrong one gets a sentence, not a traceback.
"""

import os
import shutil
import sys

OLDEST = (3, 10)
NEWEST = (3, 13)


def fits(version):
	"""Say whether Frappe 15 installs on this (major, minor)."""
	return OLDEST <= tuple(version[:2]) <= NEWEST


def other_python():
	"""Look up a Python that fits, newest first, on the PATH."""
	for minor in range(NEWEST[1], OLDEST[1] - 1, -1):
		found = shutil.which("python3." + str(minor))
		if found and os.system('"' + found + '" -c "import venv, ensurepip" >/dev/null 2>&1') == 0:
			return found
	return None


def main():
	"""Run the command, on another Python of the PATH where this one does not fit."""
	# On a bench of the user's own, which brings its own Python, a newer one does too.
	elsewhere = "--bench" in sys.argv and sys.version_info[:2] >= OLDEST
	if fits(sys.version_info) or elsewhere:
		from host.cli import run

		return run(sys.argv[1:])
	found = other_python()
	if found:
		os.execv(found, [found, "-m", "host", *sys.argv[1:]])
	sys.stderr.write(
		"The development host needs Python 3.10, 3.11, 3.12 or 3.13; python3 is {}.{} here and no other"
		" was found. Install one of them, or run: make PYTHON=/path/to/python3.12\n".format(
			*sys.version_info[:2]
		)
	)
	return 1


if __name__ == "__main__":
	sys.exit(main())
