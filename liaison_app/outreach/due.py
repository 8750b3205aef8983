"""When a family is due (docs/definitions.md)."""

from dataclasses import dataclass
from datetime import date

import frappe
from frappe.query_builder import Criterion
from frappe.utils import add_days, getdate

from liaison_app.permissions.scope import current_rows, present_liaison
from liaison_app.school_calendar.weeks import next_staff_day


@dataclass(frozen=True)
class ContactDue:
	"""When a family is due for contact.

	school, liaison: of its current Lead enrolment. last_reached: None where it never was. is_paused: today.
	"""

	family: str
	school: str
	liaison: str | None
	last_reached: date | None
	due_on: date
	is_paused: bool


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
	pause_ends_on = getdate(row.pause_ends_on) if row.pause_reason and row.pause_ends_on else None
	if pause_ends_on:
		due = max(due, getdate(add_days(pause_ends_on, 1)))
	return ContactDue(
		row.family, row.school, row.liaison, row.last_reached, next_staff_day(due, row.school),
		is_paused=bool(pause_ends_on) and pause_ends_on >= getdate(),
	)  # fmt: skip


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
