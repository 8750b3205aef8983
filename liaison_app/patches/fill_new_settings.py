"""A setting that is added later reads 0 on sites that have their settings saved already: give it its default."""

import frappe


def execute() -> None:
	settings = frappe.qb.DocType("Singles")
	query = frappe.qb.from_(settings).select(settings.field).where(settings.doctype == "Liaison Settings")
	stored = {field for (field,) in query.run()}
	for field in frappe.get_meta("Liaison Settings").fields:
		if field.default and field.fieldname not in stored:
			frappe.db.set_single_value("Liaison Settings", field.fieldname, field.default)
