"""Moments as people read them."""

from datetime import datetime

from frappe.utils import formatdate, get_datetime


def moment_text(moment: datetime | str | None) -> str:
	"""Day and time without the seconds, which nobody plans; empty for none."""
	return f"{formatdate(moment)} {get_datetime(moment):%H:%M}" if moment else ""
