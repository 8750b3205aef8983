"""What waits for the partnership team, what has waited longest first."""

import frappe
from frappe import _
from frappe.utils import add_days, cint, formatdate, getdate

from liaison_app.arguments import parse_name
from liaison_app.partnership.worklist import BEGIN, EVALUATE, PREPARE, Question, worklist

MOST_DAYS = 366


def execute(filters: dict | None = None) -> tuple:
	"""Columns, rows, message, chart (none) and summary of the worklist.

	filters: school (that one alone), days (how many to look ahead), own (what the user is to do).
	"""
	filters = frappe._dict(filters or {})
	labels = _labels()
	question = _question(filters)
	rows = [{**row, "why": labels[row["kind"]]} for row in worklist(question)]
	message = _("What is due up to {0}.").format(formatdate(question.until))
	return _columns(len({row["school"] for row in rows}) > 1), rows, message, None, _summary(rows)


def _question(filters: dict) -> Question:
	usual = cint(frappe.db.get_single_value("Liaison Settings", "partnership_lead_days"))
	days = usual if filters.days in (None, "") else max(0, min(cint(filters.days), MOST_DAYS))
	return Question(
		user=frappe.session.user,
		until=getdate(add_days(getdate(), days)),
		school=parse_name(filters.school, _("School")),
		own=bool(cint(filters.own)),
	)


def _labels() -> dict[str, str]:
	return {PREPARE: _("Prepare"), BEGIN: _("Takes place"), EVALUATE: _("Say how it went")}


def _columns(of_several_schools: bool) -> list[dict]:
	"""The school stands in front where there are several: the same is prepared at more than one."""
	# The host aligns a column by its first row, and takes an empty one for a number.
	school = {
		"fieldname": "school",
		"label": _("School"),
		"fieldtype": "Link",
		"options": "Liaison School",
		"width": 190,
	}
	columns = [
		{"fieldname": "why", "label": _("To Do"), "fieldtype": "Data", "width": 125},
		{"fieldname": "what", "label": _("What"), "fieldtype": "Data", "width": 230},
		{"fieldname": "due_on", "label": _("Due On"), "fieldtype": "Date", "width": 105},
		{"fieldname": "days_late", "label": _("Days Late"), "fieldtype": "Int", "width": 95},
		{"fieldname": "who", "label": _("Who"), "fieldtype": "Data", "width": 140, "align": "left"},
		{"fieldname": "actions", "label": _("Do"), "fieldtype": "Data", "width": 190, "align": "left"},
		{"fieldname": "activity_title", "label": _("Activity"), "fieldtype": "Data", "width": 190},
		{"fieldname": "goal", "label": _("Goal"), "fieldtype": "Data", "width": 200},
		{"fieldname": "involvement_type", "label": _("Type"), "fieldtype": "Link", "options": "Involvement Type", "width": 150},
		{"fieldname": "plan", "label": _("Plan"), "fieldtype": "Link", "options": "Partnership Plan", "width": 110},
	]  # fmt: skip
	columns.insert(2 if of_several_schools else len(columns) - 1, school)
	return columns


def _summary(rows: list[dict]) -> list[dict]:
	late = sum(1 for row in rows if row["days_late"])
	to_evaluate = sum(1 for row in rows if row["kind"] == EVALUATE)
	return [
		{"label": _("Due"), "value": len(rows), "datatype": "Int"},
		{"label": _("Late"), "value": late, "datatype": "Int", "indicator": "Red" if late else "Green"},
		{"label": _("To Evaluate"), "value": to_evaluate, "datatype": "Int"},
	]
