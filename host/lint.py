"""Every linter, at pinned versions, on what is in the checkout."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

from host import npm
from host.errors import HostError
from host.paths import APP, HOST_SOURCES, Paths
from host.process import call
from host.say import complain, say
from host.steps import Steps, files_in, fingerprint, remove

PINS = HOST_SOURCES / "python" / "lint.lock"
SCRIPTS = HOST_SOURCES / "linters"
WORKFLOWS = Path(".github") / "workflows"
# The newest Frappe that the app promises to run on.
NEWEST_FRAPPE = "v16"


class Linters:
	"""The linters in an environment of their own."""

	def __init__(self, paths: Paths):
		self.paths = paths
		self.python = paths.state / "linters" / "python"
		self.node = paths.state / "linters" / "node"

	def ensure(self) -> None:
		"""Have them installed."""
		steps = Steps(self.paths.done)
		inputs = fingerprint(sys.executable, sys.version, PINS, str(self.paths.checkout))
		steps.run("lint-python", "installing the linters for Python and CI", inputs, self._install_python)
		log = self.paths.logs / "lint-npm.log"
		steps.run(
			"lint-node",
			"installing the linter for scripts",
			npm.inputs(SCRIPTS),
			lambda: npm.install(SCRIPTS, self.node, log),
		)

	def _install_python(self) -> None:
		remove(self.python)
		log, failed = self.paths.logs / "lint-pip.log", "The linters could not be installed."
		call([sys.executable, "-m", "venv", self.python], log=log, failed=failed)
		pip = [self.python / "bin" / "python", "-m", "pip", "install", "--quiet", "-r", PINS]
		call(pip, log=log, failed=failed)

	def commands(self, fix: bool, copy: Path) -> Iterator[tuple[str, list]]:
		"""What each linter is called, and how it is run in the checkout."""
		programs = self.python / "bin"
		yield "ruff check", [programs / "ruff", "check", *(["--fix"] if fix else []), "."]
		yield "ruff format", [programs / "ruff", "format", *([] if fix else ["--check"]), "."]
		yield (
			"prefly",
			[programs / "preflight", "--path", copy, "--target", NEWEST_FRAPPE, "--fail-on", "warning"],
		)
		workflows = sorted((self.paths.checkout / WORKFLOWS).glob("*.yml"))
		if workflows:
			schema = ["--builtin-schema", "vendor.github-workflows"]
			policy = ["--offline", "--quiet", "--min-severity=medium", "--config", SCRIPTS / "zizmor.yml"]
			yield "check-jsonschema", [programs / "check-jsonschema", *schema, *workflows]
			yield "zizmor", [programs / "zizmor", *policy, *workflows]
		eslint = self.node / "node_modules" / "eslint" / "bin" / "eslint.js"
		config = SCRIPTS / "eslint.config.js"
		yield "eslint", ["node", eslint, "--config", config, *self._scripts()]

	def _scripts(self) -> list[Path]:
		"""Our scripts; a library that was taken over as it is lies in a folder named lib."""
		folders = (HOST_SOURCES, self.paths.checkout / APP)
		found = [file for folder in folders for file in files_in(folder, (".js",))]
		return [file for file in found if "lib" not in file.parts]


def run(paths: Paths, fix: bool) -> int:
	"""Run all of them, each to its end; say which found something."""
	linters = Linters(paths)
	linters.ensure()
	env = {**os.environ, "NODE_PATH": str(linters.node / "node_modules")}
	failed = []
	with tempfile.TemporaryDirectory(dir=paths.state) as folder:
		copy = copy_of_app(paths.checkout, Path(folder) / APP)
		for name, command in linters.commands(fix, copy):
			done = subprocess.run(
				list(map(str, command)),
				cwd=paths.checkout,
				env=env,
				stdout=subprocess.PIPE,
				stderr=subprocess.STDOUT,
				stdin=subprocess.DEVNULL,
				text=True,
				check=False,
			)
			if done.returncode:
				failed.append(name)
				complain(done.stdout)
			say(f"  {'found something' if done.returncode else 'ok':16} {name}")
	if failed:
		raise HostError(f"Lint: {', '.join(failed)} found something, see above.")
	return 0


def copy_of_app(checkout: Path, target: Path) -> Path:
	"""The app alone: prefly reads all below the folder that it is given, also what the host made."""
	ignore = shutil.ignore_patterns("__pycache__", "dist", "node_modules")
	shutil.copytree(checkout / APP, target / APP, ignore=ignore)
	shutil.copy(checkout / "pyproject.toml", target)
	return target
