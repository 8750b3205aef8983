"""What is known of a family on a day, kept with the decision that was taken on it."""

import frappe
from frappe.utils import nowdate


def evidence_snapshot(family: str) -> str:
	"""The family's children with their markers, its open barriers and when it was last reached, as JSON."""
	doc = frappe.get_doc("Focus Family", family)
	students = frappe.get_all(
		"Focus Student",
		filters={"family": family},
		fields=["name", "school", "grade", "english_learner", "special_education", "low_income"],
		order_by="name asc",
	)
	snapshot = {
		"as_of": nowdate(),
		"students": students,
		"open_barriers": sorted({row.category for row in doc.barriers if not row.resolved_on}),
		"last_reached": doc.last_reached,
	}
	return frappe.as_json(snapshot, indent=1)
