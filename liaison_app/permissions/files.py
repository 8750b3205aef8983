"""Files of the app's documents: private, on documents that the user may write, and opened by their address to nobody else.

The host serves a private file to whoever may read any one record with its address.
"""

import os
from urllib.parse import unquote

import frappe
from frappe import _
from frappe.model.document import Document

from liaison_app.permissions.documents import is_stored_row_allowed, leave_to_host
from liaison_app.permissions.rooms import ROOMS
from liaison_app.permissions.unspoken import refuse_reference


def check_attachment(file: Document, _method: str | None = None) -> None:
	"""Refuse a file on a document that the user may not write, and keep files of families private."""
	refuse_reference(file)
	if file.flags.ignore_permissions:
		# The host attaches what stands in an Attach field, and asks nobody.
		_refuse_foreign(file)
	if file.attached_to_doctype not in ROOMS:
		return
	on_file = frappe.db.exists(file.attached_to_doctype, file.attached_to_name or "")
	if on_file and not file.flags.ignore_permissions:
		frappe.get_doc(file.attached_to_doctype, file.attached_to_name).check_permission("write")
	if not file.is_private:
		frappe.throw(_("Files on these documents are private: tick Is Private."))


def has_permission(doc: Document, ptype: str | None = None, user: str | None = None) -> bool | None:
	"""Refuse a record that merely names a file's address, where the file is a foreign family's.

	Asked before the host reads the file: afterwards a record with an address looks like an upload.
	"""
	if ptype in ("create", "write") and not doc.get("content"):
		before = None if doc.is_new() else frappe.db.get_value("File", doc.name, "file_url")
		if doc.file_url != before:
			_refuse_foreign(doc)
	return leave_to_host()


def _refuse_foreign(file: Document) -> None:
	name = os.path.basename(unquote(file.file_url or ""))
	if frappe.session.user == "Administrator" or not name:
		return
	table = frappe.qb.DocType("File")
	others = (
		frappe.qb.from_(table)
		.select(table.attached_to_doctype, table.attached_to_name)
		.where(table.file_url.isin([f"/private/files/{name}", f"/files/{name}"]))
		.where(table.attached_to_doctype.isin(sorted(ROOMS)))
		.orderby(table.creation)
	).run(as_dict=True)
	if any(not is_stored_row_allowed(row.attached_to_doctype, row.attached_to_name) for row in others):
		frappe.throw(_("File URL: upload the file itself."), frappe.PermissionError)
