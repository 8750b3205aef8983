"""Brings a document to a status by its workflow, whatever states and transitions an administrator made of it."""

from collections import deque
from typing import Any

import frappe
from frappe import _
from frappe.model.document import Document
from frappe.model.workflow import get_workflow_name, has_approval_access

from liaison_app.workflow.status import state_rows, status_in


def reach(doc: Document, status: str, **flags: Any) -> None:
	"""Go to a state that stands for a status, by the shortest way of transitions that the user's roles allow.

	flags: set on the document at the last step. Without an active workflow the status is written by itself.
	Raises frappe.ValidationError where no way leads there, and what the transitions' own conditions raise.
	"""
	if doc.status == status:
		frappe.throw(_("It is {0} already.").format(frappe.bold(_(status))))
	way = _way(doc, status)
	if way is None:
		frappe.throw(
			_("From {0} you cannot bring it to {1}: the workflow of {2} has no such way for you.").format(
				frappe.bold(_(doc.workflow_state or doc.status)), frappe.bold(_(status)), _(doc.doctype)
			)
		)
	for state in way[:-1]:
		doc.workflow_state = state
		doc.save()
	doc.flags.update(flags)
	doc.update({"workflow_state": way[-1]} if way[-1] else {"status": status})
	doc.save()


def _way(doc: Document, status: str) -> list[str | None] | None:
	"""The states to go through, the last of them of that status; None where no way leads there."""
	rows = state_rows(doc.doctype)
	if not rows:
		return [None]
	goals = {row.state for row in rows if status_in(row) == status}
	transitions = [
		row
		for row in frappe.get_cached_doc("Workflow", get_workflow_name(doc.doctype)).transitions
		if row.allowed in frappe.get_roles() and has_approval_access(frappe.session.user, doc, row)
	]
	ways = deque([[doc.workflow_state]])
	seen = {doc.workflow_state}
	while ways:
		way = ways.popleft()
		if way[-1] in goals:
			return way[1:]
		for row in transitions:
			if row.state == way[-1] and row.next_state not in seen:
				seen.add(row.next_state)
				ways.append([*way, row.next_state])
	return None
