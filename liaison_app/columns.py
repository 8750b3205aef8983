"""Conditions on columns that queries share."""

from frappe.query_builder import Criterion


def is_empty(column) -> Criterion:
	"""Whether a link or text is not filled: the host stores that as NULL or as an empty text."""
	return column.isnull() | (column == "")
