"""Run programs: short ones to their end, long ones in the background with a record of who they are."""

from __future__ import annotations

import contextlib
import json
import os
import signal
import subprocess
import threading
import time
from collections.abc import Mapping, Sequence
from pathlib import Path

from host.errors import HostError
from host.steps import write_atomically

# A lock that set-up's own children hold too: see host/lock.py.
inherited: list[int] = []
_children: set[subprocess.Popen] = set()
_guard = threading.Lock()
_stopping = threading.Event()


def call(
	command: Sequence[object],
	*,
	log: Path,
	failed: str,
	cwd: Path | None = None,
	env: Mapping[str, str] | None = None,
	stdin: Path | None = None,
) -> None:
	"""Run a program to its end, its output in a log; a failure is one sentence and the log's last lines."""
	log.parent.mkdir(parents=True, exist_ok=True)
	with log.open("ab") as out, open(stdin or os.devnull, "rb") as source:
		begin = out.tell()
		out.write(f"$ {' '.join(map(str, command))}\n".encode())
		out.flush()
		code = _wait_for(_start(command, cwd, env, out, source))
	if code:
		raise HostError(f"{failed}\n{_tail(log, begin)}(whole log: {log})")


def _start(command: Sequence[object], cwd: Path | None, env: Mapping[str, str] | None, out, source):
	"""Start a child in a session of its own, so that its helpers can be ended with it."""
	with _guard:
		if _stopping.is_set():
			raise HostError("Interrupted.")
		try:
			child = subprocess.Popen(
				list(map(str, command)),
				cwd=cwd,
				env={**os.environ, **(env or {})},
				stdin=source,
				stdout=out,
				stderr=subprocess.STDOUT,
				start_new_session=True,
				pass_fds=tuple(inherited),
			)
		except FileNotFoundError as error:
			raise HostError(f"The program {command[0]} was not found.") from error
		_children.add(child)
	return child


def _wait_for(child: subprocess.Popen) -> int:
	try:
		return child.wait()
	finally:
		end_group(child.pid)
		with _guard:
			_children.discard(child)


def _tail(log: Path, begin: int) -> str:
	with log.open("rb") as stream:
		stream.seek(begin)
		lines = stream.read().decode(errors="replace").splitlines()
	return "".join(f"    {line}\n" for line in lines[-15:])


def end_children() -> None:
	"""End whatever `call` has running, in every thread, and let nothing more start."""
	_stopping.set()
	with _guard:
		children = list(_children)
	for child in children:
		end_group(child.pid)


def end_group(pid: int, number: int = signal.SIGKILL) -> None:
	"""Send a signal to a process and all that it started."""
	with contextlib.suppress(ProcessLookupError, PermissionError):
		os.killpg(pid, number)


def started_at(pid: int) -> str | None:
	"""When a process began, in the kernel's own count: with the pid it names one process for good."""
	try:
		fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
	except (OSError, IndexError):
		return None
	return None if fields[0] in "ZX" else fields[19]


class Daemon:
	"""A program in the background that a file on disk remembers beyond the process that started it."""

	def __init__(self, name: str, run: Path, logs: Path):
		self.name = name
		self.record = run / f"{name}.json"
		self.log = logs / f"{name}.log"

	def remembered(self) -> dict:
		"""What is written about the running program, or nothing if it does not run."""
		try:
			facts = json.loads(self.record.read_text(encoding="utf-8"))
		except (OSError, ValueError):
			return {}
		alive = facts["started"] and started_at(facts["pid"]) == facts["started"]
		return facts if alive else {}

	def start(
		self,
		command: Sequence[object],
		*,
		cwd: Path | None = None,
		env: Mapping[str, str] | None = None,
		**facts: object,
	) -> None:
		"""Start it in a session of its own and remember it with further facts such as its port."""
		self.log.parent.mkdir(parents=True, exist_ok=True)
		with self.log.open("wb") as out:
			child = subprocess.Popen(
				list(map(str, command)),
				cwd=cwd,
				env={**os.environ, **(env or {})},
				stdin=subprocess.DEVNULL,
				stdout=out,
				stderr=subprocess.STDOUT,
				start_new_session=True,
			)
		record = {"pid": child.pid, "started": started_at(child.pid), **facts}
		write_atomically(self.record, json.dumps(record))
		# Reaped in the background, or it would stay a zombie that looks alive to nobody but us.
		threading.Thread(target=child.wait, daemon=True).start()

	def ask(self) -> dict:
		"""Ask it to end."""
		facts = self.remembered()
		if facts:
			end_group(facts["pid"], signal.SIGTERM)
		return facts

	def stop(self, patience: float = 10) -> None:
		"""Ask it to end, wait, and make it end."""
		facts = self.ask()
		if facts:
			deadline = time.monotonic() + patience
			while self.remembered() and time.monotonic() < deadline:
				time.sleep(0.05)
			end_group(facts["pid"])
			while self.remembered():
				time.sleep(0.02)
		self.record.unlink(missing_ok=True)

	def last_lines(self, count: int = 12) -> str:
		"""The end of its log."""
		lines = self.log.read_text(errors="replace").splitlines() if self.log.is_file() else []
		return "\n".join(f"    {line}" for line in lines[-count:])
