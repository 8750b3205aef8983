"""Events that were held: how many came, which of the families, for the first time, and what they speak at home."""

from collections.abc import Mapping

import frappe
from frappe import _
from frappe.utils import formatdate

from liaison_app.activity.figures import question_of
from liaison_app.arguments import parse_name
from liaison_app.partnership.event_figures import Figures, figures_of
from liaison_app.partnership.few_who_came import first_time_shown, spoken_shown
from liaison_app.small_cells import in_words, least_shown


def execute(filters: dict | None = None) -> tuple:
	"""Columns, rows, message, chart and summary.

	filters: from_date, to_date, school, kind.
	"""
	filters = filters or {}
	question = question_of(filters, frappe.session.user)
	found = figures_of(question, parse_name(filters.get("kind"), _("Kind")))
	least = least_shown()
	first_time = [first_time_shown(row, least) for row in found.events]
	rows = [_row(row, first, least) for row, first in zip(found.events, first_time, strict=True)]
	return _columns(), rows, _message(question, least), _chart(rows), _summary(found, None in first_time)


def _row(row: dict, first_time: int | None, least: int) -> dict:
	told = ("event", "event_name", "held_on", "school", "people", "rating")
	return {
		**{key: row[key] for key in told},
		"kind": _(row["kind"]),
		"families": len(row["families"]),
		"first_time": _told(first_time),
		"offered": ", ".join(row["offered"]),
		"spoken": _in_words(*spoken_shown(row, least)),
	}


def _in_words(spoken: Mapping[str, int], has_others: bool) -> str:
	parts = [f"{language or _('not asked')} {count}" for language, count in spoken.items()]
	return ", ".join([*parts, _("others: {0}").format(in_words(None))] if has_others else parts)


def _told(count: int | None) -> int | str:
	return in_words(None) if count is None else count


def _columns() -> list[dict]:
	columns = (
		("event_name", _("Event"), "Data", 220),
		("held_on", _("Date"), "Date", 105),
		("school", _("School"), "Link", 170),
		("kind", _("Kind"), "Data", 140),
		("people", _("People Present"), "Int", 120),
		("families", _("Focus Families"), "Int", 120),
		("first_time", _("First Time"), "Data", 100),
		("spoken", _("Languages of Who Came"), "Data", 220),
		("offered", _("Languages Spoken There"), "Data", 180),
		("rating", _("Rating"), "Data", 80),
	)
	return [
		{"fieldname": name, "label": label, "fieldtype": kind, "width": width, **({"options": "Liaison School"} if kind == "Link" else {})}
		for name, label, kind, width in columns
	]  # fmt: skip


def _message(question, least: int) -> str:
	span = _("Held from {0} to {1}.").format(formatdate(question.from_date), formatdate(question.to_date))
	return " ".join(
		(
			span,
			_("People present: counted in the room, else those who signed in and the walk-ins."),
			_("Focus families: families of the programme that came; each counts once in the summary."),
			_(
				"First time: in the attendance of no event before. Languages are of families and of persons by name."
			),
			_("Both are hidden where they are of fewer than {0} whose names you may not read.").format(least),
		)
	)


def _chart(rows: list[dict]) -> dict | None:
	if not rows:
		return None
	return {
		"data": {
			# The host cuts a longer label off, to a mere "…" where there are many.
			"labels": [formatdate(row["held_on"], "d MMM") for row in rows],
			"datasets": [
				{"name": _("People Present"), "values": [row["people"] for row in rows]},
				{"name": _("Focus Families"), "values": [row["families"] for row in rows]},
			],
		},
		"type": "bar",
		"height": 240,
	}


def _summary(found: Figures, hidden: bool) -> list[dict]:
	"""hidden: whether it is, at one of the events, how many families came for the first time."""
	# Over several events these tell by subtraction, for other dates, how many of one came for the first time.
	families = None if hidden and len(found.events) > 1 else len(found.families)
	figures = (
		(_("Events"), len(found.events)),
		(_("People Present"), found.people),
		(_("Focus Families"), _told(families)),
		(_("Families Enrolled"), found.enrolled),
		(_("First Time"), _told(None if hidden else len(found.first_time))),
	)
	return [
		{"label": label, "value": value, "datatype": "Int" if isinstance(value, int) else "Data"}
		for label, value in figures
	]
