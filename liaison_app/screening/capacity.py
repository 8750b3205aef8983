"""How many more families a school's liaisons can take."""

import frappe
from frappe.query_builder import Case
from frappe.query_builder.functions import Count

from liaison_app.outreach.due import is_current_lead
from liaison_app.outreach.work import assigned_liaisons
from liaison_app.permissions.scope import PENDING, present_liaison


def capacity_at(school: str) -> list[dict]:
	"""The school's liaisons today, those with most room first: liaison, liaison_name, target, caseload, waiting, free.

	caseload: current Lead enrolments, at all their schools. waiting: those that wait for a decision. free: target less
	caseload; below 0 where there are too many already.
	"""
	liaison = frappe.qb.DocType("Family Liaison")
	enrolment = frappe.qb.DocType("Family Enrolment")
	is_lead = (present_liaison(enrolment) == liaison.name) & (enrolment.role == "Lead")
	is_current, is_waiting = is_current_lead(enrolment), enrolment.status.isin(PENDING)
	rows = (
		frappe.qb.from_(liaison)
		.left_join(enrolment)
		.on(is_lead)
		.select(liaison.name.as_("liaison"), liaison.liaison_name, liaison.caseload_target.as_("target"))
		.select(Count(Case().when(is_current, 1)).as_("caseload"))
		.select(Count(Case().when(is_waiting, 1)).as_("waiting"))
		.where((liaison.enabled == 1) & liaison.name.isin(assigned_liaisons(school) or [""]))
		.groupby(liaison.name)
		.orderby(liaison.name)
	).run(as_dict=True)
	for row in rows:
		row.free = row.target - row.caseload
	return sorted(rows, key=lambda row: -row.free)
