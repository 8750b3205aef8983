"""Servers of the tests' own, on free loopback ports, that may be killed: MariaDB with a copy of the site, Redis, web, worker."""

import json
import os
import shutil
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import frappe
import psutil
import pymysql

from host.ports import LOOPBACK, answers, any_free
from host.process import Daemon
from host.services import MARIADB, REDIS
from tests.web import ROOT, WEB

PROGRAMS = ("mariadbd", "mariadb-install-db", "mariadb-dump", "mariadb", "redis-server")
PATIENCE_SECONDS = 120
AS_USER = ["--user=root"] if os.geteuid() == 0 else []


def missing_programs() -> list[str]:
	"""Which programs this machine lacks."""
	return [program for program in PROGRAMS if not shutil.which(program)]


class OwnServers:
	"""A copy of the site as it is committed now, and the five servers that serve it."""

	NAMES = ("mariadb", "redis_cache", "redis_queue", "worker", "web")

	def __init__(self, folder: Path, site: str) -> None:
		self.folder, self.site, self.sites = folder, site, folder / "sites"
		self.ports = {name: any_free() for name in self.NAMES if name != "worker"}
		self.daemons = {name: Daemon(name, folder / "run", folder / "logs") for name in self.NAMES}
		self.database = frappe.conf.db_name
		self._make_sites()
		self._make_database()
		self.start_all()

	@property
	def address(self) -> str:
		"""Of the web server."""
		return f"http://{LOOPBACK}:{self.ports['web']}"

	def start(self, name: str) -> None:
		"""Start one, on the port that it has always had, and wait until it answers."""
		environment = {"CI": "1", "PYTHONPATH": str(ROOT)}
		self.daemons[name].start(self._command(name), cwd=self.sites, env=environment)
		deadline = time.monotonic() + PATIENCE_SECONDS
		while name in self.ports and not answers(self.ports[name]):
			assert self.daemons[name].remembered(), self.daemons[name].last_lines()
			assert time.monotonic() < deadline, f"{name} does not answer"
			time.sleep(0.05)

	def start_all(self) -> None:
		"""Start those that do not run, as a supervisor does: a worker ends by itself without Redis."""
		for name in self.NAMES:
			if not self.daemons[name].remembered():
				self.start(name)

	def kill(self, name: str) -> None:
		"""SIGKILL: it and whatever it started have no moment left."""
		if running := self.daemons[name].remembered():
			process = psutil.Process(running["pid"])
			for one in (*process.children(recursive=True), process):
				one.kill()
		while self.daemons[name].remembered():
			time.sleep(0.01)

	def stop(self) -> None:
		"""End all of them."""
		for name in reversed(self.NAMES):
			self.daemons[name].stop()

	def rows(self, sql: str, *values: object) -> tuple[tuple, ...]:
		"""What a query finds, past Frappe."""
		connection = pymysql.connect(
			host=LOOPBACK, port=self.ports["mariadb"], user=self.database, password=frappe.conf.db_password,
			database=self.database,
		)  # fmt: skip
		with connection, connection.cursor() as cursor:
			cursor.execute(sql, values)
			return cursor.fetchall()

	def bench(self, *command: str) -> str:
		"""Run a bench command on the copy; what it printed."""
		program = [sys.executable, "-m", "frappe.utils.bench_helper", "frappe", "--site", self.site, *command]
		return subprocess.run(program, cwd=self.sites, check=True, capture_output=True, text=True).stdout

	def _command(self, name: str) -> list[object]:
		commands: dict[str, Callable[[], list[object]]] = {
			"mariadb": self._mariadb,
			"redis_cache": lambda: self._redis("redis_cache"),
			"redis_queue": lambda: self._redis("redis_queue"),
			"worker": lambda: [
				*(sys.executable, "-m", "frappe.utils.bench_helper", "frappe", "worker"),
				*("--queue", "short,default,long"),
			],
			"web": lambda: [sys.executable, WEB, self.site, self.ports["web"]],
		}
		return commands[name]()

	def _mariadb(self) -> list[object]:
		files = [f"--defaults-file={self.folder / 'my.cnf'}", f"--init-file={self.folder / 'users.sql'}"]
		return ["mariadbd", files[0], f"--port={self.ports['mariadb']}", *AS_USER, files[1]]

	def _redis(self, name: str) -> list[object]:
		return ["redis-server", self.folder / f"{name}.conf", "--port", self.ports[name]]

	def _make_sites(self) -> None:
		"""A sites folder like the bench's, with this site alone, that names our servers."""
		given = Path.cwd()  # the tests run in the bench's sites folder
		here = self.sites / self.site
		for folder in (here / "private" / "files", here / "public" / "files", here / "logs", here / "locks"):
			folder.mkdir(parents=True)
		for folder in (self.folder / "logs", self.folder / "run", self.folder / "tmp"):
			folder.mkdir()
		shutil.copy(given / "apps.txt", self.sites)
		shutil.copy(given / self.site / "site_config.json", here)
		(self.sites / "assets").symlink_to(given / "assets")
		(self.folder / "apps").symlink_to(given.parent / "apps")
		queue = f"redis://{LOOPBACK}:{self.ports['redis_queue']}"
		servers = {
			"db_host": LOOPBACK, "db_port": self.ports["mariadb"], "redis_queue": queue, "redis_socketio": queue,
			"redis_cache": f"redis://{LOOPBACK}:{self.ports['redis_cache']}",
		}  # fmt: skip
		config = json.loads((given / "common_site_config.json").read_text())
		(self.sites / "common_site_config.json").write_text(json.dumps({**config, **servers}))
		for name in ("redis_cache", "redis_queue"):
			(self.folder / f"{name}.conf").write_text(REDIS.format(folder=self.folder, more=""))

	def _make_database(self) -> None:
		"""An own data directory, as the host makes its own, with the site's tables as they are now."""
		(self.folder / "my.cnf").write_text(MARIADB.format(folder=self.folder))
		account = f"'{self.database}'@'{LOOPBACK}'"
		(self.folder / "users.sql").write_text(
			f"CREATE DATABASE IF NOT EXISTS `{self.database}`;\n"
			f"CREATE OR REPLACE USER {account} IDENTIFIED BY '{frappe.conf.db_password}';\n"
			f"GRANT ALL ON `{self.database}`.* TO {account};\n"
		)
		(self.folder / "users.sql").chmod(0o600)
		options = [
			f"--defaults-file={self.folder / 'my.cnf'}",
			"--skip-test-db",
			"--auth-root-authentication-method=normal",
		]
		subprocess.run(["mariadb-install-db", *options, *AS_USER], check=True, capture_output=True)
		self.start("mariadb")
		dump = self.folder / "site.sql"
		with dump.open("wb") as out:
			_client("mariadb-dump", frappe.conf.db_host or LOOPBACK, frappe.conf.db_port or 3306, stdout=out)
		with dump.open("rb") as source:
			_client("mariadb", LOOPBACK, self.ports["mariadb"], stdin=source)
		dump.unlink()
		self.daemons["mariadb"].stop(patience=60)


def _client(program: str, host: str, port: int, **pipes: object) -> None:
	"""A client of MariaDB at work on the site's tables; the password goes by the environment, where nobody looks."""
	options = [f"--host={host}", f"--port={port}", f"--user={frappe.conf.db_name}", "--protocol=tcp"]
	more = ["--single-transaction"] if program == "mariadb-dump" else []
	environment = {**os.environ, "MYSQL_PWD": frappe.conf.db_password}
	subprocess.run([program, *options, *more, frappe.conf.db_name], check=True, env=environment, **pipes)
