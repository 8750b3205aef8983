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
	contact: dict[str, Any] | str,
	next_step: dict[str, Any] | str | None = None,
	entry_key: str | None = None,
) -> dict[str, Any]:
	"""Log a contact and, if given, its next step; both are kept or neither.

	contact: values of CONTACT_FIELDS and of fields that were added, and students as a list of names. What is left out takes its default.
	next_step: what and due_on; optional assignee (default: oneself).
	entry_key: of the dialog's own making. Sent again, because no answer came, the words are the same contact's.

	Returns the names as contact and next_step, and the family's fresh card (None without a family).
	Raises what the documents raise: frappe.PermissionError, or frappe.ValidationError with one sentence.
	"""
	doc = _entry(parse_name(entry_key, _("Entry")))
	is_sent_again = not doc.is_new()
	_fill(doc, parse_values(contact, _("Contact")))
	doc.save()
	if is_sent_again:
		_forget_steps(doc)
	step = insert_step(doc, parse_values(next_step, _("Next Step")))
	return {
		"contact": doc.name,
		"next_step": step.name if step else None,
		"card": contact_card(doc.family) if doc.family else None,
	}


def _entry(key: str | None) -> Document:
	"""The contact that the user's dialog logged already, unless it has logged none."""
	own = {"entry_key": key, "owner": frappe.session.user}
	if key and (name := frappe.db.get_value("Liaison Contact", own)):
		return frappe.get_doc("Liaison Contact", name)
	return frappe.new_doc("Liaison Contact", entry_key=key)


def _fill(doc: Document, values: dict) -> None:
	students = values.pop("students", None) or []
	check_values(doc.doctype, values)
	fields = (*CONTACT_FIELDS, *custom_fields(doc.doctype))
	doc.update({field: values[field] for field in fields if values.get(field) not in (None, "")})
	doc.set("students", [])
	for student in students if isinstance(students, list) else [students]:
		doc.append("students", {"student": parse_name(student, _("Students"))})


def _forget_steps(doc: Document) -> None:
	"""What was said of the next step the first time; it is said again."""
	first = {"reference_doctype": doc.doctype, "reference_name": doc.name, "owner": frappe.session.user}
	for name in frappe.get_all("Next Step", first, pluck="name", order_by="name asc"):
		frappe.delete_doc("Next Step", name)
