"""What was queued to be mailed."""

import frappe


def mailed() -> list[str]:
	"""The addresses in the mail queue."""
	return sorted(frappe.get_all("Email Queue Recipient", pluck="recipient", order_by="recipient"))
