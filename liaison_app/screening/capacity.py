"""How many more families a school's liaisons can take."""

import frappe
from frappe.query_builder import Case
from frappe.query_builder.functions import Coalesce, Sum

from liaison_app.permissions.matrix import LIAISON
from liaison_app.permissions.scope import PENDING, current_rows


def capacity_at(school: str) -> list[dict]:
	"""The school's liaisons today, those with most room first: liaison, liaison_name, target, caseload, waiting, free.

	caseload: current Lead enrolments, at all their schools. waiting: those that wait for a decision. free: target less
	caseload; below 0 where there are too many already.
	"""
	liaison, staff = frappe.qb.DocType("Family Liaison"), frappe.qb.DocType("School Assignment")
	enrolment = frappe.qb.DocType("Family Enrolment")
	is_lead = (enrolment.liaison == liaison.name) & (enrolment.role == "Lead")
	is_current = (enrolment.status == "Enrolled") & current_rows(enrolment)
	assigned = (
		frappe.qb.from_(staff)
		.select(staff.user)
		.where(
			(staff.parent == school) & (staff.parenttype == "Liaison School") & (staff.capacity == LIAISON)
		)
		.where(current_rows(staff))
	)
	rows = (
		frappe.qb.from_(liaison)
		.left_join(enrolment)
		.on(is_lead)
		.select(liaison.name.as_("liaison"), liaison.liaison_name, liaison.caseload_target.as_("target"))
		.select(_count(is_current).as_("caseload"), _count(enrolment.status.isin(PENDING)).as_("waiting"))
		.where((liaison.enabled == 1) & liaison.name.isin(assigned))
		.groupby(liaison.name)
		.orderby(liaison.name)
	).run(as_dict=True)
	for row in rows:
		row.free = row.target - row.caseload
	return sorted(rows, key=lambda row: -row.free)


def _count(condition):
	return Coalesce(Sum(Case().when(condition, 1).else_(0)), 0)
