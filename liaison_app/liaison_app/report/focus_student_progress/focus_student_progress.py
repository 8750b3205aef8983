"""Children of enrolled families: how they stood when the family was enrolled, and how they stand now."""

from collections.abc import Iterable

import frappe
from frappe import _

from liaison_app.arguments import parse_name
from liaison_app.progress.comparison import Comparison, Question, compare

RATES = ("absence_rate", "homework_rate")


def execute(filters: dict | None = None) -> tuple:
	"""Columns, rows, message, chart and summary.

	filters: school (of the child), liaison.
	"""
	filters = frappe._dict(filters or {})
	school, liaison = parse_name(filters.school, _("School")), parse_name(filters.liaison, _("Liaison"))
	found = compare(Question(frappe.session.user, school, liaison))
	subjects = _subjects(found)
	rows = [_row(one, subjects) for one in found]
	return _columns(subjects), rows, _message(), _chart(found), _summary(found, subjects)


def _subjects(found: Iterable[Comparison]) -> list[str]:
	"""Those in which somebody has a result."""
	return sorted(
		{subject for one in found for figures in (one.then, one.now) for subject in figures.results}
	)


def _row(one: Comparison, subjects: list[str]) -> dict:
	row = {**one.child, "baseline_on": _day(one.then), "as_of": _day(one.now)}
	for name in RATES:
		row.update({f"{name}_then": one.then.rate(name), f"{name}_now": one.now.rate(name)})
		row[f"{name}_change"] = one.change(name)
	for number, subject in enumerate(subjects):
		for when, figures in (("then", one.then), ("now", one.now)):
			row[f"subject_{number}_{when}"] = _result_text(figures.results.get(subject))
	return row


def _day(figures) -> str | None:
	return figures.progress["as_of"] if figures.progress else None


def _result_text(result: dict | None) -> str:
	if not result:
		return ""
	level = {"Yes": _("at grade level"), "No": _("below grade level")}.get(result["at_grade_level"])
	return f"{result['result']}, {level}" if level else result["result"]


def _columns(subjects: list[str]) -> list[dict]:
	# The host aligns a column by its first row, and takes an empty one for a number.
	words = {"fieldtype": "Data", "width": 160, "align": "left"}
	return [
		{"fieldname": "student_name", "label": _("Child"), "fieldtype": "Data", "width": 150},
		{"fieldname": "grade", "label": _("Grade"), "fieldtype": "Data", "width": 90, "align": "left"},
		{"fieldname": "school", "label": _("School"), "fieldtype": "Link", "options": "Liaison School", "width": 150},
		{"fieldname": "starts_on", "label": _("Enrolled Since"), "fieldtype": "Date", "width": 120},
		*_rate_columns("absence_rate", _("Absence Rate")),
		*_rate_columns("homework_rate", _("Homework")),
		*(
			{"fieldname": f"subject_{number}_{when}", "label": f"{_(subject)}, {label}", **words}
			for number, subject in enumerate(subjects)
			for when, label in (("then", _("then")), ("now", _("now")))
		),
		{"fieldname": "baseline_on", "label": _("Baseline As Of"), "fieldtype": "Date", "width": 125},
		{"fieldname": "as_of", "label": _("As Of"), "fieldtype": "Date", "width": 105},
		{"fieldname": "family_name", "label": _("Family"), "fieldtype": "Data", "width": 140},
		{"fieldname": "liaison_name", "label": _("Liaison"), "fieldtype": "Data", "width": 140, "align": "left"},
	]  # fmt: skip


def _rate_columns(name: str, label: str) -> list[dict]:
	same = {"fieldtype": "Percent", "width": 150, "precision": 1}
	return [
		{"fieldname": f"{name}_then", "label": f"{label}, {_('then')}", **same},
		{"fieldname": f"{name}_now", "label": f"{label}, {_('now')}", **same},
		{"fieldname": f"{name}_change", "label": _("Change (Points)"), **same, "fieldtype": "Float"},
	]


def _message() -> str:
	return _(
		"Then: the evidence of the day on which the family was enrolled. Now: the latest records of this school year, and"
		" the latest results of the last twelve months. What is not known stays empty."
	)


def _chart(found: list[Comparison]) -> dict | None:
	"""The means of the children of whom both figures are known."""
	means = [_means(found, name) for name in RATES]
	if not any(means):
		return None
	datasets = [
		{"name": label, "values": [round(mean[place], 1) if mean else 0 for mean in means]}
		for place, label in enumerate((_("then"), _("now")))
	]
	data = {"labels": [_("Absence Rate"), _("Homework Completion")], "datasets": datasets}
	return {"data": data, "type": "bar", "height": 220}


def _means(found: list[Comparison], name: str) -> tuple[float, float] | None:
	known = [(one.then.rate(name), one.now.rate(name)) for one in found if one.change(name) is not None]
	return tuple(sum(column) / len(known) for column in zip(*known, strict=True)) if known else None


def _summary(found: list[Comparison], subjects: list[str]) -> list[dict]:
	absences = [change for one in found if (change := one.change("absence_rate")) is not None]
	homework = [change for one in found if (change := one.change("homework_rate")) is not None]
	counts = (
		(_("Children"), len(found)),
		(_("Less Absent"), sum(1 for change in absences if change < 0)),
		(_("More Absent"), sum(1 for change in absences if change > 0)),
		(_("More Homework"), sum(1 for change in homework if change > 0)),
		*((_("{0}: at Grade Level Now").format(_(name)), _at_level(found, name)) for name in subjects),
	)
	return [{"label": label, "value": value, "datatype": "Int"} for label, value in counts]


def _at_level(found: list[Comparison], subject: str) -> int:
	return sum(1 for one in found if one.now.results.get(subject, {}).get("at_grade_level") == "Yes")
