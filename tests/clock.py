"""Another moment than the present one, for jobs and dates."""

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime, timezone
from zoneinfo import ZoneInfo

import frappe

from tests.connection import forget_caches, forget_request


@contextmanager
def at(local: str) -> Iterator[None]:
	"""The site's clock stands at this date and time of its own zone."""
	moment = datetime.fromisoformat(local)
	with _clock(lambda: moment):
		yield


@contextmanager
def at_utc(instant: str) -> Iterator[None]:
	"""The clocks of the world stand at this instant; the site reads it in its own zone."""
	# A part of a second, as on every real clock: without one the host reads its own time stamps differently.
	moment = datetime.fromisoformat(instant).replace(microsecond=1, tzinfo=timezone.utc)
	with _clock(lambda: moment.astimezone(ZoneInfo(frappe.utils.get_system_timezone())).replace(tzinfo=None)):
		yield


def set_time_zone(name: str) -> None:
	"""Give the site a time zone until the test ends."""
	frappe.db.set_single_value("System Settings", "time_zone", name)
	frappe.clear_document_cache("System Settings", "System Settings")
	if hasattr(frappe.local, "system_settings"):
		del frappe.local.system_settings
	forget_caches()


@contextmanager
def _clock(now) -> Iterator[None]:
	"""The host's one source of the present, wherever it was imported."""
	real = frappe.utils.now_datetime
	holders = [
		module for module in list(sys.modules.values()) if getattr(module, "now_datetime", None) is real
	]
	for module in holders:
		module.now_datetime = now
	forget_request()
	try:
		yield
	finally:
		for module in holders:
			module.now_datetime = real
		forget_request()
