"""Who has a family, who had it before, and who has it next. Asked by the controller of Family Enrolment."""

from datetime import date

import frappe
from frappe import _
from frappe.model.document import Document
from frappe.utils import add_days, getdate

from liaison_app.handover.passing import Handover, pass_work
from liaison_app.jobs import one_by_one
from liaison_app.outreach.work import assigned_schools, liaison_label
from liaison_app.permissions.scope import overlapping_rows


def settle() -> None:
	"""The job: write down the handovers whose day has come. Rights and lists follow the day itself, without it."""
	due = frappe.get_all(
		"Family Enrolment",
		filters={"next_liaison": ["is", "set"], "next_liaison_from": ["<=", getdate()]},
		pluck="name",
		order_by="next_liaison_from asc, name asc",
	)
	one_by_one(
		# A job works for all schools.
		lambda name: frappe.get_doc("Family Enrolment", name, for_update=True).save(ignore_permissions=True),
		due,
		title="A family could not be handed over",
	)


def follow_handover(enrolment: Document) -> None:
	"""The next liaison has the family once the day has come; the former is kept. Call it from validate.

	Raises frappe.ValidationError for a next liaison who cannot have the family.
	"""
	before = enrolment.get_doc_before_save()
	_check_next(enrolment, before)
	if enrolment.next_liaison and getdate(enrolment.next_liaison_from) <= getdate():
		enrolment.liaison = enrolment.next_liaison
		enrolment.flags.handed_over_on = getdate(enrolment.next_liaison_from)
	if enrolment.next_liaison == enrolment.liaison:
		enrolment.update({"next_liaison": None, "next_liaison_from": None})
	if before and before.liaison and before.liaison != enrolment.liaison and before.status == "Enrolled":
		_keep_former(enrolment, before.liaison)


def pass_family_work(enrolment: Document) -> None:
	"""After a handover, pass what is open on the family. Call it from on_update."""
	day, before = enrolment.flags.pop("handed_over_on", None), enrolment.get_doc_before_save()
	if day and before and before.liaison and before.liaison != enrolment.liaison:
		pass_work(Handover(before.liaison, enrolment.liaison, day), [enrolment.family])


def why_not(family: str, school: str, liaison: str, day: date) -> str | None:
	"""Why a liaison cannot have a family from a day on, in words; None where they can."""
	day = max(day, getdate())
	if school not in assigned_schools(liaison, day):
		return _("{0} is not assigned to {1} on that day").format(liaison_label(liaison), school)
	table = frappe.qb.DocType("Access Exclusion")
	kept_away = frappe.qb.from_(table).select(table.name).where(overlapping_rows(table, day, day))
	if kept_away.where((table.user == liaison) & (table.family == family)).run():
		return _("{0} may not know of this family").format(liaison_label(liaison))
	return None


def _check_next(enrolment: Document, before: Document | None) -> None:
	plan = (
		enrolment.next_liaison or None,
		enrolment.next_liaison_from and getdate(enrolment.next_liaison_from),
	)
	if any(plan) and not all(plan):
		frappe.throw(_("Next Liaison and Handed Over on belong together: fill both, or empty both."))
	if not any(plan) or (before and plan == (before.next_liaison, before.next_liaison_from)):
		return
	if problem := why_not(enrolment.family, enrolment.school, *plan):
		frappe.throw(_("Next Liaison: {0}.").format(problem))


def _keep_former(enrolment: Document, former: str) -> None:
	rows = enrolment.former_liaisons
	first = getdate(add_days(rows[-1].last_day, 1)) if rows else getdate(enrolment.starts_on)
	last = getdate(add_days(enrolment.flags.handed_over_on or getdate(), -1))
	# Who had it for no whole day was a slip of the hand.
	if first <= last:
		enrolment.append("former_liaisons", {"liaison": former, "starts_on": first, "last_day": last})
