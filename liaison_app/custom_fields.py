"""Fields that an administrator added: dialogs and actions of ours take them along, or a mandatory one would stop them."""

import frappe


def custom_fields(doctype: str) -> tuple[str, ...]:
	"""The names of the fields that were added to a DocType and that whoever creates a document may fill."""
	return tuple(
		field.fieldname
		for field in frappe.get_meta(doctype).fields
		if field.get("is_custom_field") and not field.read_only and not field.permlevel
	)
