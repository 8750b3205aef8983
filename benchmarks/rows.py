"""Rows in bulk, past the documents, so that a benchmark has a large district in seconds."""

import itertools
from collections.abc import Iterable

from frappe.utils import now

from liaison_app.bulk import insert_rows


def write_rows(doctype: str, rows: Iterable[dict]) -> None:
	"""Write rows, all with the columns of the first."""
	stamp = {"creation": now(), "modified": now(), "owner": "Administrator", "modified_by": "Administrator"}
	rows = iter(rows)
	first = next(rows)
	insert_rows(doctype, list(first), (list(row.values()) for row in itertools.chain([first], rows)), stamp)
