"""The programs that come from the operating system's packages."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterable
from pathlib import Path

from host.errors import HostError
from host.process import call
from host.say import timed

# program -> Debian's package of it
NEEDED = {
	"git": "git",
	"mariadbd": "mariadb-server",
	"mariadb-install-db": "mariadb-server",
	"mariadb-dump": "mariadb-client",
	"redis-server": "redis-server",
	"wkhtmltopdf": "wkhtmltopdf",
	"node": "nodejs",
	"npm": "npm",
	"chromium": "chromium",
}


def add_system_folders() -> None:
	"""Let a user who is not root find the servers too."""
	path = os.environ.get("PATH", os.defpath).split(os.pathsep)
	more = [folder for folder in ("/usr/sbin", "/sbin") if folder not in path]
	os.environ["PATH"] = os.pathsep.join(path + more)


def missing(needed: dict[str, str] | None = None) -> list[str]:
	"""The packages whose programs are not there."""
	programs = NEEDED if needed is None else needed
	return sorted({package for program, package in programs.items() if not shutil.which(program)})


def ensure(logs: Path, needed: dict[str, str] | None = None) -> None:
	"""Have all programs, installed here when that is possible, otherwise named in one message."""
	packages = missing(needed)
	if not packages:
		return
	if os.geteuid() != 0 or not shutil.which("apt-get"):
		raise HostError(_please_install(packages))
	with timed(f"installing Debian's packages {', '.join(packages)}"):
		_install(packages, logs / "apt.log")
	packages = missing(needed)
	if packages:
		raise HostError(_please_install(packages))


def _please_install(packages: Iterable[str]) -> str:
	return (
		"These packages are missing: "
		+ ", ".join(packages)
		+ ". Install them, on Debian or Ubuntu with: sudo apt-get install "
		+ " ".join(packages)
	)


def _install(packages: list[str], log: Path) -> None:
	apt = ["apt-get", "--quiet", "--yes", "-o", "DPkg::Lock::Timeout=600"]
	env = {"DEBIAN_FRONTEND": "noninteractive"}
	call([*apt, "update"], log=log, env=env, failed="apt-get update failed.")
	failed = f"Debian's packages {', '.join(packages)} could not be installed."
	call([*apt, "install", "--no-install-recommends", *packages], log=log, env=env, failed=failed)
