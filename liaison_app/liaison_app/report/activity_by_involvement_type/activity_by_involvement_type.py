"""Activity by the six types of involvement, counted from the ledger."""

import frappe
from frappe import _
from frappe.utils import fmt_money, formatdate

from liaison_app.activity.families import Served, served
from liaison_app.activity.figures import (
	Question,
	by_period_and_type,
	involvement_types,
	question_of,
	reached_rate,
	totals,
)
from liaison_app.activity.periods import labels_of


def execute(filters: dict | None = None) -> tuple:
	"""Columns, rows, message, chart and summary.

	filters: period (Week, Month, Term or Year), from_date, to_date, school, liaison.
	"""
	question = question_of(filters or {}, frappe.session.user)
	found = by_period_and_type(question)
	labels = labels_of(question.period, {row["period"] for row in found})
	rows = [_row(row, labels) for row in found]
	return (
		_columns(question),
		rows,
		_message(question),
		_chart(rows, labels),
		_summary(totals(question), served(question)),
	)


def _row(row: dict, labels: dict[str, str]) -> dict:
	return {
		**row,
		"period_label": labels[row["period"]],
		"hours": row["staff_minutes"] / 60,
		"travel_hours": row["travel_minutes"] / 60,
		"reached_rate": reached_rate(row),
	}


def _columns(question: Question) -> list[dict]:
	figures = (
		("units", _("Pieces of Work"), "Int"),
		("families", _("Families"), "Int"),
		("students", _("Students"), "Int"),
		("hours", _("Hours"), "Float"),
		("travel_hours", _("Travel Hours"), "Float"),
		("outgoing", _("Outgoing"), "Int"),
		("reached", _("Reached"), "Int"),
		("reached_rate", _("Reached Rate"), "Percent"),
		("incoming", _("Incoming"), "Int"),
		("participants", _("Participants"), "Int"),
	)
	return [
		{"fieldname": "period_label", "label": _period_title(question), "fieldtype": "Data", "width": 140},
		{"fieldname": "involvement_type", "label": _("Involvement Type"), "fieldtype": "Link", "options": "Involvement Type", "width": 220},
		*({"fieldname": name, "label": label, "fieldtype": kind, "width": 125, "precision": 1} for name, label, kind in figures),
	]  # fmt: skip


def _period_title(question: Question) -> str:
	titles = {"Week": _("Week From"), "Month": _("Month"), "Term": _("Term"), "Year": _("School Year")}
	return titles[question.period]


def _message(question: Question) -> str:
	span = _("From {0} to {1}.").format(formatdate(question.from_date), formatdate(question.to_date))
	distinct = _(
		"Families and students are distinct in each row and over the district in the summary: types, periods and"
		" schools may sum to more than the total."
	)
	rate = _("Reached rate: reached of all outgoing; incoming stand apart.")
	families = _(
		"Served: enrolled on a day of these, and reached, or at an event. Others served were not enrolled."
	)
	return f"{span} {distinct} {rate} {families}"


def _chart(rows: list[dict], labels: dict[str, str]) -> dict | None:
	if not rows:
		return None
	units = {(row["period"], row["involvement_type"]): row["units"] for row in rows}
	datasets = [
		{"name": _(name), "values": [units[period, name] for period in labels]}
		for name in involvement_types()
	]
	return {
		"data": {"labels": list(labels.values()), "datasets": datasets},
		"type": "bar",
		"barOptions": {"stacked": 1},
		"height": 260,
	}


def _summary(total: dict, families: Served) -> list[dict]:
	rate = reached_rate(total)
	return [
		{"label": _("Pieces of Work"), "value": total["units"], "datatype": "Int"},
		{"label": _("Families"), "value": total["families"], "datatype": "Int"},
		{"label": _("Families Served"), "value": len(families.enrolled), "datatype": "Int"},
		{"label": _("Others Served"), "value": len(families.others), "datatype": "Int"},
		{"label": _("Students"), "value": total["students"], "datatype": "Int"},
		{"label": _("Hours"), "value": _hours(total["staff_minutes"]), "datatype": "Data"},
		{"label": _("Travel Hours"), "value": _hours(total["travel_minutes"]), "datatype": "Data"},
		*([] if rate is None else [{"label": _("Reached Rate"), "value": rate, "datatype": "Percent"}]),
	]  # fmt: skip


def _hours(minutes: float) -> str:
	"""Hours as the table shows them: the host gives a summary's numbers three decimals."""
	return fmt_money(minutes / 60, precision=1)
