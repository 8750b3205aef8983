"""Keeps documents in states that exist, when an administrator reshapes a workflow."""

import frappe
from frappe.model.base_document import get_controller
from frappe.model.document import Document
from frappe.query_builder.functions import Count
from frappe.utils import cint

from liaison_app.workflow.status import StatusFromWorkflow, status_in


def statuses_of(doctype: str) -> dict[int, tuple[str, ...]]:
	"""The statuses that a DocType's documents may have, by docstatus; empty where no status follows a workflow."""
	controller = get_controller(doctype)
	return controller.STATUSES if issubclass(controller, StatusFromWorkflow) else {}


def follow_workflow(workflow: Document, _method: str | None = None) -> None:
	"""After a workflow is saved: move documents out of dropped states, into one of the same status.

	The document's status is the truth, and no change of a workflow changes it: where no state is left that
	stands for it, `checks.py` has refused the workflow.
	"""
	if not statuses_of(workflow.document_type) or not workflow.is_active:
		return
	for group in groups_of(workflow.document_type):
		row = row_for(workflow, group)
		if row and row.state != group.workflow_state:
			_move(workflow.document_type, group, row)


def forget_workflow(workflow: Document, _method: str | None = None) -> None:
	"""After a workflow is deleted: the host would go on looking for it at every save of its documents."""
	frappe.clear_cache(doctype=workflow.document_type)


def groups_of(doctype: str) -> list[dict]:
	"""The documents by workflow_state, status and docstatus, with their count."""
	table = frappe.qb.DocType(doctype)
	columns = (table.workflow_state, table.status, table.docstatus)
	query = frappe.qb.from_(table).select(*columns, Count("*").as_("count")).groupby(*columns)
	return query.orderby(*columns).run(as_dict=True)


def row_for(workflow: Document, group: dict) -> Document | None:
	"""The state in which a group of documents belongs: its own while that fits, else the first of its status."""
	rows = [row for row in workflow.states if cint(row.doc_status) == group.docstatus]
	own = [row for row in rows if row.state == group.workflow_state]
	fitting = [row for row in rows if status_in(row) == group.status]
	# A state without a status of its own keeps whatever documents are in it.
	keeping = [row for row in own if not status_in(row) or row in fitting]
	return next(iter(keeping + fitting), None)


def _move(doctype: str, group: dict, row: Document) -> None:
	table = frappe.qb.DocType(doctype)
	state = table.workflow_state == group.workflow_state
	if group.workflow_state is None:
		state = table.workflow_state.isnull()
	(
		frappe.qb.update(table)
		.set(table.workflow_state, row.state)
		.where(state & (table.status == group.status) & (table.docstatus == group.docstatus))
	).run()
