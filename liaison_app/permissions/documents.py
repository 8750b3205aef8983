"""`has_permission`: may this user do this to this document?"""

from collections.abc import Iterable

import frappe
from frappe import _
from frappe.model.document import Document

from liaison_app.permissions.criteria import is_row_allowed
from liaison_app.permissions.rooms import ROOMS, Room

#: Permission types that the host asks for beside those of the matrix. Administrator alone has them.
ADMINISTRATORS_ALONE = ("email", "share", "set_user_permissions")


def has_permission(doc: Document, ptype: str | None = None, user: str | None = None) -> bool:
	"""Judge the row as it stands in the database *and* as it comes in.

	The host shows the hook the incoming values only: without the stored ones, writing one's own school
	into a foreign row would take it over. Always True or False, never None (Frappe 16 wants a verdict).
	"""
	ptype = ptype or "read"
	if ptype in ADMINISTRATORS_ALONE:
		return user == "Administrator"
	allowed = _is_allowed(doc, ptype, user)
	if not allowed and ptype in ("create", "write") and _is_imported(doc):
		# The host's own refusal of a row has no words.
		frappe.msgprint(
			_("You may not add or change this {0}: a coordinator who may has to import the row.").format(_(doc.doctype))
		)  # fmt: skip
	return allowed


def _is_imported(doc: Document) -> bool:
	"""Whether the host's Data Import is about to store the document."""
	return (doc.flags.updater_reference or {}).get("doctype") == "Data Import"


def _is_allowed(doc: Document, ptype: str, user: str | None) -> bool:
	if not is_row_allowed(doc, doc.doctype, user, ptype):
		return False
	# Read only now: on each save the host asks for everybody who might press the next button of a workflow.
	stored = None if doc.is_new() else _stored_row(doc.doctype, doc.name, ROOMS[doc.doctype])
	return not stored or is_row_allowed(stored, doc.doctype, user, ptype)


def leave_to_host() -> bool | None:
	"""What a hook answers that leaves the verdict to the host: None, or True from Frappe 16 on, where each must agree."""
	return True if int(frappe.__version__.split(".")[0]) >= 16 else None


def is_stored_row_allowed(doctype: str, name: str, user: str | None = None, ptype: str = "read") -> bool:
	"""Whether the user may do `ptype` to a document as it stands in the database; False where there is none."""
	return ptype in stored_rights(doctype, name, (ptype,), user)


def stored_rights(doctype: str, name: str, ptypes: Iterable[str], user: str | None = None) -> set[str]:
	"""Which of these the user may do to a document as it stands in the database, read once; none where there is none."""
	stored = _stored_row(doctype, name, ROOMS[doctype])
	return {ptype for ptype in ptypes if stored and is_row_allowed(stored, doctype, user, ptype)}


def check_stored_row(doctype: str, name: str, ptype: str = "read") -> None:
	"""Raises frappe.PermissionError unless the user may do `ptype` to a document as it stands in the database."""
	if not is_stored_row_allowed(doctype, name, ptype=ptype):
		frappe.throw(_("You may not open {0} {1}.").format(_(doctype), name), frappe.PermissionError)


def _stored_row(doctype: str, name: str, room: Room) -> dict | None:
	stored = frappe.db.get_value(doctype, name, ["name", *room.columns], as_dict=True)
	return stored and {**stored, **_stored_tables(doctype, name, room)}


def _stored_tables(doctype: str, name: str, room: Room) -> dict[str, list[dict]]:
	"""The rows, as they stand in the database, of the tables by which a room decides."""
	return {
		field: frappe.get_all(
			frappe.get_meta(doctype).get_field(field).options,
			filters={"parent": name, "parenttype": doctype, "parentfield": field},
			fields=["*"],
			order_by="idx asc",
		)
		for field in (room.families, room.invited, room.named)
		if field
	}
