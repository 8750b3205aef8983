"""Another moment than the present one, for jobs and dates."""

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime, timedelta, timezone
from pathlib import Path
from zoneinfo import ZoneInfo

import frappe

from tests.connection import committing, forget_caches, forget_request

#: The hour of the site at which every run starts.
MORNING = 11


@contextmanager
def in_the_morning() -> Iterator[None]:
	"""The site lies where it is morning now: a visit of two hours ago is today's, also when the tests run at night."""
	with committing():
		before = _move_site(f"Etc/GMT{datetime.now(timezone.utc).hour - MORNING:+d}")
	try:
		yield
	finally:
		with committing():
			_move_site(before)


def _move_site(zone: str) -> str:
	"""Returns the zone that was."""
	settings = frappe.get_doc("System Settings")
	before = settings.time_zone
	settings.time_zone = zone
	settings.save()
	for user in frappe.get_all("User", {"time_zone": before}, pluck="name"):
		frappe.db.set_value("User", user, "time_zone", zone)
	return before


@contextmanager
def at(local: str) -> Iterator[None]:
	"""The site's clock stands at this date and time of its own zone."""
	moment = _ticking(datetime.fromisoformat(local))
	with _clock(lambda: moment):
		yield


@contextmanager
def at_utc(instant: str) -> Iterator[None]:
	"""The clocks of the world stand at this instant; the site reads it in its own zone."""
	moment = _ticking(datetime.fromisoformat(instant)).replace(tzinfo=timezone.utc)
	with _clock(lambda: moment.astimezone(ZoneInfo(frappe.utils.get_system_timezone())).replace(tzinfo=None)):
		yield


def set_time_zone(name: str) -> None:
	"""Give the site a time zone until the test ends."""
	frappe.db.set_single_value("System Settings", "time_zone", name)
	frappe.clear_document_cache("System Settings", "System Settings")
	forget_caches()
	# Held by this connection: a server of the same site may put the committed zone back into the shared cache.
	frappe.local.system_settings = frappe.get_doc("System Settings")


@dataclass(frozen=True)
class Dial:
	"""A clock for a web server, which is another process: a file that says how far it is off the real one."""

	path: Path

	def turn_to(self, local: str) -> datetime:
		"""It is this date and time of the site's zone, and time goes on from there. Returns it with its zone."""
		zone = ZoneInfo(frappe.utils.get_system_timezone())
		moment = datetime.fromisoformat(local)
		off = moment - datetime.now(zone).replace(tzinfo=None)
		written = self.path.with_suffix(".next")
		written.write_text(str(off.total_seconds()))
		written.replace(self.path)  # at once: the server reads it all the time
		return moment.replace(tzinfo=zone)

	def drive(self) -> None:
		"""This process goes by the dial from here on; by the real clock until it was turned."""
		real = frappe.utils.now_datetime
		_replace_clock(real, lambda: real() + timedelta(seconds=self._off()))

	def _off(self) -> float:
		return float(self.path.read_text()) if self.path.exists() else 0


def _ticking(moment: datetime) -> datetime:
	"""A part of a second, as on every real clock: without one the host reads its own time stamps differently."""
	return moment.replace(microsecond=1)


@contextmanager
def _clock(now: Callable[[], datetime]) -> Iterator[None]:
	real = frappe.utils.now_datetime
	_replace_clock(real, now)
	forget_request()
	try:
		yield
	finally:
		_replace_clock(now, real)
		forget_request()


def _replace_clock(old: Callable[[], datetime], new: Callable[[], datetime]) -> None:
	"""Put another clock in the place of the host's one source of the present, wherever it was imported."""
	for module in list(sys.modules.values()):
		if getattr(module, "now_datetime", None) is old:
			module.now_datetime = new
