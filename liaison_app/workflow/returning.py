"""What was handed in goes back to be changed, with a reason."""

from frappe import _, throw
from frappe.model.document import Document

from liaison_app.permissions.harmless import cleaned


def keep_return_reason(doc: Document, reason: str, missing: str) -> None:
	"""Keep why a document in review is about to be returned; the workflow's own action then returns it.

	missing: the sentence for an empty reason. Raises frappe.PermissionError for whoever may not approve the document,
	frappe.ValidationError if it is not in review or the reason is empty.
	"""
	doc.check_permission("submit")
	if doc.status != "In Review":
		throw(_("{0} is not in review: there is nothing to return.").format(doc.name))
	if not reason.strip():
		throw(missing)
	# The form in which the reason was asked for is saved next: it is not told of another's change.
	doc.db_set("return_reason", cleaned(reason.strip()), update_modified=False)
