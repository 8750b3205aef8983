"""Many rows at once, past their documents: columns of a table into Python, and rows of values into a table.

A district's records as one object a row would cost many times what the database takes to read them.
"""

from collections.abc import Iterable, Sequence
from itertools import islice

import frappe
from frappe.model.document import Document
from frappe.query_builder.functions import Coalesce, Concat, Count, GroupConcat
from pypika.terms import Criterion, EmptyCriterion, Term

ROWS_A_STATEMENT = 2_000
#: The database joins the texts of so many rows into one; what is longer than it can do is read again in halves.
ROWS_AT_ONCE = 20_000
#: Ends each text, so that a comma in it is none between two.
_END = "\x1f"


def read_columns(table, columns: Sequence[Term], condition: Criterion | None = None) -> list[list[str]]:
	"""Columns of the rows that meet a condition, in the order of their names; what is null is an empty text."""
	found: list[list[str]] = [[] for _column in columns]
	after, size = "", ROWS_AT_ONCE
	while True:
		last = _name_at(table, after, size)
		texts = _read(table, columns, (condition or EmptyCriterion()) & _between(table, after, last))
		if texts is None:
			size //= 2
			continue
		for column, more in zip(found, texts, strict=True):
			column.extend(more)
		if not last:
			return found
		after = last


def insert_rows(
	doctype: str,
	columns: Sequence[str],
	rows: Iterable[Sequence],
	same: dict | None = None,
	or_else: str = "",
) -> None:
	"""Write rows in statements of many.

	same: what is alike in all of them, by column. or_else: what is done about a row that is there already, as SQL.
	"""
	same = same or {}
	alike = (frappe.db.escape(str(value)) for value in same.values())
	marks = f"({', '.join([*['%s'] * len(columns), *alike])})"
	names = "`, `".join([*columns, *same])
	rows = iter(rows)
	while part := list(islice(rows, ROWS_A_STATEMENT)):
		frappe.db.sql(
			f"insert into `tab{doctype}` (`{names}`) values {', '.join([marks] * len(part))} {or_else}",
			[value for row in part for value in row],
		)


def write_table(doc: Document, fieldname: str) -> None:
	"""Write the rows of a document's table anew, in a handful of statements however many they are."""
	rows, doctype = doc.get(fieldname), doc.meta.get_field(fieldname).options
	parent = {"parent": doc.name, "parenttype": doc.doctype, "parentfield": fieldname}
	# By their names: to delete by the parent would lock what other documents' rows are inserted beside.
	stored = frappe.get_all(doctype, filters=parent, pluck="name", order_by="idx asc")
	if stored:
		frappe.db.delete(doctype, {"name": ["in", stored]})
	for row in rows:
		row.name = row.name or frappe.generate_hash(length=10)
		row.owner = row.owner or doc.owner
		row.creation = row.creation or doc.modified
		row.modified, row.modified_by = doc.modified, doc.modified_by
	values = [row.get_valid_dict(convert_dates_to_str=True, ignore_virtual=True) for row in rows]
	if values:
		insert_rows(doctype, list(values[0]), ([*row.values()] for row in values))
	for row in rows:
		row.set("__islocal", False)


def _name_at(table, after: str, number: int) -> str | None:
	"""The name that so many rows come up to; None where fewer are left."""
	query = frappe.qb.from_(table).select(table.name).where(table.name > after)
	rows = query.orderby(table.name).limit(1).offset(number - 1).run()
	return rows[0][0] if rows else None


def _between(table, after: str, last: str | None) -> Criterion:
	return (table.name > after) & (table.name <= last) if last else table.name > after


def _read(table, columns: Sequence[Term], condition: Criterion) -> list[list[str]] | None:
	"""The texts of each column; None where the database cut them off."""
	joined = (GroupConcat(Concat(Coalesce(column, ""), _END)) for column in columns)
	# By any other index each part would go through the whole of it again.
	query = frappe.qb.from_(table).force_index("PRIMARY").select(Count("*"), *joined)
	count, *texts = query.where(condition).run()[0]
	found = [_split(text) if count else [] for text in texts]
	return found if all(len(column) == count for column in found) else None


def _split(joined: str) -> list[str]:
	"""The texts; none where the last one was cut off."""
	return joined.removesuffix(_END).split(f"{_END},") if joined.endswith(_END) else []
