"""Children who miss too much school, why, and who is on it."""

import frappe
from frappe import _
from frappe.utils import cint

from liaison_app.arguments import parse_name
from liaison_app.attendance.tiers import TIERS, Limits, tier_labels, trend_labels
from liaison_app.attendance.watch import Question, watch


def execute(filters: dict | None = None) -> tuple:
	"""Columns, rows, message, chart and summary.

	filters: school, liaison, tier, needs_action (those alone), all_children (also those whose family is not enrolled).
	"""
	filters = frappe._dict(filters or {})
	rows = [row for row in watch(_question(filters)) if _is_asked_for(row, filters)]
	return _columns(), _in_words(rows), _message(), _chart(rows), _summary(rows)


def _question(filters: dict) -> Question:
	return Question(
		user=frappe.session.user,
		school=parse_name(filters.school, _("School")),
		liaison=parse_name(filters.liaison, _("Liaison")),
		with_others=bool(cint(filters.all_children)),
	)


def _is_asked_for(row: dict, filters: dict) -> bool:
	return filters.tier in (None, "", row["tier"]) and (row["needs_action"] or not cint(filters.needs_action))


def _in_words(rows: list[dict]) -> list[dict]:
	tiers, trends = tier_labels(), trend_labels()
	return [{**row, "tier": tiers[row["tier"]], "trend": trends.get(row["trend"])} for row in rows]


def _columns() -> list[dict]:
	# The host aligns a column by its first row, and takes an empty one for a number.
	return [
		{"fieldname": "student_name", "label": _("Child"), "fieldtype": "Data", "width": 150},
		{"fieldname": "school", "label": _("School"), "fieldtype": "Link", "options": "Liaison School", "width": 150},
		{"fieldname": "grade", "label": _("Grade"), "fieldtype": "Data", "width": 90, "align": "left"},
		{"fieldname": "tier", "label": _("Tier"), "fieldtype": "Data", "width": 85},
		{"fieldname": "absence_rate", "label": _("Absence Rate"), "fieldtype": "Percent", "width": 110, "precision": 1},
		{"fieldname": "days_absent", "label": _("Days Absent"), "fieldtype": "Int", "width": 105},
		{"fieldname": "days_enrolled", "label": _("Days Enrolled"), "fieldtype": "Int", "width": 115},
		{"fieldname": "trend", "label": _("Trend"), "fieldtype": "Data", "width": 80, "align": "left"},
		{"fieldname": "needs_action", "label": _("Needs Action"), "fieldtype": "Check", "width": 110},
		{"fieldname": "causes", "label": _("Causes Recorded"), "fieldtype": "Data", "width": 180, "align": "left"},
		{"fieldname": "last_contact", "label": _("Last Contact"), "fieldtype": "Date", "width": 110},
		{"fieldname": "under_way", "label": _("Under Way"), "fieldtype": "Data", "width": 240, "align": "left"},
		{"fieldname": "liaison_name", "label": _("Liaison"), "fieldtype": "Data", "width": 140, "align": "left"},
		{"fieldname": "family", "label": _("Family No."), "fieldtype": "Link", "options": "Focus Family", "width": 110},
		{"fieldname": "as_of", "label": _("As Of"), "fieldtype": "Date", "width": 105},
	]  # fmt: skip


def _message() -> str:
	"""The rules in force."""
	limits, settings = Limits.of_settings(), frappe.get_cached_doc("Liaison Settings")
	tiers = _(
		"Absence rate of the school year: severe from {0}%, chronic from {1}% of at least {2} days enrolled; before that"
		" on pace, with {3} days absent and {1}%."
	).format(_number(limits.severe), _number(limits.chronic), limits.least_days, limits.least_absent)
	quiet = _(
		"No action is asked for while a barrier is open and a contact is under way: in the last {0} days, or planned"
		" for the next. Trend: the last {1} days against those before."
	).format(settings.absence_quiet_days, settings.absence_trend_days)
	return f"{tiers} {quiet}"


def _number(value: float) -> str:
	return f"{value:g}"


def _chart(rows: list[dict]) -> dict | None:
	if not rows:
		return None
	datasets = [
		{"name": label, "values": [_count(rows, tier, needs) for tier in TIERS]}
		for label, needs in ((_("Needs Action"), 1), (_("Under Way"), 0))
	]
	data = {"labels": list(tier_labels().values()), "datasets": datasets}
	return {"data": data, "type": "bar", "barOptions": {"stacked": 1}, "height": 220}


def _count(rows: list[dict], tier: str, needs_action: int) -> int:
	return sum(1 for row in rows if (row["tier"], row["needs_action"]) == (tier, needs_action))


def _summary(rows: list[dict]) -> list[dict]:
	needed = sum(row["needs_action"] for row in rows)
	return [
		*(
			{"label": label, "value": _count(rows, tier, 1) + _count(rows, tier, 0), "datatype": "Int"}
			for tier, label in tier_labels().items()
		),
		{"label": _("Needs Action"), "value": needed, "datatype": "Int", "indicator": "Red" if needed else "Green"},
	]  # fmt: skip
