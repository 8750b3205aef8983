"""A weekly report's figures, read from the ledger."""

from datetime import date

import frappe
from frappe.query_builder import Criterion

from liaison_app.ledger.figures import FIGURES, figures


def lines_by_type(counted: Criterion, as_committed: bool = False) -> list[dict]:
	"""One line for each of the six types, in order, with zeros where nothing was done.

	counted: `held_by` or `countable`. Families and students are distinct within the type. as_committed: see
	`figures`.
	"""
	types = frappe.get_all("Involvement Type", pluck="name", order_by="position asc")
	rows = figures(counted, as_committed, involvement_type=_entry().involvement_type)
	found = {row.involvement_type: row for row in rows}
	empty = dict.fromkeys(FIGURES, 0)
	return [{"involvement_type": name, **(found.get(name) or empty)} for name in types]


def totals(counted: Criterion, as_committed: bool = False) -> dict:
	"""The report's totals; families and students are distinct over all types."""
	return figures(counted, as_committed)[0]


def held_by(report: str) -> Criterion:
	"""The lines that a frozen report holds."""
	return (_entry().counted_in == report) & (_entry().counted_in != "")


def countable(liaison: str, school: str, until: date) -> Criterion:
	"""The lines up to a day that no frozen report holds: a late entry keeps its date and still counts once."""
	entry = _entry()
	of_liaison = (entry.liaison == liaison) & (entry.school == school)
	return (entry.counted_in == "") & of_liaison & (entry.posting_date <= until)


def _entry():
	return frappe.qb.DocType("Liaison Ledger Entry")
