"""Sessions of a program: Engagement Events that name it, and the children who came to one."""

import frappe
from frappe import _
from frappe.model.document import Document
from frappe.utils import get_datetime, getdate

from liaison_app.after_school.places import ENROLLED
from liaison_app.arguments import parse_names

KIND = "After-School Session"
#: About a school year, twice a week.
SHOWN = 80


def check_session(event: Document) -> None:
	"""Refuse a session of a foreign program, or on a day when there is none. Call it from validate.

	Raises frappe.ValidationError with one sentence that names the field.
	"""
	if not event.after_school_program:
		return
	program = frappe.db.get_value(
		"After School Program", event.after_school_program, ["school", "starts_on", "ends_on"], as_dict=True
	)
	if event.kind != KIND:
		frappe.throw(_("After-School Program: only a session has one, choose that Kind or empty it."))
	if program.school != event.school:
		frappe.throw(_("After-School Program: choose a program of {0}.").format(event.school))
	if event.planned_start and not _is_in(program, event.planned_start):
		frappe.throw(
			_("Starts: the program runs from {0} to {1}, choose a day of it.").format(
				frappe.format(program.starts_on, "Date"), frappe.format(program.ends_on, "Date")
			)
		)


def _is_in(program: dict, moment: str) -> bool:
	return getdate(program.starts_on) <= get_datetime(moment).date() <= getdate(program.ends_on)


def sessions_of(program: str) -> list[dict]:
	"""A program's sessions that the session's user may read, the newest first: when, status and how many came."""
	return frappe.get_list(
		"Engagement Event",
		filters={"after_school_program": program},
		fields=["name", "planned_start", "status", "head_count"],
		order_by="planned_start desc",
		limit=SHOWN,
	)


@frappe.whitelist()
def get_children(event: str) -> list[dict]:
	"""The children who have a place in the program of a session, as far as the user may read them.

	Each: name (of the enrolment), child_name, came (whether a row says so). Raises frappe.PermissionError for whoever may not
	read the event.
	"""
	session = frappe.get_doc("Engagement Event", event)
	session.check_permission("read")
	came = _came(session)
	return [
		{"name": row.name, "child_name": row.child_name, "came": _key(row) in came}
		for row in _enrolled(session)
	]


@frappe.whitelist(methods=["POST"])
def note_children(event: str, enrolments: list | str) -> int:
	"""Write down that these children came. Who is written down already stays. Returns how many were added.

	Raises frappe.PermissionError for whoever may not read the event or write down who came.
	"""
	session = frappe.get_doc("Engagement Event", event)
	session.check_permission("read")
	chosen, came = set(parse_names(enrolments, _("Children"))), _came(session)
	new = [row for row in _enrolled(session) if row.name in chosen and _key(row) not in came]
	for row in new:
		child = {"student": row.student} if row.family else {"person_name": row.child_name}
		values = {"doctype": "Event Attendance", "event": session.name, "adults": 0, "children": 1}
		frappe.get_doc({**values, **child}).insert()
	return len(new)


def _enrolled(session: Document) -> list[dict]:
	if not (session.after_school_program and frappe.has_permission("After School Enrolment", "read")):
		return []
	return frappe.get_list(
		"After School Enrolment",
		filters={"program": session.after_school_program, "status": ENROLLED},
		fields=["name", "child_name", "student", "family"],
		order_by="child_name asc",
		limit=0,
	)


def _came(session: Document) -> set[str]:
	"""The students and names that the rows say came, as far as the user may read these."""
	if not frappe.has_permission("Event Attendance", "read"):
		return set()
	rows = frappe.get_list(
		"Event Attendance",
		filters={"event": session.name},
		fields=["student", "person_name"],
		order_by="name asc",
		limit=0,
	)
	return {row.student or row.person_name for row in rows}


def _key(row: dict) -> str:
	"""By what an attendance knows a child: the student where the family is on file, else the name."""
	return row.student if row.family else row.child_name
