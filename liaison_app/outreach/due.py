"""When a family is due, and whether due diligence was done (docs/definitions.md)."""

from dataclasses import dataclass
from datetime import date, datetime

import frappe
from frappe.query_builder import Criterion
from frappe.utils import add_days, getdate, nowdate

from liaison_app.permissions.scope import current_rows, present_liaison
from liaison_app.school_calendar.weeks import next_staff_day

#: Outcomes of an outgoing contact that reached nobody.
ATTEMPTS = ("Left Message", "No Answer", "Wrong Number", "Returned")
#: Talks about families, not with them: work, but no contact, no attempt, no reach.
COLLEAGUES = ("Teacher or Staff", "Agency")


@dataclass(frozen=True)
class Diligence:
	"""Attempts since the family was last reached, within the days that count.

	attempts: tries (a wrong number counts once). dates: different days. channels: different safe ways.
	done: whether all three meet the settings.
	"""

	attempts: int
	dates: int
	channels: int
	done: bool


@dataclass(frozen=True)
class ContactDue:
	"""When a family is due for contact.

	school, liaison: of its current Lead enrolment. last_reached: None where it never was.
	"""

	family: str
	school: str
	liaison: str | None
	last_reached: date | None
	due_on: date


def next_contact_due(family: str) -> date | None:
	"""The day on which the family falls due (see `contacts_due`); None where it is not enrolled."""
	found = contacts_due(frappe.qb.DocType("Focus Family").name == family)
	return found[0].due_on if found else None


def contacts_due(which: Criterion | None = None, until: date | None = None) -> list[ContactDue]:
	"""When each family falls due that is enrolled today, in one statement.

	Last reached (else the first day enrolled) plus the cadence, moved to the next staff day of the school. A
	paused family falls due after the pause at the earliest.

	which: narrows the families; a criterion on Focus Family and Family Enrolment. until: none due later.
	"""
	cadence = frappe.get_cached_doc("Liaison Settings").contact_cadence_days
	found: dict[str, ContactDue] = {}
	for row in _enrolled_families(which, add_days(until, -cadence) if until else None):
		if row.family not in found:
			found[row.family] = _contact_due(row, cadence)
	return [due for due in found.values() if not until or due.due_on <= until]


def _contact_due(row: dict, cadence: int) -> ContactDue:
	due = getdate(add_days(row.last_reached or row.starts_on, cadence))
	if row.pause_reason and row.pause_ends_on:
		due = max(due, getdate(add_days(row.pause_ends_on, 1)))
	return ContactDue(row.family, row.school, row.liaison, row.last_reached, next_staff_day(due, row.school))


def _enrolled_families(which: Criterion | None, last_start: date | None) -> list[dict]:
	"""Families with a current Lead enrolment, the earliest first; those not reached since a day."""
	family, enrolment = frappe.qb.DocType("Focus Family"), frappe.qb.DocType("Family Enrolment")
	query = (
		frappe.qb.from_(enrolment)
		.join(family)
		.on(family.name == enrolment.family)
		.select(enrolment.family, enrolment.school, enrolment.starts_on)
		.select(present_liaison(enrolment).as_("liaison"))
		.select(family.last_reached, family.pause_reason, family.pause_ends_on)
		.where(is_current_lead(enrolment))
		.orderby(enrolment.starts_on, enrolment.name)
	)
	if which is not None:
		query = query.where(which)
	if last_start:
		reached = frappe.query_builder.functions.Coalesce(family.last_reached, enrolment.starts_on)
		query = query.where(reached <= last_start)
	return query.run(as_dict=True)


def is_current_lead(enrolment) -> Criterion:
	"""The rows of Family Enrolment that make a school the family's own today."""
	return (enrolment.role == "Lead") & (enrolment.status == "Enrolled") & current_rows(enrolment)


def lead_enrolment(family: str) -> dict | None:
	"""School, liaison and first day of the family's current Lead enrolment; None without one."""
	table = frappe.qb.DocType("Family Enrolment")
	rows = (
		frappe.qb.from_(table)
		.select(table.name, table.school, present_liaison(table).as_("liaison"), table.starts_on)
		.where((table.family == family) & is_current_lead(table))
		.orderby(table.starts_on, table.name)
		.limit(1)
	).run(as_dict=True)
	return rows[0] if rows else None


def due_diligence(family: str) -> Diligence:
	"""The attempts to reach a family, counted as the settings say."""
	settings = frappe.get_cached_doc("Liaison Settings")
	rows = _attempts(family, settings.due_diligence_days)
	wrong = {(row.family_member, row.number_used) for row in rows if row.outcome == "Wrong Number"}
	counted = [row for row in rows if row.outcome != "Wrong Number"]
	attempts = len(counted) + len(wrong)
	dates = len({getdate(row.contacted_at) for row in rows})
	channels = len({row.way for row in rows})
	return Diligence(
		attempts=attempts,
		dates=dates,
		channels=channels,
		done=attempts >= settings.due_diligence_attempts
		and dates >= settings.due_diligence_dates
		and channels >= settings.due_diligence_channels,
	)


def _attempts(family: str, days: int) -> list[dict]:
	"""Contacts and visits that reached nobody: member, number, outcome, when, and by which way."""
	since, last = add_days(nowdate(), -days), last_reached_at(family)
	rows = [*_contact_attempts(family, since), *_visit_attempts(family, since)]
	return [row for row in rows if not last or row.contacted_at > last]


def _contact_attempts(family: str, since: str) -> list[dict]:
	contact, channel = frappe.qb.DocType("Liaison Contact"), frappe.qb.DocType("Contact Channel")
	return (
		frappe.qb.from_(contact)
		.join(channel)
		.on(channel.name == contact.channel)
		.select(
			contact.family_member, contact.number_used, contact.outcome, contact.contacted_at, channel.way
		)
		.where((contact.family == family) & (contact.direction == "Outgoing") & (contact.is_message == 0))
		.where(contact.counterpart.notin(COLLEAGUES))
		.where(contact.outcome.isin(ATTEMPTS) & (contact.contacted_at >= since))
		.orderby(contact.contacted_at)
	).run(as_dict=True)


def _visit_attempts(family: str, since: str) -> list[dict]:
	"""To stand at the door is a try in person, which is safe for any adult."""
	visit = frappe.qb.DocType("Home Visit")
	rows = (
		frappe.qb.from_(visit)
		.select(visit.actual_start.as_("contacted_at"))
		.where((visit.family == family) & (visit.status == "Attempted") & (visit.docstatus == 1))
		.where(visit.actual_start >= since)
		.orderby(visit.actual_start)
	).run(as_dict=True)
	return [
		frappe._dict(row, family_member=None, number_used=None, outcome="Attempted", way="In Person")
		for row in rows
	]


def last_reached_at(family: str) -> datetime | None:
	"""Date and time of the last contact, visit or meeting that reached the family; None if there was none."""
	contact, visit, meeting, part = (
		frappe.qb.DocType(name)
		for name in ("Liaison Contact", "Home Visit", "Liaison Meeting", "Work Family")
	)
	newest = frappe.query_builder.functions.Max
	queries = (
		frappe.qb.from_(contact)
		.select(newest(contact.contacted_at))
		.where((contact.family == family) & (contact.reached == 1)),
		frappe.qb.from_(visit)
		.select(newest(visit.actual_start))
		.where((visit.family == family) & (visit.reached == 1) & (visit.docstatus == 1)),
		frappe.qb.from_(meeting)
		.join(part)
		.on((part.parent == meeting.name) & (part.parenttype == "Liaison Meeting"))
		.select(newest(meeting.actual_start))
		.where((part.family == family) & (part.reached == 1) & (meeting.docstatus == 1)),
	)
	return max((moment for query in queries for (moment,) in query.run() if moment), default=None)
