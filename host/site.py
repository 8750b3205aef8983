"""Sites of the bench: made from Frappe alone once, from a dump of that afterwards; the app on top."""

from __future__ import annotations

import json
from pathlib import Path

from host.bench import frappe
from host.paths import APP, HOST_SOURCES, Paths
from host.process import call
from host.services import Services
from host.steps import Steps, files_in, fingerprint, remove, write_atomically

PASSWORD = "admin"
INSIDE = HOST_SOURCES / "inside"
# Changes in these never change what is in the database.
NOT_IN_DATABASE = ("public", "www", "templates", "translations")


class Site:
	"""One site of this checkout's bench."""

	def __init__(self, name: str, paths: Paths, services: Services, **config: object):
		self.name = name
		self.paths = paths
		self.services = services
		self.config = config
		self.steps = Steps(paths.done)
		self.log = paths.logs / f"site-{name}.log"

	@property
	def folder(self) -> Path:
		return self.paths.sites / self.name

	@property
	def dump(self) -> Path:
		return self.paths.dumps / "frappe.sql"

	def run(self, command: list, failed: str, **options: object) -> None:
		"""Run a program in the sites folder, as bench does."""
		call(command, cwd=self.paths.sites, log=self.log, failed=failed, **options)

	def ensure(self, inputs: str, anew: bool) -> None:
		"""Have the site with the app as the checkout has it.

		Where the app's schema changed, `anew` makes the whole site again instead of migrating it.
		"""
		app_inputs = fingerprint(inputs, schema_of(self.paths.checkout / APP), INSIDE / "sync_app.py")
		if not self.folder.is_dir() or self._installing.exists():
			self.forget()
		if not (self._is_made(inputs) and self.steps.is_done(self._app_step, app_inputs)):
			if anew:
				self.forget()
			made = self._ensure_site(inputs)
			what = f"{'installing' if made else 'migrating'} {APP} on {self.name}"
			self.steps.run(self._app_step, what, app_inputs, lambda: self._sync_app(made))
		self.configure()

	def forget(self) -> None:
		"""Have the site made again the next time."""
		self.steps.forget(self._site_step)

	def _is_made(self, inputs: str) -> bool:
		return self.steps.is_done(self._site_step, fingerprint(inputs, INSIDE / "prepare_site.py"))

	def _ensure_site(self, inputs: str) -> bool:
		"""Have the site with Frappe alone; say whether it was made."""
		inputs = fingerprint(inputs, INSIDE / "prepare_site.py")
		from_dump = self.steps.is_done("dump", inputs) and self.dump.is_file()
		what = f"making the site {self.name} {'from a dump of a fresh one' if from_dump else 'with Frappe'}"
		made = self.steps.run(self._site_step, what, inputs, lambda: self._make(from_dump))
		if made and not from_dump:
			self.steps.run("dump", "dumping it, for further sites", inputs, self._make_dump)
		return made

	def _make(self, from_dump: bool) -> None:
		# A new site is without the app, whatever an earlier one had.
		self.steps.forget(self._app_step)
		remove(self.folder)
		self._installing.unlink(missing_ok=True)
		source = ["--source_sql", self.dump] if from_dump else []
		command = frappe(self.paths, "new-site", self.name, "--force", "--no-mariadb-socket", *source)
		self.run(
			[*command, "--db-type", "mariadb", "--admin-password", PASSWORD, *self._root()],
			failed=f"The site {self.name} could not be made.",
		)
		if not from_dump:
			self.run_inside("prepare_site.py", failed="The setup wizard could not be answered.")

	def _root(self) -> list[str]:
		return ["--db-root-username", "root", "--db-root-password", self.services.root_password()]

	def _make_dump(self) -> None:
		"""The site's tables as they are now, in one file."""
		database = self.site_config()["db_name"]
		self.dump.parent.mkdir(parents=True, exist_ok=True)
		part = self.dump.with_suffix(".part")
		access = self.paths.dumps / "access.cnf"
		port = self.services.mariadb.remembered()["port"]
		password = self.services.root_password()
		write_atomically(access, f"[client]\nhost=127.0.0.1\nport={port}\nuser=root\npassword={password}\n")
		access.chmod(0o600)
		options = ["--single-transaction", f"--result-file={part}"]
		self.run(
			["mariadb-dump", f"--defaults-file={access}", *options, database],
			failed="The fresh site could not be dumped.",
		)
		part.replace(self.dump)

	def site_config(self) -> dict:
		"""The site's own configuration."""
		return json.loads((self.folder / "site_config.json").read_text(encoding="utf-8"))

	def configure(self, **more: object) -> None:
		"""Write what this site is for into its configuration."""
		config = self.site_config()
		wanted = {**config, **self.config, **more}
		if wanted != config:
			write_atomically(self.folder / "site_config.json", json.dumps(wanted, indent=1) + "\n")

	def run_inside(self, script: str, *arguments: str, failed: str) -> None:
		"""Run one of our scripts with the bench's Python."""
		self.run([self.paths.python, INSIDE / script, self.name, *arguments], failed=failed)

	@property
	def _site_step(self) -> str:
		return f"site-{self.name}"

	@property
	def _app_step(self) -> str:
		return f"app-{self.name}"

	@property
	def _installing(self) -> Path:
		"""Is there while the app is being installed on a new site: what an interruption left is no use."""
		return self.paths.done / f"installing-{self.name}"

	def _sync_app(self, first: bool) -> None:
		if first:
			write_atomically(self._installing, "")
		self.run_inside("sync_app.py", APP, failed=f"{APP} could not be installed on {self.name}.")
		self._installing.unlink(missing_ok=True)


def schema_of(app: Path) -> str:
	"""A fingerprint of all that an install or migrate reads."""
	outside = tuple(app / name for name in NOT_IN_DATABASE)
	files = [file for file in files_in(app) if not any(folder in file.parents for folder in outside)]
	return fingerprint(*(part for file in files for part in (file.relative_to(app), file)))
