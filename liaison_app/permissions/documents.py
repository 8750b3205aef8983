"""`has_permission`: may this user do this to this document?"""

import frappe
from frappe.model.document import Document

from liaison_app.permissions.criteria import is_row_allowed
from liaison_app.permissions.rooms import ROOMS, Room

#: Permission types that the host asks for beside those of the matrix, and the right that answers each.
ALIASES = {"email": None, "share": None, "set_user_permissions": None}


def has_permission(doc: Document, ptype: str | None = None, user: str | None = None) -> bool:
	"""Judge the row as it stands in the database *and* as it comes in.

	The host shows the hook the incoming values only: without the stored ones, writing one's own school
	into a foreign row would take it over. Always True or False, never None (Frappe 16 wants a verdict).
	"""
	ptype = ptype or "read"
	if ptype in ALIASES:
		return user == "Administrator"
	room = ROOMS[doc.doctype]
	rows = [doc]
	if not doc.is_new():
		stored = frappe.db.get_value(doc.doctype, doc.name, ["name", *room.columns], as_dict=True)
		if stored:
			rows.append({**stored, **_stored_tables(doc, room)})
	return all(is_row_allowed(row, doc.doctype, user, ptype) for row in rows)


def _stored_tables(doc: Document, room: Room) -> dict[str, list[dict]]:
	"""The rows, as they stand in the database, of the tables by which a room decides."""
	return {
		field: frappe.get_all(
			doc.meta.get_field(field).options,
			filters={"parent": doc.name, "parenttype": doc.doctype, "parentfield": field},
			fields=["*"],
			order_by="idx asc",
		)
		for field in (room.families, room.invited)
		if field
	}
