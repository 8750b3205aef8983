"""Keeps documents in states that exist, when an administrator reshapes a workflow."""

import frappe
from frappe.model.document import Document
from frappe.utils import cint

#: DocTypes whose status follows a workflow.
WORKFLOW_DOCTYPES = ("Family Enrolment", "Home Visit", "Liaison Meeting", "Weekly Activity Report")


def follow_workflow(workflow: Document, _method: str | None = None) -> None:
	"""After a workflow is saved: move documents out of dropped states, into one of the same status.

	The document's status is the truth. Only where no state stands for it any more does the document
	take the status of the state it is in.
	"""
	if workflow.document_type not in WORKFLOW_DOCTYPES or not workflow.is_active:
		return
	for group in _groups(workflow.document_type):
		row = _row_for(workflow, group)
		if row is None or (row.state == group.workflow_state and row.update_value == group.status):
			continue
		_move(workflow.document_type, group, row)


def _groups(doctype: str) -> list[dict]:
	table = frappe.qb.DocType(doctype)
	columns = (table.workflow_state, table.status, table.docstatus)
	return frappe.qb.from_(table).select(*columns).distinct().run(as_dict=True)


def _row_for(workflow: Document, group: dict) -> Document | None:
	rows = [row for row in workflow.states if cint(row.doc_status) == group.docstatus]
	of_status = [row for row in rows if row.update_value == group.status]
	of_state = [row for row in rows if row.state == group.workflow_state]
	for row in of_status:
		if row.state == group.workflow_state:
			return row
	if of_state and not of_state[0].update_value:
		return None  # a state without a status of its own keeps its documents
	return next(iter(of_status + of_state + rows), None)


def _move(doctype: str, group: dict, row: Document) -> None:
	table = frappe.qb.DocType(doctype)
	state = table.workflow_state == group.workflow_state
	if group.workflow_state is None:
		state = table.workflow_state.isnull()
	(
		frappe.qb.update(table)
		.set(table.workflow_state, row.state)
		.set(table.status, row.update_value or group.status)
		.where(state & (table.status == group.status) & (table.docstatus == group.docstatus))
	).run()
