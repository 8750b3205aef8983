"""A private MariaDB and Redis for this checkout, on free loopback ports; never a system instance.

Demo and tests share them. Each user of theirs leaves a file with its process id; the last one out stops
them. A user that was killed leaves a file that names no living process, and counts no more.
"""

from __future__ import annotations

import json
import os
import secrets
import socket
import time
from collections.abc import Callable
from contextlib import AbstractContextManager
from pathlib import Path

from host.bench import set_config
from host.errors import HostError
from host.lock import only_one
from host.paths import Paths
from host.ports import LOOPBACK, answers, any_free
from host.process import Daemon, call, started_at
from host.steps import remove, write_atomically

# Held open by hand (`python3 -m host up`), by no process.
BY_HAND = "by-hand"

# Development data: the last second of it may be lost when the machine itself fails, for a much faster
# suite. A killed MariaDB loses nothing, since its log is with the operating system by then.
MARIADB = """\
[mariadbd]
datadir = {folder}/data
tmpdir = {folder}/tmp
socket = mariadb.sock
pid-file = mariadb.pid
bind-address = 127.0.0.1
character-set-server = utf8mb4
collation-server = utf8mb4_unicode_ci
skip-name-resolve
skip-log-bin
performance_schema = OFF
innodb_flush_log_at_trx_commit = 2
innodb_flush_method = fsync
innodb_buffer_pool_size = 512M
innodb_log_file_size = 256M
max_connections = 200
max_allowed_packet = 256M
"""

REDIS = """\
bind 127.0.0.1
dir {folder}
save ""
appendonly no
databases 4
{more}
"""


class Services:
	"""MariaDB and two Redis, as an ordinary bench has them."""

	def __init__(self, paths: Paths):
		self.paths = paths
		self.mariadb = Daemon("mariadb", paths.run, paths.logs)
		self.cache = Daemon("redis_cache", paths.run, paths.logs)
		self.queue = Daemon("redis_queue", paths.run, paths.logs)
		self.users = paths.run / "users"

	@property
	def password_file(self) -> Path:
		return self.paths.mariadb / "root.password"

	def root_password(self) -> str:
		"""The root password of our MariaDB."""
		return self.password_file.read_text(encoding="utf-8").strip()

	def make_database(self, log: Path) -> None:
		"""An empty data directory whose root has a password and may come over TCP."""
		folder = self.paths.mariadb
		self.mariadb.stop()
		remove(folder)
		# A temporary folder of its own: a MariaDB that starts clears the files of another in a shared one.
		(folder / "tmp").mkdir(parents=True)
		write_atomically(folder / "my.cnf", MARIADB.format(folder=folder))
		password = secrets.token_hex(16)
		write_atomically(self.password_file, password)
		self.password_file.chmod(0o600)
		options = ["--skip-test-db", "--auth-root-authentication-method=normal", *_as_user()]
		call(
			["mariadb-install-db", f"--defaults-file={folder / 'my.cnf'}", *options],
			log=log,
			failed="MariaDB's data directory could not be made.",
		)
		account = f"'root'@'{LOOPBACK}' IDENTIFIED BY '{password}'"
		script = f"CREATE OR REPLACE USER {account};\nGRANT ALL ON *.* TO {account} WITH GRANT OPTION;\n"
		script += f"ALTER USER 'root'@'localhost' IDENTIFIED BY '{password}';\n"
		write_atomically(folder / "root.sql", script)

	def start(self) -> None:
		"""Start what does not run, each on a port that is free now."""
		for daemon, command, patience in (
			(self.mariadb, self._mariadb, 60),
			(self.cache, lambda port: self._redis("cache", port, CACHE_LIMITS), 15),
			(self.queue, lambda port: self._redis("queue", port, ""), 15),
		):
			if not daemon.remembered():
				self._start(daemon, command, patience)

	def _start(self, daemon: Daemon, command: Callable[[int], list], patience: float) -> None:
		port = any_free()
		daemon.start(command(port), port=port)
		deadline = time.monotonic() + patience
		while not answers(port):
			if not daemon.remembered() or time.monotonic() > deadline:
				daemon.stop()
				raise HostError(f"{daemon.name} did not start. Its log says:\n{daemon.last_lines()}")
			time.sleep(0.05)

	def _mariadb(self, port: int) -> list:
		folder = self.paths.mariadb
		script = folder / "root.sql"
		return [
			*("mariadbd", f"--defaults-file={folder / 'my.cnf'}", f"--port={port}", *_as_user()),
			f"--init-file={script}",
		]

	def _redis(self, name: str, port: int, more: str) -> list:
		folder = self.paths.redis / name
		folder.mkdir(parents=True, exist_ok=True)
		write_atomically(folder / "redis.conf", REDIS.format(folder=folder, more=more))
		return ["redis-server", folder / "redis.conf", "--port", str(port)]

	def configure(self) -> None:
		"""Tell the bench where the services are."""
		cache, queue = (f"redis://{LOOPBACK}:{one.remembered()['port']}" for one in (self.cache, self.queue))
		set_config(
			self.paths,
			{
				"db_host": LOOPBACK,
				"db_port": self.mariadb.remembered()["port"],
				"root_login": "root",
				"root_password": self.root_password(),
				"redis_cache": cache,
				"redis_queue": queue,
				"redis_socketio": queue,
			},
		)

	def forget_cached(self, key: str) -> None:
		"""Remove a key that every process of the bench reads from the cache."""
		facts = self.cache.remembered()
		if facts:
			with socket.create_connection((LOOPBACK, facts["port"]), timeout=5) as redis:
				redis.sendall(f"DEL {key}\r\n".encode())
				redis.recv(64)

	def stop(self) -> None:
		"""Stop all of them."""
		for daemon in (self.queue, self.cache, self.mariadb):
			daemon.stop(patience=60)

	def join(self) -> None:
		"""Count this process among the users, and have the services run."""
		pid = os.getpid()
		with self._alone():
			write_atomically(self.users / str(pid), json.dumps(started_at(pid)))
			self.start()

	def leave(self, keep: bool = False) -> None:
		"""Count it no more, and stop the services if it was the last, unless they are kept by hand."""
		with self._alone():
			(self.users / str(os.getpid())).unlink(missing_ok=True)
			if keep and self.mariadb.remembered():
				write_atomically(self.users / BY_HAND, "")
			if not self.in_use():
				self.stop()

	def stop_all(self) -> None:
		"""Stop the services, whoever uses them."""
		with self._alone():
			remove(self.users)
			self.stop()

	def _alone(self) -> AbstractContextManager:
		return only_one(self.paths.run / "services.lock", None)

	def in_use(self) -> list[str]:
		"""Who uses the services now; files of the dead are removed."""
		living = []
		for file in sorted(self.users.glob("*")) if self.users.is_dir() else []:
			if file.suffix == ".part":
				continue
			if file.name == BY_HAND or (file.name.isdigit() and _lives(file)):
				living.append(file.name)
			else:
				file.unlink(missing_ok=True)
		return living


CACHE_LIMITS = "maxmemory 256mb\nmaxmemory-policy allkeys-lru"


def _as_user() -> list[str]:
	"""MariaDB refuses to run as root unless told so."""
	return ["--user=root"] if os.geteuid() == 0 else []


def _lives(file: Path) -> bool:
	try:
		began = json.loads(file.read_text(encoding="utf-8"))
	except ValueError:
		return False
	return began is not None and started_at(int(file.name)) == began
