"""A report that its liaison can no longer hand in: somebody else does it on behalf, and says why."""

import frappe
from frappe import _
from frappe.model.document import Document

from liaison_app.permissions.harmless import cleaned


@frappe.whitelist(methods=["POST"])
def give_reason(report: str, reason: str) -> None:
	"""Keep why the user is about to hand in another's report; the workflow's own action then hands it in.

	Raises frappe.PermissionError for whoever may not approve the report, frappe.ValidationError if it is no
	draft, the user's own, or the reason is empty.
	"""
	doc = frappe.get_doc("Weekly Activity Report", report)
	doc.check_permission("submit")
	if doc.status != "Draft" or not is_on_behalf(doc):
		frappe.throw(
			_("{0} is no draft of another liaison: there is nothing to hand in on behalf.").format(doc.name)
		)
	if not reason.strip():
		frappe.throw(_("Reason is missing: say why the liaison does not hand in this report."))
	doc.db_set("on_behalf_reason", cleaned(reason.strip()), update_modified=False)


def is_on_behalf(report: Document) -> bool:
	"""Whether the session's user works on another's report."""
	return report.liaison != frappe.session.user


def check_reason(report: Document) -> None:
	"""Refuse another's report without a reason; forget the reason where the liaison hands it in after all."""
	if not is_on_behalf(report):
		report.on_behalf_reason = None
	elif not report.on_behalf_reason:
		frappe.throw(
			_(
				"This is {0}'s report: hand it in by the button under Actions, which asks for the reason."
			).format(report.liaison_name)
		)
