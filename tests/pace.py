"""How many calls a minute a user of the site may make. Tests ask faster than people do."""

import time
from collections.abc import Iterator
from contextlib import contextmanager

import frappe

from liaison_app.permissions.pace import SECONDS
from tests.connection import committing


@contextmanager
def calls_a_minute(number: int) -> Iterator[None]:
	"""Until the end a user may make this many; 0 sets no limit."""
	before = frappe.db.get_single_value("Liaison Settings", "calls_a_minute")
	_set(number)
	try:
		yield
	finally:
		_set(before)


def _set(number: int) -> None:
	with committing():
		frappe.db.set_single_value("Liaison Settings", "calls_a_minute", number)


def wait_for_room(seconds: int) -> None:
	"""Wait until so many seconds are left of the minute in which calls are counted."""
	left = SECONDS - time.time() % SECONDS
	if left < seconds:
		time.sleep(left)
