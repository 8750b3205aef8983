"""How far the partnership plans of a school year have come, by school, goal or type of involvement."""

import frappe
from frappe import _
from frappe.utils import nowdate

from liaison_app.activity.figures import involvement_types
from liaison_app.arguments import parse_name
from liaison_app.partnership.progress import GROUPS, Progress, Question, figures, progress
from liaison_app.partnership.what_came import strong_rating
from liaison_app.school_calendar.weeks import school_year_of


def execute(filters: dict | None = None) -> tuple:
	"""Columns, rows, message, chart and summary.

	filters: school_year (else this one), by (School, Goal or Type), school, involvement_type.
	"""
	question = _question(frappe._dict(filters or {}))
	found = progress(question)
	rows = [{**row, "plan_status": _(row["plan_status"]) or _("No plan yet")} for row in found.rows]
	return _columns(question), rows, _message(question), _chart(found), _summary(found)


def _question(filters: dict) -> Question:
	by = filters.by or "School"
	if by not in GROUPS:
		frappe.throw(_("Rows By must be one of {0}.").format(", ".join(_(name) for name in GROUPS)))
	return Question(
		user=frappe.session.user,
		school_year=parse_name(filters.school_year, _("School Year")) or school_year_of(nowdate()) or "",
		by=by,
		school=parse_name(filters.school, _("School")),
		involvement_type=parse_name(filters.involvement_type, _("Type of Involvement")),
	)


def _columns(question: Question) -> list[dict]:
	of_group = {
		"School": [],
		"Goal": [{"fieldname": "goal", "label": _("Goal"), "fieldtype": "Data", "width": 300}],
		"Type": [{"fieldname": "involvement_type", "label": _("Type of Involvement"), "fieldtype": "Link", "options": "Involvement Type", "width": 210}],
	}[question.by]  # fmt: skip
	counts = (
		("planned", _("Planned"), 90),
		("done", _("Done"), 80),
		("late", _("Late"), 80),
		("to_come", _("To Come"), 95),
		("called_off", _("Called Off"), 100),
		("strong", _("Strong"), 85),
		("attendance", _("Attendance"), 110),
	)
	# The host aligns a column by its first row, and takes an empty one for a number.
	return [
		{"fieldname": "school", "label": _("School"), "fieldtype": "Link", "options": "Liaison School", "width": 190},
		{"fieldname": "plan_status", "label": _("Plan"), "fieldtype": "Data", "width": 110, "align": "left"},
		*of_group,
		*({"fieldname": name, "label": label, "fieldtype": "Int", "width": width} for name, label, width in counts),
		{"fieldname": "rating", "label": _("Mean Rating"), "fieldtype": "Float", "precision": 1, "width": 115},
	]  # fmt: skip


def _message(question: Question) -> str:
	return " ".join(
		(
			_("School year {0}.").format(frappe.utils.escape_html(question.school_year)),
			_("Late: the last day has passed and nobody has said how it went."),
			_("Strong: rated {0} or more, of 1 to 5.").format(strong_rating()),
			_("Attendance: people present at the events that were held."),
		)
	)


def _chart(found: Progress) -> dict | None:
	if not found.activities:
		return None
	types = involvement_types()
	by_type = [figures(row for row in found.activities if row.involvement_type == name) for name in types]
	names = {"done": _("Done"), "late": _("Late"), "to_come": _("To Come")}
	return {
		"data": {
			"labels": [_(name) for name in types],
			"datasets": [
				{"name": label, "values": [row[key] for row in by_type]} for key, label in names.items()
			],
		},
		"type": "bar",
		"barOptions": {"stacked": 1},
		"colors": ["#2f9d58", "#e24c4c", "#b8c2cc"],
		"height": 240,
	}


def _summary(found: Progress) -> list[dict]:
	total = figures(found.activities)
	rating = [] if total["rating"] is None else [
		{"label": _("Mean Rating"), "value": f"{total['rating']:.1f}", "datatype": "Data"}
	]  # fmt: skip
	late = total["late"]
	return [
		{"label": _("Plans"), "value": found.plans, "datatype": "Int"},
		{"label": _("Planned"), "value": total["planned"], "datatype": "Int"},
		{"label": _("Done"), "value": total["done"], "datatype": "Int"},
		{"label": _("Late"), "value": late, "datatype": "Int", "indicator": "Red" if late else "Green"},
		{"label": _("Strong"), "value": total["strong"], "datatype": "Int"},
		{"label": _("Attendance"), "value": total["attendance"] or 0, "datatype": "Int"},
		*rating,
	]
