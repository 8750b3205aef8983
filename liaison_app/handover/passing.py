"""Hands a planned visit or meeting on to another liaison, with the place in it of the one who had it."""

from frappe.model.document import Document

#: What is planned ahead, and the table in which liaisons are named beside the document's own.
PLANS = {"Home Visit": "visitors", "Liaison Meeting": "participants"}


def pass_on(plan: Document, to_liaison: str) -> None:
	"""Make a plan another liaison's own; the safety of a visit goes with it.

	The caller has asked whether it may be. Raises frappe.ValidationError where the other is not assigned to its school.
	"""
	former = plan.liaison
	plan.liaison = to_liaison
	_replace(plan, PLANS[plan.doctype], "liaison", former, to_liaison)
	if plan.doctype == "Liaison Meeting":
		_replace(plan, "invited", "user", former, to_liaison)
	if plan.get("alarm_person") == to_liaison:
		plan.alarm_person = None
	# The plan is still the former's: nobody else may write it.
	plan.save(ignore_permissions=True)


def _replace(plan: Document, table: str, column: str, former: str, to_liaison: str) -> None:
	rows = plan.get(table)
	if any(row.get(column) == to_liaison for row in rows):
		plan.set(table, [row for row in rows if row.get(column) != former])
		return
	for row in rows:
		if row.get(column) == former:
			row.set(column, to_liaison)
