"""The contact dialog of the desk: one call logs a contact, and what will be done next."""

from typing import Any

import frappe
from frappe import _
from frappe.model.document import Document

from liaison_app.families.contact_card import contact_card

#: What the dialog may fill; all else is the document's own business.
CONTACT_FIELDS = (
	"family", "counterpart", "family_member", "person_name", "direction", "channel", "number_used", "contacted_at",
	"outcome", "purpose", "tone", "language", "interpreter", "summary", "school", "staff_minutes", "head_count",
)  # fmt: skip


@frappe.whitelist(methods=["POST"])
def log_contact(
	contact: dict[str, Any] | str, next_step: dict[str, Any] | str | None = None
) -> dict[str, Any]:
	"""Log a contact and, if given, its next step; both are kept or neither.

	contact: values of CONTACT_FIELDS, and students as a list of names. What is left out takes its default.
	next_step: what and due_on; optional assignee (default: oneself).

	Returns the names as contact and next_step, and the family's fresh card (None without a family).
	Raises what the documents raise: frappe.PermissionError, or frappe.ValidationError with one sentence.
	"""
	doc = _insert_contact(frappe._dict(frappe.parse_json(contact)))
	step = _insert_step(doc, frappe._dict(frappe.parse_json(next_step or "{}")))
	return {
		"contact": doc.name,
		"next_step": step.name if step else None,
		"card": contact_card(doc.family) if doc.family else None,
	}


def _insert_contact(values: dict) -> Document:
	doc = frappe.new_doc("Liaison Contact")
	doc.update({field: values[field] for field in CONTACT_FIELDS if values.get(field) not in (None, "")})
	doc.set("students", [{"student": student} for student in values.students or []])
	return doc.insert()


def _insert_step(contact: Document, values: dict) -> Document | None:
	if not values.what:
		return None
	if not values.due_on:
		frappe.throw(_("Next Step: Due on is missing: say by which day it will be done."))
	step = frappe.new_doc("Next Step")
	step.update({"what": values.what, "due_on": values.due_on, "assignee": values.assignee})
	step.update({"reference_doctype": contact.doctype, "reference_name": contact.name})
	return step.insert()
