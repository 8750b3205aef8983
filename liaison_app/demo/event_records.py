"""Writes the events of a school, who came to them, and what the ledger says of them."""

from collections.abc import Iterator
from datetime import datetime, time, timedelta

from frappe.model.document import Document

from liaison_app.demo.calendar import Calendar
from liaison_app.demo.events import OUTSIDE, Event, Guest
from liaison_app.demo.rows import Rows
from liaison_app.demo.staff import DANA, HELPER_OF, LIAISON_OF, LINCOLN, LINH, SAMIRA
from liaison_app.ledger.audit import rebuild_lines

#: Where the coordinator coached liaisons.
COACHED_AT = LINCOLN
#: Rooms, chairs and cups, before and after.
AROUND = 45
#: The hour of the next day at which the liaison has written everything down.
WRITTEN = time(9, 30)


def write_events(events: list[Event], activities: dict[str, Document], calendar: Calendar) -> dict[str, str]:
	"""Write a school's events. activities: of its plan, by their words. Returns the events' names."""
	rows = Rows()
	names = {event.gathering.name: _add(rows, event, activities, calendar) for event in events}
	rebuild_lines("Engagement Event", rows.write()["Engagement Event"])
	return names


def write_coaching(calendar: Calendar) -> None:
	"""What the coordinator held for liaisons: work of no liaison of its own, with the hours of those who came."""
	rows = Rows()
	start = datetime.combine(calendar.monday(-2) + timedelta(days=1), time(13, 0))
	values = {
		"event_name": "Coaching: a first call with an interpreter",
		"kind": "Coaching",
		"status": "Held",
		"planned_start": start,
		"planned_end": start + timedelta(minutes=90),
		"place_kind": "School",
		"place_words": "Family room",
		"school": COACHED_AT.name,
		"involvement_type": "Communicating",
		"participants": [{"liaison": person.user, "staff_minutes": 90} for person in (LINH, SAMIRA)],
		"school_staff": 2,
		"head_count": 2,
		"rating": "4",
		"what_to_change": "Let everybody make a call to a colleague first.",
	}
	rows.add("Engagement Event", values, DANA.user, start - timedelta(days=12), _written(start))
	rebuild_lines("Engagement Event", rows.write()["Engagement Event"])


def _add(rows: Rows, event: Event, activities: dict[str, Document], calendar: Calendar) -> str:
	user = LIAISON_OF[event.school.name].user
	made_on = datetime.combine(min(event.start.date() - timedelta(days=21), calendar.monday(-1)), time(10, 0))
	changed_on = _written(event.start) if event.status == "Held" else made_on
	values = {**_values(event), **_of_activity(event, activities), **_outcome(event)}
	name = rows.add("Engagement Event", values, user, made_on, changed_on)
	for row in _attendance(event, name):
		rows.add("Event Attendance", row, user, row.get("signed_in_at") or changed_on, changed_on)
	return name


def _written(start: datetime) -> datetime:
	return datetime.combine(start.date() + timedelta(days=1), WRITTEN)


def _values(event: Event) -> dict:
	gathering = event.gathering
	outside = gathering.place_kind != "School"
	return {
		"event_name": gathering.name,
		"kind": gathering.kind,
		"status": event.status,
		"called_off_reason": gathering.called_off or None,
		"planned_start": event.start,
		"planned_end": event.start + gathering.lasts,
		"place_kind": gathering.place_kind,
		"place_words": (gathering.place or OUTSIDE[event.school.name]) if outside else "Cafeteria" if gathering.evening else "Family room",
		"languages": [{"language": code} for code in event.languages],
		"interpreters": len(event.languages) - 2,
		"child_care": int(gathering.evening),
		"meals": int(gathering.minutes >= 90 and gathering.evening),
		"transport": int(outside),
		"school": event.school.name,
		"involvement_type": gathering.involvement,
		"liaison": LIAISON_OF[event.school.name].user,
	}  # fmt: skip


def _of_activity(event: Event, activities: dict[str, Document]) -> dict:
	activity = activities.get(event.gathering.activity)
	return {"activity": activity.name, "in_charge": activity.in_charge} if activity else {}


def _outcome(event: Event) -> dict:
	if event.status != "Held":
		return {}
	minutes = event.gathering.minutes + AROUND
	helper = HELPER_OF.get(event.school.name)
	return {
		**event.groups,
		"walk_ins": event.gathering.walk_ins,
		"head_count": event.people,
		"rating": event.rating or None,
		"what_to_change": event.gathering.what_to_change or None,
		"staff_minutes": minutes,
		"travel_minutes": 20 if event.gathering.place_kind != "School" else 0,
		"participants": [{"liaison": helper.user, "staff_minutes": minutes, "travel_minutes": 15}]
		if helper and event.gathering.evening
		else [],
	}


def _attendance(event: Event, name: str) -> Iterator[dict]:
	for guest in event.guests:
		yield {
			"event": name,
			"school": event.school.name,
			"adults": guest.adults,
			"children": guest.children,
			**_who(guest),
			**_sign_in(event, guest),
		}


def _who(guest: Guest) -> dict:
	if not guest.known:
		return {"title": guest.name}
	return {"title": guest.known.plan.name, "family": guest.known.name}


def _sign_in(event: Event, guest: Guest) -> dict:
	"""What was typed at the door; whose family it is was added later."""
	if guest.signed_in is None:
		return {}
	return {
		"person_name": guest.name,
		"asked_language": guest.language if guest.language in event.languages else None,
		"signed_in_at": event.start + timedelta(minutes=guest.signed_in),
	}
