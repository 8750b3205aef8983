"""Cover during a leave: who covers has the caseload for those days (permissions/scope.py), and no day longer.

What is the absent liaison's own record stays theirs: work that was done, reports, and plans until they are taken over.
"""

import frappe
from frappe import _
from frappe.model.document import Document
from frappe.utils import getdate

from liaison_app.dates import check_order
from liaison_app.handover.passing import PLANS, pass_on
from liaison_app.outreach.work import assigned_schools, liaison_label
from liaison_app.permissions.criteria import is_granted_on_all
from liaison_app.permissions.scope import get_scope, overlapping_rows


@frappe.whitelist(methods=["POST"])
def take_over(doctype: str, name: str) -> None:
	"""Make a planned visit or meeting of a liaison whom the user covers the user's own.

	Raises frappe.PermissionError unless it is planned for a day of the cover and the user may read it.
	"""
	plan = frappe.get_doc(doctype, name) if doctype in PLANS else None
	if not (plan and frappe.has_permission(doctype, "read", doc=plan) and is_covered(plan)):
		frappe.throw(
			_("Only what is planned for the days of your cover can be taken over."), frappe.PermissionError
		)
	pass_on(plan, frappe.session.user)


def is_covered(plan: Document) -> bool:
	"""Whether a plan of somebody else falls into the days on which the user covers them."""
	days = get_scope().covers.get(plan.liaison)
	return bool(days and plan.docstatus == 0 and days[0] <= getdate(plan.planned_start) <= days[1])


def check_leave(liaison: Document) -> None:
	"""Refuse a leave that ends before it starts, and a cover that the user may not give or that cannot be.

	Call it from the validation of a Family Liaison.
	"""
	for row in liaison.leave:
		check_order(row, "starts_on", "last_day")
	if _covers_of(liaison) == _covers_of(liaison.get_doc_before_save()):
		return
	_check_giver()
	for row in liaison.leave:
		if row.covered_by:
			_check_cover(liaison, row)


def _check_giver() -> None:
	"""Cover gives rights, addresses among them: the one who leaves writes the days, a coordinator names the cover."""
	if not is_granted_on_all("Family Liaison", "write"):
		frappe.throw(
			_(
				"Covered by: a coordinator names who covers. Fill the days and a Note, and leave Covered by as it is."
			),
			frappe.PermissionError,
		)


def _check_cover(liaison: Document, row: Document) -> None:
	if row.covered_by == liaison.name:
		frappe.throw(_("Leave row {0}: choose somebody else as Covered By.").format(row.idx))
	if not frappe.db.get_value("Family Liaison", row.covered_by, "enabled"):
		frappe.throw(_("Leave row {0}: {1} is not active.").format(row.idx, liaison_label(row.covered_by)))
	if _is_away(row):
		frappe.throw(
			_("Leave row {0}: {1} is away too on some of these days.").format(
				row.idx, liaison_label(row.covered_by)
			)
		)
	missing = _schools_without(liaison.name, row)
	if missing:
		frappe.msgprint(
			_(
				"{0} is not assigned to {1} on these days, and covers nothing there: add a row with these days to the school's staff."
			).format(liaison_label(row.covered_by), ", ".join(missing)),
			title=_("Not Everything Is Covered"),
			indicator="orange",
		)


def _is_away(row: Document) -> bool:
	leave = frappe.qb.DocType("Liaison Leave")
	query = frappe.qb.from_(leave).select(leave.name).where(leave.parent == row.covered_by)
	query = query.where(overlapping_rows(leave, getdate(row.starts_on), getdate(row.last_day)))
	return bool(query.limit(1).run())


def _schools_without(liaison: str, row: Document) -> list[str]:
	covered = assigned_schools(liaison, row.starts_on, row.last_day)
	on_first, on_last = (assigned_schools(row.covered_by, day) for day in (row.starts_on, row.last_day))
	return [school for school in covered if school not in on_first or school not in on_last]


def _covers_of(liaison: Document | None) -> list[tuple]:
	rows = liaison.leave if liaison else []
	return sorted((row.covered_by, str(row.starts_on), str(row.last_day)) for row in rows if row.covered_by)
