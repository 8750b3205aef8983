"""Counts activity by period and type of involvement."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

import frappe
from frappe import _
from frappe.query_builder import Criterion
from frappe.utils import formatdate, nowdate

from liaison_app.activity.periods import PERIODS, key_of
from liaison_app.arguments import parse_moment, parse_name
from liaison_app.ledger.figures import FIGURES, figures
from liaison_app.permissions.criteria import criterion
from liaison_app.school_calendar.weeks import year_start


@dataclass(frozen=True)
class Question:
	"""What is counted: for whose eyes, by which period, from when to when, at which school, of which liaison."""

	user: str
	period: str
	from_date: date
	to_date: date
	school: str | None = None
	liaison: str | None = None


def question_of(filters: Mapping, user: str) -> Question:
	"""The question that a report's filters ask; without dates, this school year until today.

	Raises frappe.ValidationError where the dates are in the wrong order or the period is none.
	"""
	to_date = parse_moment(filters.get("to_date") or nowdate(), _("To Date")).date()
	from_date = parse_moment(filters.get("from_date") or year_start(to_date), _("From Date")).date()
	if from_date > to_date:
		frappe.throw(
			_("From Date {0} is after To Date {1}: change one of them.").format(
				formatdate(from_date), formatdate(to_date)
			)
		)
	period = filters.get("period") or PERIODS[0]
	if period not in PERIODS:
		frappe.throw(_("Period must be one of {0}.").format(", ".join(_(name) for name in PERIODS)))
	school = parse_name(filters.get("school"), _("School"))
	return Question(
		user, period, from_date, to_date, school, parse_name(filters.get("liaison"), _("Liaison"))
	)


def counted_lines(question: Question) -> Criterion:
	"""The ledger's lines that a question counts, as far as its user may count them."""
	entry = frappe.qb.DocType("Liaison Ledger Entry")
	parts = [entry.posting_date[question.from_date : question.to_date]]
	chosen = {"school": question.school, "liaison": question.liaison}
	parts += [entry[column] == value for column, value in chosen.items() if value]
	rule = criterion(entry, "Liaison Ledger Entry", question.user, "figures")
	return Criterion.all(parts if rule is None else [*parts, rule])


def by_period_and_type(question: Question) -> list[dict]:
	"""A row for each period in which there was work and each of the six types, in their orders.

	Each row: period (its key), involvement_type, and the figures; zeros where nothing was done.
	"""
	entry = frappe.qb.DocType("Liaison Ledger Entry")
	groups = {"period": key_of(question.period, entry), "involvement_type": entry.involvement_type}
	found = {(row.period, row.involvement_type): row for row in figures(counted_lines(question), **groups)}
	empty, types = dict.fromkeys(FIGURES, 0), involvement_types()
	return [
		{**empty, **found.get((period, name), {}), "period": period, "involvement_type": name}
		for period in sorted({period for period, _type in found})
		for name in types
	]


def totals(question: Question) -> dict:
	"""The figures of everything that the question counts; families and students are distinct over all of it."""
	return figures(counted_lines(question))[0]


def involvement_types() -> list[str]:
	"""The six types, in their order."""
	return frappe.get_all("Involvement Type", pluck="name", order_by="position asc")


def reached_rate(row: Mapping) -> float | None:
	"""Reached of all outgoing, in per cent; None where nothing went out."""
	return 100 * row["reached"] / row["outgoing"] if row["outgoing"] else None
