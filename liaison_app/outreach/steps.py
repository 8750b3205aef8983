"""Next steps that are written down together with the work that they come from."""

import frappe
from frappe import _
from frappe.model.document import Document

from liaison_app.permissions.posted import check_values


def insert_step(source: Document, values: dict) -> Document | None:
	"""Keep what someone will do on account of a document; None where nothing is said.

	values: what and due_on; optional assignee (default: oneself).
	Raises frappe.ValidationError where the day is missing, or a value is of another kind.
	"""
	check_values("Next Step", values)
	if not values.get("what"):
		return None
	if not values.get("due_on"):
		frappe.throw(_("Next Step: Due on is missing: say by which day it will be done."))
	step = frappe.new_doc("Next Step")
	step.update({field: values.get(field) for field in ("what", "due_on", "assignee")})
	step.update({"reference_doctype": source.doctype, "reference_name": source.name})
	return step.insert()
