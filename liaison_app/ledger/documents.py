"""Reads documents with their rows in one statement a table: the host reads them one by one."""

import frappe
from frappe.model.document import Document


def read_documents(doctype: str, names: list[str]) -> list[Document]:
	"""The documents of these names, in their order by name, as `frappe.get_doc` would give them."""
	if not names:
		return []
	rows = _read(doctype, "name in %(names)s order by name", {"names": names})
	children = {
		table.fieldname: _children(doctype, table, names)
		for table in frappe.get_meta(doctype).get_table_fields()
	}
	return [
		frappe.get_doc(
			{
				**row,
				"doctype": doctype,
				**{field: found.get(row.name, []) for field, found in children.items()},
			}
		)
		for row in rows
	]


def _children(doctype: str, table, names: list[str]) -> dict[str, list[dict]]:
	rows = _read(
		table.options,
		"parenttype = %(doctype)s and parentfield = %(field)s and parent in %(names)s order by parent, idx",
		{"doctype": doctype, "field": table.fieldname, "names": names},
	)
	found: dict[str, list[dict]] = {}
	for row in rows:
		found.setdefault(row.parent, []).append(row)
	return found


def _read(doctype: str, condition: str, values: dict) -> list[dict]:
	return frappe.db.sql(f"select * from `tab{doctype}` where {condition}", values, as_dict=True)
