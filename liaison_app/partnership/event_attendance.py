"""How many came to an event, and which families: one figure, in the event, its activity, the ledger and the reports.

Days on which children miss school are another matter: `liaison_app/attendance/`.
"""

from collections.abc import Iterable

import frappe
from frappe import _
from frappe.model.document import Document
from frappe.utils import cint, now_datetime

from liaison_app.ledger.lines import Part
from liaison_app.ledger.posting import post

#: Fields of an event with those who were counted in the room, by group.
GROUPS = ("parents", "children", "school_staff", "community")


def rows_of(event: str, as_committed: bool = False) -> list[dict]:
	"""Who came to an event, for counting: name, family, student, and how many people each row stands for.

	Not narrowed to what the user may read: the figure is the same for everybody. as_committed: what was committed
	last, locked, in place of what stood when the transaction began.
	"""
	row = frappe.qb.DocType("Event Attendance")
	query = (
		frappe.qb.from_(row)
		.select(row.name, row.family, row.student, (row.adults + row.children).as_("people"))
		.where(row.event == event)
		.orderby(row.name)
	)
	return (query.for_update() if as_committed else query).run(as_dict=True)


def people_in(rows: Iterable[dict]) -> int:
	"""How many people these rows stand for."""
	return sum(cint(row["people"]) for row in rows)


def counted_in(event: Document) -> int:
	"""How many people were counted in the room; 0 where nobody counted."""
	return sum(cint(event.get(group)) for group in GROUPS)


def head_count_of(event: Document, rows: list[dict]) -> int:
	"""The attendance of an event: the people counted in the room, else those in its rows and the walk-ins."""
	return counted_in(event) or people_in(rows) + cint(event.walk_ins)


def has_attendance(event: Document, rows: list[dict]) -> bool:
	"""Whether anybody is written down as having come."""
	return head_count_of(event, rows) > 0


def events_of(activity: str) -> list[dict]:
	"""The events of an activity that the session's user may read, in their order, each with its attendance."""
	return frappe.get_list(
		"Engagement Event",
		filters={"activity": activity},
		fields=["name", "event_name", "planned_start", "status", "head_count", "rating"],
		order_by="planned_start asc, name asc",
		limit=0,
	)


def check_head_count(event: Document, rows: list[dict]) -> None:
	"""Refuse more people by name and as walk-ins than were counted in the room. Raises frappe.ValidationError."""
	counted, present = counted_in(event), people_in(rows) + cint(event.walk_ins)
	if counted and present > counted:
		frappe.throw(
			_(
				"Head Count: {0} people were counted in the room, and {1} are in Who Came and Walk-Ins. Correct one of them."
			).format(counted, present)
		)


def parts_of(event: Document, rows: list[dict]) -> list[Part]:
	"""Each family's part in an event, and that of the rest of the room.

	An event serves a family, but it is no exchange with it: nobody is reached by it.
	"""
	students: dict[str, list[str]] = {}
	for row in rows:
		if row["family"]:
			students.setdefault(row["family"], []).extend([row["student"]] if row["student"] else [])
	parts = [Part(family, students=tuple(sorted(names))) for family, names in students.items()]
	others = head_count_of(event, rows) - people_in(row for row in rows if row["family"])
	return [Part(), *parts] if others > 0 or not parts else parts


def follow_attendance(event: str) -> None:
	"""Let an event and the ledger say what its rows say. Call it after one is saved or deleted.

	Raises frappe.ValidationError where more people are present than were counted, or a frozen weekly report has
	counted the event.
	"""
	doc = frappe.get_doc("Engagement Event", event, for_update=True)
	doc.flags.posting = True
	check_head_count(doc, doc.attendance)
	# Whoever has the event open goes on: only what is worked out changes.
	doc.db_set("head_count", head_count_of(doc, doc.attendance), update_modified=False)
	post(doc)


def follow_school(event: Document) -> None:
	"""Let the rows of an event follow it to another school: its former school reads no names. Call it in on_update."""
	before = event.get_doc_before_save()
	if before and before.school != event.school:
		row = frappe.qb.DocType("Event Attendance")
		query = frappe.qb.update(row).set(row.school, event.school).set(row.modified, now_datetime())
		query.where(row.event == event.name).run()
