"""What the host tells others of a document: whom a comment mentions, and who follows its changes."""

import frappe
from frappe import _
from frappe.desk.notifications import extract_mentions
from frappe.model.document import Document

from liaison_app.permissions.documents import is_stored_row_allowed
from liaison_app.permissions.rooms import ROOMS, SAVED


def refuse_mentions(comment: Document, _method: str | None = None) -> None:
	"""Refuse a comment that mentions somebody who may not read its document, with frappe.ValidationError.

	The host tells them the document's title and the whole comment, in the desk and by mail.
	"""
	doctype, name = comment.reference_doctype, comment.reference_name
	if doctype not in ROOMS or not name:
		return
	for user in extract_mentions(comment.content or ""):
		full_name = frappe.db.get_value("User", user, "full_name")
		if full_name and not is_stored_row_allowed(doctype, name, user):
			frappe.throw(
				_(
					"Comment: {0} may not open this document. Take the name out, or write to them yourself."
				).format(frappe.bold(frappe.utils.escape_html(full_name)))
			)


def follow_nothing(follow: Document, _method: str | None = None) -> None:
	"""Let nobody follow a document of ours, or what somebody saved on them: the host mails what changed in it, and asks no rule when it does.

	The host follows by itself what a user makes, likes or comments on: that goes on, so nothing is refused.
	"""
	if follow.ref_doctype in {*ROOMS, *SAVED}:
		frappe.db.delete("Document Follow", {"name": follow.name})
