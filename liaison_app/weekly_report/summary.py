"""A weekly report's figures, read from the ledger."""

from datetime import date

import frappe

from liaison_app.ledger.figures import FIGURES, figures


def lines_by_type(report: str, liaison: str, school: str, until: date) -> list[dict]:
	"""One line for each of the six types, in order, with zeros where nothing was done.

	Counts what this report holds, and every line up to `until` that no frozen report holds: a late entry
	keeps its date and still counts once. Families and students are distinct within the type.
	"""
	types = frappe.get_all("Involvement Type", pluck="name", order_by="position asc")
	found = {row.involvement_type: row for row in _figures(report, liaison, school, until, by_type=True)}
	empty = dict.fromkeys(FIGURES, 0)
	return [{"involvement_type": name, **(found.get(name) or empty)} for name in types]


def totals(report: str, liaison: str, school: str, until: date) -> dict:
	"""The report's totals; families and students are distinct over all types."""
	return _figures(report, liaison, school, until, by_type=False)[0]


def _figures(report: str, liaison: str, school: str, until: date, by_type: bool) -> list[dict]:
	entry = frappe.qb.DocType("Liaison Ledger Entry")
	held = (entry.counted_in == report) & (entry.counted_in != "")
	still_open = (
		(entry.counted_in == "")
		& (entry.liaison == liaison)
		& (entry.school == school)
		& (entry.posting_date <= until)
	)
	groups = {"involvement_type": entry.involvement_type} if by_type else {}
	return figures(held | still_open, **groups)
