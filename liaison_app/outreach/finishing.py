"""A visit or meeting is finished in one go: what came of it, what comes next, and the status that follows."""

from typing import Any

import frappe
from frappe import _
from frappe.model.workflow import apply_workflow, get_transitions
from frappe.utils import cint

from liaison_app.arguments import parse_json, parse_values
from liaison_app.outreach.appointments import Appointment
from liaison_app.outreach.steps import insert_step
from liaison_app.permissions.posted import check_values
from liaison_app.workflow.status import state_row, state_rows, status_in

#: What the dialog may fill; all else is the document's own business.
OUTCOME_FIELDS = {
	"Home Visit": (
		"actual_start", "actual_end", "met_with", "met_student", "others_met", "head_count", "hopes_and_dreams",
		"strengths", "barriers", "recommendations", "reflection", "called_off_by", "called_off_reason",
	),
	"Liaison Meeting": (
		"actual_start", "actual_end", "head_count", "summary", "called_off_by", "called_off_reason",
	),
}  # fmt: skip


@frappe.whitelist()
def get_outcomes(doctype: str, name: str) -> list[dict[str, str]]:
	"""How a planned visit or meeting can end by one press of this user's: the actions, each with its status.

	They are those of the workflow that lead to a submitted state; without a workflow, the statuses themselves.
	Raises frappe.PermissionError where the user may not read the document.
	"""
	doc = _appointment(doctype, name, "read")
	if cint(doc.docstatus):
		return []
	if not state_rows(doctype):
		return [{"action": status, "status": status} for status in doc.STATUSES[1]]
	rows = [(row.action, state_row(doctype, row.next_state, 1)) for row in get_transitions(doc)]
	return [
		{"action": action, "status": status_in(state) or doc.STATUSES[1][0]}
		for action, state in rows
		if state
	]


@frappe.whitelist(methods=["POST"])
def finish(
	doctype: str,
	name: str,
	action: str,
	outcome: dict[str, Any] | str,
	next_step: dict[str, Any] | str | None = None,
) -> None:
	"""Write down what came of a planned visit or meeting, and end it; all of that or nothing.

	action: one that `get_outcomes` offers. outcome: values of OUTCOME_FIELDS, present as a list of the names of
	rows in Invited, and travel_minutes of the document's liaison. next_step: what and due_on.
	Raises what the documents raise: frappe.PermissionError, or frappe.ValidationError with one sentence.
	"""
	doc = _appointment(doctype, name, "write")
	if action not in [offered["action"] for offered in get_outcomes(doctype, name)]:
		frappe.throw(
			_("{0} is not offered any more: open the document again.").format(frappe.bold(_(action)))
		)
	_fill(doc, parse_values(outcome, _("Outcome")))
	doc.save()
	insert_step(doc, parse_values(next_step, _("Next Step")))
	_end(doc, action)


def _appointment(doctype: str, name: str, right: str) -> Appointment:
	if doctype not in OUTCOME_FIELDS:
		frappe.throw(_("Only visits and meetings are finished so."), frappe.PermissionError)
	doc = frappe.get_doc(doctype, name)
	doc.check_permission(right)
	return doc


def _fill(doc: Appointment, outcome: dict) -> None:
	values = {field: outcome[field] for field in OUTCOME_FIELDS[doc.doctype] if field in outcome}
	check_values(doc.doctype, values)
	doc.update(values)
	if "present" in outcome:
		present = parse_json(outcome["present"]) or []
		for row in doc.invited:
			row.present = cint(row.name in present)
	if "travel_minutes" in outcome:
		own, *_others = doc.staff_rows
		own.travel_minutes = cint(outcome["travel_minutes"])


def _end(doc: Appointment, action: str) -> None:
	if state_rows(doc.doctype):
		apply_workflow(doc.as_dict(), action)
	else:
		doc.status = action
		doc.submit()
