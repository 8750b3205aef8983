"""Refuses a workflow in which documents could not live: one sentence with the row and the way out."""

import frappe
from frappe import _
from frappe.model.document import Document
from frappe.utils import cint, comma_or, escape_html

from liaison_app.permissions.rooms import ROOMS
from liaison_app.workflow.states import groups_of, row_for, statuses_of
from liaison_app.workflow.status import status_in

STATE_FIELD = "workflow_state"
CANCELLED = 2


def check_workflow(workflow: Document, _method: str | None = None) -> None:
	"""Before a workflow is saved that is active on documents whose status follows it.

	Raises frappe.ValidationError where new documents could not begin, where a state stands for a status that
	there is not, where documents would be left without a state, and where the host would mail them.
	"""
	_check_mail(workflow)
	statuses = statuses_of(workflow.document_type)
	if not (statuses and workflow.states):
		return  # the host asks for states itself
	_check_docstatus(workflow)
	if workflow.is_active:
		_check_field(workflow)
		for row in workflow.states:
			_check_status(workflow, row, statuses)
		_check_beginning(workflow, statuses)
		_check_left(workflow)


def _check_mail(workflow: Document) -> None:
	"""The host mails a print of the document, and buttons that act for whoever holds the mail, without a login."""
	if workflow.document_type in ROOMS and cint(workflow.send_email_alert):
		frappe.throw(
			_(
				"Send Email Alert: the mail would hold the {0} itself, and whoever has it could act without logging in. Untick it, and make a Notification to a field of the document."
			).format(_(workflow.document_type))
		)


def _check_docstatus(workflow: Document) -> None:
	"""The host would submit, or take back, every document in a state whose Doc Status is changed, unposted."""
	before = workflow.get_doc_before_save()
	docstatus = {row.state: row.doc_status for row in before.states} if before else {}
	for row in workflow.states:
		changed = cint(docstatus.get(row.state, row.doc_status)) != cint(row.doc_status)
		if changed and frappe.db.exists(workflow.document_type, {STATE_FIELD: row.state}):
			frappe.throw(
				_(
					"States row {0}: there are documents in {1}. Leave its Doc Status, and add another state."
				).format(row.idx, frappe.bold(_(row.state)))
			)


def _check_field(workflow: Document) -> None:
	if workflow.workflow_state_field != STATE_FIELD:
		frappe.throw(
			_("Workflow State Field must be {0}: {1} keeps its state there.").format(
				frappe.bold(STATE_FIELD), _(workflow.document_type)
			)
		)


def _check_status(workflow: Document, row: Document, statuses: dict[int, tuple[str, ...]]) -> None:
	allowed = statuses.get(cint(row.doc_status), ())
	if not allowed:
		frappe.throw(
			_("States row {0}: {1} is never at Doc Status {2}. Choose {3}.").format(
				row.idx, _(workflow.document_type), row.doc_status, comma_or(list(statuses), add_quotes=False)
			)
		)
	status = status_in(row)
	if status and status not in allowed:
		frappe.throw(
			_("States row {0}: Update Value {1} is no status at Doc Status {2}. Write {3}.").format(
				row.idx, frappe.bold(escape_html(status)), row.doc_status, comma_or(list(allowed))
			)
		)


def _check_beginning(workflow: Document, statuses: dict[int, tuple[str, ...]]) -> None:
	"""The host lets each new document begin in the first row."""
	beginning = statuses[0][0]
	first = min(workflow.states, key=lambda row: cint(row.idx))
	if cint(first.doc_status) or status_in(first) not in (None, beginning):
		frappe.throw(
			_(
				"States row 1 is where each new document of {0} begins: move a row there with Doc Status 0 and Update Value {1}."
			).format(_(workflow.document_type), frappe.bold(beginning))
		)


def _check_left(workflow: Document) -> None:
	for group in groups_of(workflow.document_type):
		if group.docstatus != CANCELLED and not row_for(workflow, group):
			frappe.throw(
				_(
					"Documents of {1} are {2} ({0}), and no state would stand for that: add one with Doc Status {3} and Update Value {2}, or move the documents on first."
				).format(
					group.count, _(workflow.document_type), frappe.bold(_(group.status)), group.docstatus
				)
			)
