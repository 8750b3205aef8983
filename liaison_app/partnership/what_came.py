"""What came of activities by the events that were held for them: attendance, ratings, what to change."""

from collections.abc import Iterable, Mapping, Sequence

import frappe
from frappe.utils import cint, flt

from liaison_app.partnership.events import HELD
from liaison_app.permissions.criteria import readable


def add_what_came(activities: list[dict], user: str | None = None) -> list[dict]:
	"""Add to activities (name, rating, what_to_change) what the events say that the user may read, in one statement.

	attendance: people present at all that were held, None where none was. rating: the activity's own, else the mean of
	its events'; None without any. what_to_change: its own and its events'. Returns the activities.
	"""
	held = _held([row["name"] for row in activities], user)
	for row in activities:
		events = held.get(row["name"], [])
		of_events = mean(ratings_of(events))
		row["attendance"] = sum(cint(event.head_count) for event in events) if events else None
		row["rating"] = row["rating"] or (of_events and round(of_events, 1))
		said = (row.get("what_to_change"), *(event.what_to_change for event in events))
		# Each line once: whoever evaluated the activity may have taken the event's words.
		lines = [line for words in said if words for line in words.split("\n")]
		row["what_to_change"] = "\n".join(dict.fromkeys(lines))
	return activities


def strong_rating() -> int:
	"""From which rating on an activity is strong: a setting."""
	return cint(frappe.get_cached_doc("Liaison Settings").strong_rating)


def ratings_of(rated: Iterable[Mapping]) -> list[float]:
	"""The ratings of those activities or events that were rated."""
	return [flt(row["rating"]) for row in rated if row["rating"]]


def mean(ratings: Sequence[float]) -> float | None:
	"""The mean of ratings; None without any."""
	return sum(ratings) / len(ratings) if ratings else None


def _held(activities: list[str], user: str | None) -> dict[str, list[dict]]:
	event = frappe.qb.DocType("Engagement Event")
	query = (
		frappe.qb.from_(event)
		.select(event.activity, event.head_count, event.rating, event.what_to_change)
		.where(event.activity.isin(activities or [""]) & (event.status == HELD))
		.orderby(event.planned_start, event.name)
	)
	found: dict[str, list[dict]] = {}
	for row in readable(query, event, "Engagement Event", user).run(as_dict=True):
		found.setdefault(row.activity, []).append(row)
	return found
