"""The contact dialog of the desk: one call logs a contact, and what will be done next."""

from typing import Any

import frappe
from frappe import _
from frappe.model.document import Document

from liaison_app.arguments import parse_name, parse_values
from liaison_app.custom_fields import custom_fields
from liaison_app.families.contact_card import contact_card
from liaison_app.outreach.steps import insert_step
from liaison_app.permissions.posted import check_values

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

	contact: values of CONTACT_FIELDS and of fields that were added, and students as a list of names. What is left out takes its default.
	next_step: what and due_on; optional assignee (default: oneself).

	Returns the names as contact and next_step, and the family's fresh card (None without a family).
	Raises what the documents raise: frappe.PermissionError, or frappe.ValidationError with one sentence.
	"""
	doc = _insert_contact(parse_values(contact, _("Contact")))
	step = insert_step(doc, parse_values(next_step, _("Next Step")))
	return {
		"contact": doc.name,
		"next_step": step.name if step else None,
		"card": contact_card(doc.family) if doc.family else None,
	}


def _insert_contact(values: dict) -> Document:
	students = values.pop("students", None) or []
	check_values("Liaison Contact", values)
	doc = frappe.new_doc("Liaison Contact")
	fields = (*CONTACT_FIELDS, *custom_fields(doc.doctype))
	doc.update({field: values[field] for field in fields if values.get(field) not in (None, "")})
	for student in students if isinstance(students, list) else [students]:
		doc.append("students", {"student": parse_name(student, _("Students"))})
	return doc.insert()
