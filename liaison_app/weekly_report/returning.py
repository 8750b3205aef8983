"""A report that was handed in goes back to its liaison with a reason."""

import frappe
from frappe import _

from liaison_app.workflow.returning import keep_return_reason


@frappe.whitelist(methods=["POST"])
def give_reason(report: str, reason: str) -> None:
	"""Keep why a report is about to be returned; the workflow's own action then returns it.

	Raises frappe.PermissionError for whoever may not approve the report, frappe.ValidationError if it is
	not in review or the reason is empty.
	"""
	doc = frappe.get_doc("Weekly Activity Report", report)
	keep_return_reason(doc, reason, _("Return Reason is missing: say what the liaison should change."))
