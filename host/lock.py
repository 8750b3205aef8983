"""One set-up at a time in a checkout."""

from __future__ import annotations

import fcntl
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from host import process
from host.say import say


@contextmanager
def only_one(file: Path, what: str | None) -> Iterator[None]:
	"""Hold a lock, saying what is waited for, that ends with this process and with every program it has started through `call`.

	So a start after a `kill -9` waits until what the killed one left running has ended.
	"""
	file.parent.mkdir(parents=True, exist_ok=True)
	handle = os.open(file, os.O_RDWR | os.O_CREAT, 0o600)
	try:
		try:
			fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
		except BlockingIOError:
			if what:
				say(f"Waiting: {what} is under way in this checkout already.")
			fcntl.flock(handle, fcntl.LOCK_EX)
		process.inherited.append(handle)
		yield
	finally:
		if handle in process.inherited:
			process.inherited.remove(handle)
		os.close(handle)
