"""Adds up the ledger's lines: the figures of the weekly report and of every activity report."""

import frappe
from frappe.query_builder import Criterion
from frappe.query_builder.functions import Count, NullIf, Sum
from pypika import Case
from pypika.terms import Term

FIGURES = ("units", "outgoing", "reached", "incoming", "families", "students", "staff_minutes", "travel_minutes", "participants")  # fmt: skip


def figures(which: Criterion, as_committed: bool = False, **groups: Term) -> list[dict]:
	"""The figures of the lines that `which`, a criterion on Liaison Ledger Entry, lets through.

	as_committed: count what was committed last, and lock it, in place of what stood when the transaction began.
	groups: what to group by, under the name that the rows shall give it. Returns a row for each group that has
	lines, or one row in all. Families and students are distinct within a row.
	"""
	entry, student = frappe.qb.DocType("Liaison Ledger Entry"), frappe.qb.DocType("Liaison Ledger Student")
	query = frappe.qb.from_(entry).select(*_sums(entry)).where(which)
	children = (
		frappe.qb.from_(entry)
		.join(student)
		.on(student.parent == entry.name)
		.select(Count(student.student).distinct().as_("students"))
		.where(which)
	)
	for name, term in groups.items():
		named = term.as_(name)
		query, children = (part.select(named).groupby(named) for part in (query, children))
	if as_committed:
		query, children = query.for_update(), children.for_update()
	students = {_key(row, groups): row.students for row in children.run(as_dict=True)}
	rows = query.run(as_dict=True)
	for row in rows:
		row.students = students.get(_key(row, groups))
		row.update({figure: int(row.get(figure) or 0) for figure in FIGURES})
	return rows


def _key(row: dict, groups: dict[str, Term]) -> tuple:
	return tuple(row[name] for name in groups)


def _sums(entry) -> list[Term]:
	return [
		Sum(entry.units).as_("units"),
		_sum_where(entry.direction == "Outgoing", entry.units).as_("outgoing"),
		_sum_where(entry.direction == "Incoming", entry.units).as_("incoming"),
		_sum_where(entry.direction == "Outgoing", entry.reached).as_("reached"),
		Count(NullIf(entry.family, "")).distinct().as_("families"),
		Sum(entry.staff_minutes).as_("staff_minutes"),
		Sum(entry.travel_minutes).as_("travel_minutes"),
		Sum(entry.participants).as_("participants"),
	]


def _sum_where(condition: Criterion, column: Term) -> Term:
	return Sum(Case().when(condition, column).else_(0))
