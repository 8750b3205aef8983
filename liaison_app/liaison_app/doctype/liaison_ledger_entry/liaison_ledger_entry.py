import frappe
from frappe import _
from frappe.model.document import Document


class LiaisonLedgerEntry(Document):
	"""A line of the ledger. Written only by the code in ledger/, never as a document."""

	def validate(self) -> None:
		frappe.throw(_("Ledger entries come from the documents: change the document itself."))

	def on_trash(self) -> None:
		frappe.throw(_("Ledger entries go with their documents: delete the document itself."))


def on_doctype_update() -> None:
	"""Indexes of the ledger. Each covers a question that the reports ask."""
	frappe.db.add_unique(
		"Liaison Ledger Entry", ["voucher_type", "voucher", "line_key"], constraint_name="voucher_line"
	)
	frappe.db.add_index("Liaison Ledger Entry", ["week", "liaison", "involvement_type"], "week_liaison_type")
	frappe.db.add_index("Liaison Ledger Entry", ["family", "reached", "posting_date"], "family_reached_date")
	frappe.db.add_index(
		"Liaison Ledger Entry", ["school", "posting_date", "involvement_type"], "school_date_type"
	)
	frappe.db.add_index(
		"Liaison Ledger Entry", ["liaison", "school", "counted_in", "posting_date"], "open_lines"
	)
	frappe.db.add_index("Liaison Ledger Entry", ["counted_in"], "counted_in")
