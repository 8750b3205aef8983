"""A plan in review goes back to its team with a comment."""

import frappe
from frappe import _

from liaison_app.workflow.returning import keep_return_reason


@frappe.whitelist(methods=["POST"])
def give_reason(plan: str, reason: str) -> None:
	"""Keep why a plan is about to be returned; the workflow's own action then returns it.

	Raises frappe.PermissionError for whoever may not approve the plan, frappe.ValidationError if it is not in review or
	the reason is empty.
	"""
	doc = frappe.get_doc("Partnership Plan", plan)
	keep_return_reason(doc, reason, _("Return Reason is missing: say what the team should change."))
