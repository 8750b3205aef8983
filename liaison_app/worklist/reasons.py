"""What waits for a liaison: contacts due, next steps, visits and meetings, reports.

Each source is one statement, whatever the number of rows, and narrowed by the row rule of the user who asks.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime

import frappe
from frappe import _
from frappe.query_builder import Criterion
from frappe.utils import add_days, getdate, now_datetime

from liaison_app.moments import moment_text
from liaison_app.outreach.due import ContactDue, contacts_due
from liaison_app.permissions.criteria import NOTHING, criterion, readable
from liaison_app.permissions.scope import get_scope, open_enrolments, present_liaison
from liaison_app.safety.returning import is_overdue


@dataclass(frozen=True)
class Question:
	"""Whose list it is.

	user: whose rights narrow it. until: the last day that it looks ahead to. liaison, school: those alone.
	"""

	user: str
	until: date
	liaison: str | None = None
	school: str | None = None


@dataclass(frozen=True)
class Reason:
	"""One thing that waits.

	kind: "alarm", "appointment", "report", "unfinished", "step" or "contact". text: translated, for people.
	family: "" where it concerns none. step: what a next step says. doctype, name: the document to open.
	visit: name and times of a visit of which the one who asks can give signs of life (see `check_in.js`).
	"""

	kind: str
	text: str
	due_on: date
	family: str = ""
	school: str | None = None
	liaison: str | None = None
	step: str = ""
	doctype: str = ""
	name: str = ""
	visit: dict | None = None


#: What plans of a kind have beside what all have.
OF_KIND = {"Home Visit": ("expected_return", "arrived_at", "checked_in_at"), "Liaison Meeting": ("kind",)}


def all_reasons(question: Question) -> list[Reason]:
	"""Everything that waits, in no order."""
	return [reason for source in SOURCES for reason in source(question)]


def families_due(question: Question) -> list[ContactDue]:
	"""Families that are due, each with its lead liaison."""
	family, enrolment = frappe.qb.DocType("Focus Family"), frappe.qb.DocType("Family Enrolment")
	parts = [criterion(family, "Focus Family", question.user)]
	if question.liaison:
		parts.append(leads_or_covers(enrolment, question.liaison))
	if question.school:
		parts.append(enrolment.school == question.school)
	return contacts_due(Criterion.all(part for part in parts if part is not None), question.until)


def leads_or_covers(enrolment, liaison: str) -> Criterion:
	"""The enrolments of families that a liaison leads or covers today."""
	covered = sorted(get_scope(liaison).covered)
	leads = present_liaison(enrolment) == liaison
	return leads | enrolment.family.isin(covered) if covered else leads


def planned(question: Question) -> list[Reason]:
	"""Visits and meetings without an outcome, on which the liaison goes along."""
	return [*_visits(question), *_meetings(question)]


def _contacts(question: Question) -> list[Reason]:
	"""Families that are due, on their lead liaison's list."""
	return [
		Reason(
			"contact",
			_("Contact due") if due.last_reached else _("Contact due, not reached yet"),
			due.due_on,
			due.family,
			due.school,
			due.liaison,
		)
		for due in families_due(question)
	]


def steps(question: Question) -> list[Reason]:
	"""Open next steps: the liaison's own, and those for the families on the liaison's caseload."""
	step = frappe.qb.DocType("Next Step")
	query = (
		frappe.qb.from_(step)
		.select(step.name, step.what, step.due_on, step.family, step.school, step.liaison)
		.where((step.done == 0) & (step.due_on <= question.until))
		.orderby(step.due_on, step.name)
	)
	if question.liaison:
		query = query.where(_is_theirs(step, question.liaison))
	if question.school:
		query = query.where(_is_at(step, question.school))
	return [
		Reason(
			"step", _("Next step"), row.due_on, row.family or "", row.school, row.liaison,
			step=row.what, doctype="Next Step", name=row.name,
		)
		for row in readable(query, step, "Next Step", question.user).run(as_dict=True)
	]  # fmt: skip


def _is_theirs(step, liaison: str) -> Criterion:
	caseload = sorted(get_scope(liaison).caseload)
	own = step.assignee == liaison
	return own | step.family.isin(caseload) if caseload else own


def _is_at(step, school: str) -> Criterion:
	"""Steps of the school, and those for families that it sees: theirs may name no school."""
	enrolment = frappe.qb.DocType("Family Enrolment")
	at_school = (enrolment.school == school) & open_enrolments(enrolment)
	return (step.school == school) | step.family.isin(
		frappe.qb.from_(enrolment).select(enrolment.family).where(at_school)
	)


def _visits(question: Question) -> list[Reason]:
	"""Planned home visits on which the liaison goes along."""
	visit, visitor = frappe.qb.DocType("Home Visit"), frappe.qb.DocType("Visit Visitor")
	goes_along = visit.liaison == question.liaison
	if question.liaison:
		with_them = (visitor.parent == visit.name) & (visitor.liaison == question.liaison)
		goes_along |= visit.name.isin(frappe.qb.from_(visitor).select(visitor.parent).where(with_them))
		goes_along |= _takes_over(visit, question.liaison)
	return _planned("Home Visit", goes_along, lambda row: _("Home Visit"), question)


def _meetings(question: Question) -> list[Reason]:
	"""The liaison's planned meetings."""
	meeting = frappe.qb.DocType("Liaison Meeting")
	own = meeting.liaison == question.liaison
	if question.liaison:
		own |= _takes_over(meeting, question.liaison)
	return _planned("Liaison Meeting", own, lambda row: _(row.kind), question)


def _takes_over(table, liaison: str) -> Criterion:
	"""What those whom the liaison covers have planned for the days of the cover."""
	covers = get_scope(liaison).covers.items()
	plans = [
		(table.liaison == absent) & (table.planned_start >= first) & (table.planned_start < add_days(last, 1))
		for absent, (first, last) in covers
	]
	return Criterion.any(plans) if plans else NOTHING


def _planned(doctype: str, own: Criterion, title: Callable[[dict], str], question: Question) -> list[Reason]:
	"""Plans of the days ahead, and those whose end has passed without an outcome."""
	table = frappe.qb.DocType(doctype)
	query = (
		frappe.qb.from_(table)
		.select(table.name, table.family, table.school, table.liaison, table.planned_start, table.planned_end)
		.select(*(table[column] for column in OF_KIND[doctype]))
		.where((table.docstatus == 0) & (table.planned_start < add_days(question.until, 1)))
		.orderby(table.planned_start, table.name)
	)  # fmt: skip
	if question.liaison:
		query = query.where(own)
	if question.school:
		query = query.where(table.school == question.school)
	rows = readable(query, table, doctype, question.user).run(as_dict=True)
	return [_appointment(row, doctype, title(row), question) for row in rows]


def _appointment(row: dict, doctype: str, title: str, question: Question) -> Reason:
	kind, sentence = _stage(row, now_datetime())
	is_own = question.liaison == question.user and row.liaison not in get_scope(question.user).covers
	return Reason(
		kind,
		sentence.format(title, moment_text(row.planned_start), moment_text(row.get("expected_return"))),
		getdate(row.planned_start),
		row.family or "",
		row.school,
		row.liaison,
		doctype=doctype,
		name=row.name,
		visit=_out_on(row) if is_own else None,
	)


def _out_on(row: dict) -> dict | None:
	"""The visit's name and times, where somebody is to come back from it."""
	if row.checked_in_at or not row.expected_return:
		return None
	return {field: row[field] for field in ("name", "planned_start", "expected_return", "arrived_at")}


def _stage(row: dict, now: datetime) -> tuple[str, str]:
	"""How far a plan is: the kind of reason, and a sentence with places for title, start and expected return."""
	if is_overdue(row, now):
		return "alarm", _("{0} of {1}: expected back at {2}, and nobody has said so")
	if (row.planned_end or row.planned_start) < now:
		return "unfinished", _("{0} of {1}: say how it went")
	return "appointment", _("{0} on {1}")


def _reports(question: Question) -> list[Reason]:
	"""Weekly reports whose week has ended and which were not handed in."""
	report = frappe.qb.DocType("Weekly Activity Report")
	query = (
		frappe.qb.from_(report)
		.select(report.name, report.week_start, report.due_on, report.school, report.liaison)
		.where((report.status == "Draft") & (report.week_end < getdate()) & (report.due_on <= question.until))
		.orderby(report.week_start, report.name)
	)
	query = query.where(Criterion.all(_chosen(question, report)))
	return [
		Reason(
			"report",
			_("Weekly report from {0}: hand it in").format(frappe.format(row.week_start, "Date")),
			row.due_on, school=row.school, liaison=row.liaison, doctype="Weekly Activity Report", name=row.name,
		)
		for row in readable(query, report, "Weekly Activity Report", question.user).run(as_dict=True)
	]  # fmt: skip


SOURCES = (_contacts, steps, planned, _reports)


def _chosen(question: Question, table) -> list[Criterion]:
	"""The chosen liaison and school, on the table's columns of these names."""
	chosen = {"liaison": question.liaison, "school": question.school}
	return [table[column] == value for column, value in chosen.items() if value]
