"""A chart that counted by the host's weeks, and messages as contacts. Charts of the ledger took its place."""

import frappe


def execute() -> None:
	frappe.delete_doc_if_exists("Dashboard Chart", "Contacts by Week", force=True)
