"""Documents of ours are followed no more: the host mails what changed in them, and asks no rule when it does."""

import frappe

from liaison_app.permissions.rooms import ROOMS


def execute() -> None:
	"""Forget who follows them."""
	frappe.db.delete("Document Follow", {"ref_doctype": ["in", sorted(ROOMS)]})
