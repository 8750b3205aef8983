"""What the host tells the person in front of it."""

from __future__ import annotations

import sys
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager

_lock = threading.Lock()


def say(text: str) -> None:
	"""Print one line at once, whole, also from parallel steps."""
	with _lock:
		print(text, flush=True)


def complain(text: str) -> None:
	"""Print one sentence to stderr."""
	with _lock:
		print(text, file=sys.stderr, flush=True)


@contextmanager
def timed(what: str) -> Iterator[None]:
	"""Say what begins, and how long it took when it is done."""
	say(f"  ...     {what}")
	start = time.monotonic()
	yield
	say(f"{time.monotonic() - start:6.1f} s  {what}")
