"""Who is due and why, the most urgent first."""

import frappe
from frappe import _
from frappe.utils import add_days, cint, getdate

from liaison_app.arguments import parse_name
from liaison_app.worklist.reasons import Question
from liaison_app.worklist.rows import Worklist, worklist

#: How far the list looks ahead unless the filter says otherwise: this week's plans.
DAYS_AHEAD = 7
MOST_DAYS = 366


def execute(filters: dict | None = None) -> tuple:
	"""Columns, rows, message, chart (none) and summary of the worklist.

	filters: liaison, school (those alone), days (how many to look ahead).
	"""
	filters = frappe._dict(filters or {})
	settings = frappe.get_cached_doc("Liaison Settings")
	found = worklist(_question(filters), settings.worklist_limit)
	return _columns(filters), found.rows, _message(found, settings), None, _summary(found)


def _question(filters: dict) -> Question:
	days = DAYS_AHEAD if filters.days in (None, "") else max(0, min(cint(filters.days), MOST_DAYS))
	return Question(
		user=frappe.session.user,
		until=getdate(add_days(getdate(), days)),
		liaison=parse_name(filters.liaison, _("Liaison")),
		school=parse_name(filters.school, _("School")),
	)


def _columns(filters: dict) -> list[dict]:
	columns = [
		{"fieldname": "family_name", "label": _("Family"), "fieldtype": "Data", "width": 150},
		{"fieldname": "why", "label": _("Why"), "fieldtype": "Data", "width": 320},
		{"fieldname": "due_on", "label": _("Due On"), "fieldtype": "Date", "width": 105},
		{"fieldname": "days_overdue", "label": _("Days Overdue"), "fieldtype": "Int", "width": 125},
		{"fieldname": "actions", "label": _("Do"), "fieldtype": "Data", "width": 275},
		# The host aligns a column by its first row, and takes an empty one for a number.
		{"fieldname": "next_step", "label": _("Next Step"), "fieldtype": "Data", "width": 200, "align": "left"},
		{"fieldname": "last_reached", "label": _("Last Reached"), "fieldtype": "Date", "width": 115},
		{"fieldname": "school", "label": _("School"), "fieldtype": "Link", "options": "Liaison School", "width": 150},
		{"fieldname": "liaison_name", "label": _("Liaison"), "fieldtype": "Data", "width": 140},
		{"fieldname": "family", "label": _("Family No."), "fieldtype": "Link", "options": "Focus Family", "width": 110},
	]  # fmt: skip
	return [column for column in columns if column["fieldname"] != "liaison_name" or not filters.liaison]


def _message(found: Worklist, settings) -> str | None:
	"""How many were left out, and the rule by which families fall due."""
	sentences = [
		_("A family is due {0} days after it was last reached.").format(settings.contact_cadence_days)
	]
	if found.more:
		more = _("These are the {0} most urgent; {1} more wait: narrow the filters, or begin here.")
		sentences.insert(0, more.format(len(found.rows), found.more))
	return " ".join(sentences)


def _summary(found: Worklist) -> list[dict]:
	overdue = sum(1 for row in found.rows if row["days_overdue"])
	return [
		{"label": _("Waiting"), "value": len(found.rows) + found.more, "datatype": "Int"},
		{"label": _("Shown"), "value": len(found.rows), "datatype": "Int"},
		{"label": _("Overdue"), "value": overdue, "datatype": "Int", "indicator": "Red" if overdue else "Green"},
	]  # fmt: skip
