"""A report that was handed in goes back to its liaison with a reason."""

import frappe
from frappe import _

from liaison_app.permissions.harmless import cleaned


@frappe.whitelist(methods=["POST"])
def give_reason(report: str, reason: str) -> None:
	"""Keep why a report is about to be returned; the workflow's own action then returns it.

	Raises frappe.PermissionError for whoever may not approve the report, frappe.ValidationError if it is
	not in review or the reason is empty.
	"""
	doc = frappe.get_doc("Weekly Activity Report", report)
	doc.check_permission("submit")
	if doc.status != "In Review":
		frappe.throw(_("{0} is not in review: there is nothing to return.").format(doc.name))
	if not reason.strip():
		frappe.throw(_("Return Reason is missing: say what the liaison should change."))
	# The form in which the reason was asked for is saved next: it is not told of another's change.
	doc.db_set("return_reason", cleaned(reason.strip()), update_modified=False)
