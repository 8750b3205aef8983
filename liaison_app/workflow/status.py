"""The mixin by which a document's stable `status` follows whatever workflow the administrator made."""

import frappe
from frappe import _
from frappe.model.document import Document
from frappe.model.workflow import get_workflow_name
from frappe.utils import cint


class StatusFromWorkflow:
	"""Derives `status` from the workflow state on every path, not only on the host's workflow button.

	Each state of the workflow carries its status in the host's *Update Field / Update Value*. The host
	sets that value inside `apply_workflow` alone, so insert, REST, submit and cancel would miss it.

	STATUSES: for each docstatus the statuses it may have; the first is its default.
	"""

	STATUSES: dict[int, tuple[str, ...]] = {}

	def on_status_change(self, before: str | None, after: str) -> None:
		"""What follows from a new status; called before the row is written."""

	def validate_workflow(self) -> None:
		before = self.get_doc_before_save()
		self._refuse_amending_what_holds()
		self._refuse_submit_without_transition(before)
		self.refuse_edit_in_closed_state(before)
		super().validate_workflow()
		self._derive_status(before.status if before else None)

	def before_cancel(self) -> None:
		self._leave_for(docstatus=2)

	def before_discard(self) -> None:
		"""Frappe 16 offers to discard any draft, also one that has no status for it."""
		if 2 not in self.STATUSES:
			frappe.throw(
				_("{0} {1} cannot be discarded: end it by the buttons under Actions.").format(
					_(self.doctype), self.name
				)
			)

	def on_discard(self) -> None:
		"""Frappe 16's discard writes docstatus 2 by itself, past validate and cancel."""
		self._leave_for(docstatus=2)
		self.db_set({"status": self.status, "workflow_state": self.workflow_state})

	def _derive_status(self, before: str | None) -> None:
		row = state_row(self.doctype, self.workflow_state, cint(self.docstatus))
		if row:
			# A state that stands for no status of its own leaves the document where it was.
			self.status = status_in(row) or before or self.status
		allowed = self.STATUSES[cint(self.docstatus)]
		if self.status not in allowed:
			self.status = before if before in allowed else allowed[0]
		if self.status != before:
			self.on_status_change(before, self.status)

	def _leave_for(self, docstatus: int) -> None:
		# As stored: the host's button has written the new value into the document already.
		before = frappe.db.get_value(self.doctype, self.name, "status")
		rows = [row for row in state_rows(self.doctype) if cint(row.doc_status) == docstatus]
		self.workflow_state = rows[0].state if rows else None
		self.status = self.STATUSES[docstatus][0]
		self.on_status_change(before, self.status)

	def _refuse_amending_what_holds(self) -> None:
		"""The host checks it in the desk alone: work that still holds would be counted twice."""
		amended = self.get("amended_from")
		if amended and self.is_new() and cint(frappe.db.get_value(self.doctype, amended, "docstatus")) != 2:
			frappe.throw(_("{0} is not cancelled: cancel it first, then amend it.").format(amended))

	def _refuse_submit_without_transition(self, before: Document | None) -> None:
		if not (before and state_rows(self.doctype)) or cint(self.docstatus) == cint(before.docstatus):
			return
		if not state_row(self.doctype, self.workflow_state, cint(self.docstatus)):
			frappe.throw(
				_("{0} {1} moves on by its workflow: use the buttons under Actions.").format(
					_(self.doctype), self.name
				),
				frappe.PermissionError,
			)

	def refuse_edit_in_closed_state(self, before: Document | None) -> None:
		"""Refuse an edit, other than a transition, in a state that another role edits; raises frappe.PermissionError."""
		if not before or self.flags.ignore_permissions or frappe.session.user == "Administrator":
			return
		rows = [row for row in state_rows(self.doctype) if row.state == before.workflow_state]
		if not rows or self.workflow_state != before.workflow_state:
			return
		editors = {row.allow_edit for row in rows}
		if not editors & {"All", *frappe.get_roles()}:
			frappe.throw(
				_("{0} {1} cannot be changed while it is {2}.").format(
					_(self.doctype), self.name, frappe.bold(_(before.workflow_state))
				),
				frappe.PermissionError,
			)


def state_rows(doctype: str) -> list[Document]:
	"""The state rows of the DocType's active workflow; empty without one."""
	name = get_workflow_name(doctype)
	return frappe.get_cached_doc("Workflow", name).states if name else []


def state_row(doctype: str, state: str | None, docstatus: int) -> Document | None:
	"""The row of a state that stands at this docstatus, or None."""
	for row in state_rows(doctype):
		if row.state == state and cint(row.doc_status) == docstatus:
			return row
	return None


def state_of(doctype: str, status: str) -> str | None:
	"""The first state of the DocType's active workflow that stands for a status; None without one."""
	return next((row.state for row in state_rows(doctype) if status_in(row) == status), None)


def status_in(row: Document) -> str | None:
	"""The status that a state stands for; None where it leaves documents the status that they have."""
	return row.update_value or None if row.update_field == "status" else None
