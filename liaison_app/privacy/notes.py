"""Restricted notes: who is named, and that there are some.

What a note says is in the note alone; `permissions/` decides who reads it, `permissions/unspoken.py` keeps the
host from telling it on.
"""

import frappe
from frappe import _
from frappe.model.document import Document
from frappe.query_builder import Criterion
from frappe.query_builder.functions import Count

from liaison_app.permissions.criteria import criterion
from liaison_app.permissions.matrix import COORDINATOR, LIAISON

#: The kind that only its author and those named read, coordinators not.
CHILD_PROTECTION = "Child Protection"


def count_notes(family: str, user: str | None = None) -> int:
	"""How many restricted notes of a family the user may know of: to read, or (a principal) that they exist."""
	note = frappe.qb.DocType("Restricted Note")
	rules = [criterion(note, "Restricted Note", user, ptype) for ptype in ("read", "figures")]
	query = frappe.qb.from_(note).select(Count("*")).where(note.family == family)
	if all(rule is not None for rule in rules):
		query = query.where(Criterion.any(rules))
	return query.run()[0][0]


def validate_people(note: Document) -> None:
	"""Refuse a note in another's name, about a child of another family, and readers who may not be named.

	Raises frappe.ValidationError with one sentence that names the field.
	"""
	before = note.get_doc_before_save()
	user = frappe.session.user
	note.author = before.author if before else note.author or user
	if not before and user not in (note.author, "Administrator"):
		frappe.throw(_("Author: you write in your own name."))
	if note.student and frappe.db.get_value("Focus Student", note.student, "family") != note.family:
		frappe.throw(_("Student: choose a child of this family."))
	for row in note.readers:
		if not {LIAISON, COORDINATOR} & set(frappe.get_roles(row.user)):
			frappe.throw(_("Readers row {0}: name a liaison or a coordinator.").format(row.idx))
