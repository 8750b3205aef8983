"""A site of the tests' own, for what a shared one cannot bear: installing, updating, removing. Dropped at the end."""

import json
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import frappe

from tests.web import free_port

INSIDE = Path(__file__).with_name("inside_site.py")


@dataclass(frozen=True)
class OwnSite:
	"""A site that nobody else uses."""

	name: str

	def bench(self, *command: str) -> str:
		"""Run a bench command on the site; what it printed."""
		return _bench("--site", self.name, *command)

	def inside(self, step: str) -> Any:
		"""Run a step of inside_site.py in a process of its own, connected to the site; what it found."""
		done = _run(str(INSIDE), self.name, step)
		return json.loads(done.splitlines()[-1])


@contextmanager
def new_site() -> Iterator[OwnSite]:
	"""Make a site of the host's alone, and drop it. Needs the bench's root password in its configuration."""
	site = OwnSite(f"own{free_port()}.localhost")
	# A site drops only what is in its own database.
	_bench("new-site", site.name, "--no-mariadb-socket", "--admin-password", "admin")
	try:
		yield site
	finally:
		root = ("--db-root-password", frappe.conf.root_password)
		root += ("--db-root-username", frappe.conf.root_login or "root")
		archive = ("--archived-sites-path", f"/tmp/{site.name}")
		_bench("drop-site", site.name, "--no-backup", "--force", *archive, *root)


def _bench(*command: str) -> str:
	return _run("-m", "frappe.utils.bench_helper", "frappe", *command)


def _run(*command: str) -> str:
	done = subprocess.run(
		[sys.executable, *command], capture_output=True, text=True, stdin=subprocess.DEVNULL, check=False
	)
	if done.returncode:
		raise AssertionError(f"{' '.join(command)}: {done.stdout}\n{done.stderr}")
	return done.stdout
