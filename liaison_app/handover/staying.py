"""What a handover leaves behind, and what a coordinator should know before it: one sentence each."""

import frappe
from frappe import _
from frappe.utils import getdate

from liaison_app.handover.passing import Handover, Work, may_take_step, why_it_stays
from liaison_app.outreach.work import liaison_label
from liaison_app.partnership.activities import PLANNED
from liaison_app.permissions.matrix import LIAISON
from liaison_app.permissions.scope import overlapping_rows
from liaison_app.safety.returning import unfit_for_alarm


def what_stays(handover: Handover, work: Work) -> list[str]:
	"""What stays with the former liaison, of the work that is open and besides, and what is to be done about it."""
	return [
		*_plans(handover, work),
		*_steps(handover, work),
		*_alarms(handover, work),
		*_reports(handover),
		*_covers(handover),
		*_schools_alarms(handover),
		*_in_charge(handover),
		*_assignments(handover),
	]


def what_to_know(handover: Handover) -> list[str]:
	"""What speaks against it, and hinders nothing."""
	leave, name = frappe.qb.DocType("Liaison Leave"), liaison_label(handover.to_liaison)
	query = frappe.qb.from_(leave).select(leave.starts_on, leave.last_day).orderby(leave.starts_on)
	rows = query.where((leave.parent == handover.to_liaison) & (leave.last_day >= handover.first_day)).run()
	return [_("{0} is away from {1} to {2}.").format(name, _day(first), _day(last)) for first, last in rows]


def _plans(handover: Handover, work: Work) -> list[str]:
	return [
		_("{0} {1} of {2} stays, {3}.").format(
			_(plan.doctype), plan.name, frappe.format(plan.planned_start, "Datetime"), why
		)
		for plan in work.plans
		if (why := why_it_stays(plan, handover))
	]


def _steps(handover: Handover, work: Work) -> list[str]:
	steps = [frappe.get_doc("Next Step", name) for name in work.other_steps]
	staying = [step for step in steps if not may_take_step(step, handover)]
	return [_("{0} next steps of no family stay.").format(len(staying))] if staying else []


def _alarms(handover: Handover, work: Work) -> list[str]:
	return [
		_("Home Visit {0} alarms {1}: {2}").format(
			visit.name, liaison_label(handover.from_liaison), sentence.format(_("Person to Alarm"))
		)
		for visit in work.alarms
		if (sentence := unfit_for_alarm(visit, handover.to_liaison))
	]


def _reports(handover: Handover) -> list[str]:
	count = frappe.db.count("Weekly Activity Report", {"liaison": handover.from_liaison, "status": "Draft"})
	if not count:
		return []
	return [
		_("Weekly reports not handed in: {0}. {1} hands them in, or you do by Hand In on Behalf.").format(
			count, liaison_label(handover.from_liaison)
		)
	]


def _covers(handover: Handover) -> list[str]:
	leave = frappe.qb.DocType("Liaison Leave")
	query = frappe.qb.from_(leave).select(leave.parent, leave.last_day).orderby(leave.starts_on)
	rows = query.where(
		(leave.covered_by == handover.from_liaison) & (leave.last_day >= handover.first_day)
	).run()
	return [
		_("{0} covers for {1} until {2}: name somebody else in that Leave.").format(
			liaison_label(handover.from_liaison), liaison_label(absent), _day(last)
		)
		for absent, last in rows
	]


def _schools_alarms(handover: Handover) -> list[str]:
	names = frappe.get_all(
		"Liaison School",
		filters={"alarm_person": handover.from_liaison},
		pluck="name",
		order_by="name asc",
	)
	return [
		_("{0} is the Person to Alarm of {1}: name another one there.").format(
			liaison_label(handover.from_liaison), ", ".join(names)
		)
	] if names else []  # fmt: skip


def _in_charge(handover: Handover) -> list[str]:
	"""What was promised to a team or to parents is given to somebody by those who planned it."""
	mine, name = {"in_charge": handover.from_liaison}, liaison_label(handover.from_liaison)
	activities = frappe.get_all(
		"Partnership Activity",
		filters={**mine, "status": PLANNED},
		fields=["activity as title", "school"],
		order_by="school asc, starts_on asc, name asc",
	)
	programs = frappe.get_all(
		"After School Program",
		filters={**mine, "ends_on": [">=", handover.first_day]},
		fields=["program_name as title", "school"],
		order_by="school asc, program_name asc",
	)
	return [
		_("{0} is in charge of {1} ({2}): name somebody else there.").format(name, row.title, row.school)
		for row in [*activities, *programs]
	]


def _assignments(handover: Handover) -> list[str]:
	"""A liaison of the school reads its families without a caseload, too."""
	table, day = frappe.qb.DocType("School Assignment"), handover.first_day
	query = frappe.qb.from_(table).select(table.parent).distinct().orderby(table.parent)
	mine = (table.user == handover.from_liaison) & (table.capacity == LIAISON)
	names = [name for (name,) in query.where(mine & overlapping_rows(table, day, day)).run()]
	if not names:
		return []
	return [
		_(
			"{0} still reads families as liaison of {1}: fill Last Day in the school's staff if that ends."
		).format(liaison_label(handover.from_liaison), ", ".join(names))
	]


def _day(value) -> str:
	return frappe.format(getdate(value), "Date")
