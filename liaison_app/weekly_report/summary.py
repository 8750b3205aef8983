"""A weekly report's figures, read from the ledger."""

from datetime import date

import frappe
from pypika import Case

FIGURES = ("units", "outgoing", "reached", "incoming", "families", "students", "staff_minutes", "travel_minutes", "participants")  # fmt: skip


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
	entry, student = frappe.qb.DocType("Liaison Ledger Entry"), frappe.qb.DocType("Liaison Ledger Student")
	held = (entry.counted_in == report) & (entry.counted_in != "")
	still_open = (
		(entry.counted_in == "")
		& (entry.liaison == liaison)
		& (entry.school == school)
		& (entry.posting_date <= until)
	)
	mine = held | still_open
	query = frappe.qb.from_(entry).select(*_sums(entry)).where(mine)
	children = (
		frappe.qb.from_(entry)
		.join(student)
		.on(student.parent == entry.name)
		.select(frappe.query_builder.functions.Count(student.student).distinct().as_("students"))
		.where(mine)
	)
	if by_type:
		query = query.select(entry.involvement_type).groupby(entry.involvement_type)
		children = children.select(entry.involvement_type).groupby(entry.involvement_type)
	students = {row.get("involvement_type"): row.students for row in children.run(as_dict=True)}
	rows = query.run(as_dict=True)
	for row in rows:
		row.update({figure: int(row.get(figure) or 0) for figure in FIGURES})
		row.students = students.get(row.get("involvement_type"), 0)
	return rows


def _sums(entry) -> list:
	functions = frappe.query_builder.functions
	return [
		functions.Sum(entry.units).as_("units"),
		_sum_where(entry.direction == "Outgoing", entry.units).as_("outgoing"),
		_sum_where(entry.direction == "Incoming", entry.units).as_("incoming"),
		_sum_where(entry.direction == "Outgoing", entry.reached).as_("reached"),
		functions.Count(functions.NullIf(entry.family, "")).distinct().as_("families"),
		functions.Sum(entry.staff_minutes).as_("staff_minutes"),
		functions.Sum(entry.travel_minutes).as_("travel_minutes"),
		functions.Sum(entry.participants).as_("participants"),
	]


def _sum_where(condition, column):
	return frappe.query_builder.functions.Sum(Case().when(condition, column).else_(0))
