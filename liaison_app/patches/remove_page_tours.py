"""Remove the tours of pages, which the host starts over the dialog of the first step that leads there."""

import frappe


def execute() -> None:
	"""What they said stands in that dialog."""
	for name in ("Log a Contact", "Nominate a Family"):
		frappe.delete_doc_if_exists("Form Tour", name)
