"""Nobody links a document to a family, or to what a school works on, that they may not read.

The host fetches names and labels through a link without asking, so a link is a read; and what hangs on a plan, such as
a step, is told to all who read the plan.
"""

import frappe
from frappe import _
from frappe.model.document import Document

from liaison_app.permissions.rooms import ROOMS


def check_links(doc: Document, _method: str | None = None) -> None:
	"""Refuse a new or changed link to such a document that the user may not read."""
	if doc.flags.ignore_permissions or frappe.session.user == "Administrator":
		return
	before = doc.get_doc_before_save()
	old = {row.name: row for row in (before, *before.get_all_children())} if before else {}
	for row in (doc, *doc.get_all_children()):
		_check_row(row, old.get(row.name))


def _check_row(row: Document, before: Document | None) -> None:
	for field in row.meta.get("fields", {"fieldtype": ["in", ["Link", "Dynamic Link"]]}):
		value = row.get(field.fieldname)
		doctype = field.options if field.fieldtype == "Link" else row.get(field.options)
		if not value or not _is_somebodys(doctype) or (before and before.get(field.fieldname) == value):
			continue
		if not (frappe.db.exists(doctype, value) and frappe.has_permission(doctype, "read", doc=value)):
			frappe.throw(
				_("{0}: choose one that is in your schools.").format(_(field.label)), frappe.PermissionError
			)


def _is_somebodys(doctype: str | None) -> bool:
	room = ROOMS.get(doctype)
	return bool(room and (room.family or room.pupil or room.school))
