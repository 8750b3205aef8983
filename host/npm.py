"""npm packages at locked versions, installed below .host from a folder that names them."""

from __future__ import annotations

import shutil
from pathlib import Path

from host.process import call
from host.steps import fingerprint, remove

FILES = ("package.json", "package-lock.json", ".npmrc")


def inputs(source: Path) -> str:
	"""What an installation depends on."""
	return fingerprint(*(source / name for name in FILES), shutil.which("node"))


def install(source: Path, target: Path, log: Path) -> None:
	"""Install the packages anew."""
	remove(target)
	target.mkdir(parents=True)
	for name in FILES:
		shutil.copy(source / name, target / name)
	call(["npm", "ci"], cwd=target, log=log, failed="The npm packages could not be installed.")
