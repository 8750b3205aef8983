"""Writes a liaison's term: contacts, visits, meetings, other work and next steps, and what the ledger says of them."""

from collections.abc import Iterator
from datetime import datetime, time

import frappe

from liaison_app.demo.activities import activities_of
from liaison_app.demo.calendar import Calendar
from liaison_app.demo.contacts import contacts_of, talks_of
from liaison_app.demo.events import starts_of
from liaison_app.demo.known import Known
from liaison_app.demo.meetings import meetings_of
from liaison_app.demo.pieces import Diary, Piece, Step
from liaison_app.demo.rows import Rows
from liaison_app.demo.staff import APPROVER_OF, HELPER_OF, LIAISON_OF, SCHOOLS, Person
from liaison_app.demo.visits import AHEAD, plan_visits, visit_piece
from liaison_app.ledger import VOUCHER_TYPES
from liaison_app.ledger.audit import rebuild_lines
from liaison_app.safety.returning import usual_return

DONE_AT = time(15, 0)


def make_work(liaison: Person, families: list[Known], calendar: Calendar) -> None:
	"""Write the term of one liaison. families: those of the whole plan."""
	rows, types = Rows(), _types()
	for piece in pieces_of(liaison, families, calendar):
		_add(rows, piece, types)
	written = rows.write()
	for doctype in VOUCHER_TYPES:
		rebuild_lines(doctype, written.get(doctype, []))


def pieces_of(liaison: Person, families: list[Known], calendar: Calendar) -> Iterator[Piece]:
	"""All work of a liaison. No site needed."""
	diary = Diary()
	for school in SCHOOLS:
		if liaison in (LIAISON_OF[school.name], HELPER_OF.get(school.name)):
			for gathering, start in starts_of(school, calendar):
				diary.take(start, gathering.lasts)
	own = [known for known in families if LIAISON_OF[known.plan.school.name] is liaison]
	visits = plan_visits(own, calendar, diary, liaison.user)
	for known in own:
		days = {visit.start.date(): visit.agreed_on for visit in visits if visit.known is known}
		yield from contacts_of(known, calendar, days)
	for visit in visits:
		yield visit_piece(visit, calendar)
	for school in SCHOOLS:
		here = [known for known in families if known.plan.school is school]
		if LIAISON_OF[school.name] is liaison:
			yield from talks_of(school, calendar)
			yield from meetings_of(school, here, calendar, diary)
			yield from activities_of(school, liaison.user, here, calendar)
		elif HELPER_OF.get(school.name) is liaison:
			yield from activities_of(school, liaison.user, here, calendar, helping=True)


def _types() -> dict[str, str]:
	"""The involvement type that each purpose proposes."""
	return dict(
		frappe.get_all(
			"Contact Purpose", fields=["name", "involvement_type"], order_by="name asc", as_list=True
		)
	)


def _add(rows: Rows, piece: Piece, types: dict[str, str]) -> None:
	values = {"school": piece.school, "liaison": piece.liaison, **piece.values}
	values.setdefault("involvement_type", types.get(values.get("purpose")))
	if piece.doctype == "Home Visit":
		values["alarm_person"] = APPROVER_OF[piece.school].user
		if values["status"] in AHEAD:
			values["expected_return"] = usual_return(frappe._dict(values))
	name = rows.add(piece.doctype, values, piece.liaison, piece.made_on, piece.changed_on)
	for step in piece.steps:
		_add_step(rows, step, piece, name)


def _add_step(rows: Rows, step: Step, piece: Piece, name: str) -> None:
	values = {
		"what": step.what,
		"assignee": step.assignee,
		"due_on": step.due_on,
		"done": int(bool(step.done_on)),
		"done_on": step.done_on,
		"reference_doctype": piece.doctype,
		"reference_name": name,
		"family": piece.values.get("family"),
		"school": piece.school,
		"liaison": piece.liaison,
	}
	done = datetime.combine(step.done_on, DONE_AT) if step.done_on else None
	rows.add("Next Step", values, piece.liaison, piece.changed_on, done)
