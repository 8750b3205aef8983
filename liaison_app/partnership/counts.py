"""How far activities have come: one count for the plan's page, its review, Partnership Plan Progress and the School Brief."""

from collections.abc import Iterable, Mapping
from datetime import date

from frappe.utils import getdate

from liaison_app.partnership.activities import CALLED_OFF, PLANNED


def planned(activities: Iterable[Mapping]) -> list[Mapping]:
	"""Those of these activities (status) that were not called off."""
	return [row for row in activities if row["status"] != CALLED_OFF]


def is_late(activity: Mapping, day: date | None = None) -> bool:
	"""Whether an activity (status, ends_on) was over before a day (default: today), and nobody has said how it went."""
	return activity["status"] == PLANNED and getdate(activity["ends_on"]) < getdate(day)


def counts_of(activities: Iterable[Mapping], day: date | None = None) -> dict[str, int]:
	"""How many of these activities are planned, done, late on a day (default: today), to_come, called_off.

	What was called off is planned no more.
	"""
	activities = list(activities)
	counted = planned(activities)
	open_ones = [row for row in counted if row["status"] == PLANNED]
	late = sum(is_late(row, day) for row in open_ones)
	return {
		"planned": len(counted),
		"done": len(counted) - len(open_ones),
		"late": late,
		"to_come": len(open_ones) - late,
		"called_off": len(activities) - len(counted),
	}
