"""Rows that are locked until the transaction ends, so that two at once cannot both pass a check."""

from collections.abc import Iterable

import frappe
from frappe.model.document import Document
from frappe.query_builder import Criterion


def lock_rows(doctype: str, names: Iterable[str]) -> list[str]:
	"""Lock rows until the transaction ends, always in the order of their names. Returns the names."""
	names = sorted({name for name in names if name})
	if names:
		frappe.db.sql(
			f"select name from `tab{doctype}` where name in %(names)s order by name for update",
			{"names": names},
		)
	return names


def other_row(doc: Document, field: str, condition: Criterion) -> str | None:
	"""A field of the oldest other row of a document's DocType that meets a condition; None where there is none.

	It is locked, and so sees what another has committed since this transaction began.
	"""
	table = frappe.qb.DocType(doc.doctype)
	query = frappe.qb.from_(table).select(table[field]).where(condition & (table.name != doc.name))
	rows = query.orderby(table.creation).limit(1).for_update().run()
	return rows[0][0] if rows else None
