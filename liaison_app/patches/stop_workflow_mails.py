"""No workflow of the app's documents mails them: whoever ticked that before is no longer asked."""

import frappe

from liaison_app.permissions.rooms import ROOMS


def execute() -> None:
	for name in frappe.get_all(
		"Workflow",
		filters={"document_type": ["in", [*ROOMS]], "send_email_alert": 1},
		pluck="name",
		order_by="name",
	):
		frappe.db.set_value("Workflow", name, "send_email_alert", 0)
