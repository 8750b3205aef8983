"""How each liaison stands."""

import frappe
from frappe import _
from frappe.utils import add_days, cint, getdate

from liaison_app.overview.liaisons import Standing, standings

#: How far back hours are counted unless the filter says otherwise.
WEEKS = 4


def execute(filters: dict | None = None) -> tuple:
	"""Columns, rows, message, chart and summary.

	filters: school (its families, hours and reports alone), weeks (how far back hours are counted).
	"""
	filters = frappe._dict(filters or {})
	weeks = cint(filters.weeks) or WEEKS
	since = getdate(add_days(getdate(), 1 - 7 * weeks))
	found = standings(frappe.session.user, since, filters.school)
	rows = [{**vars(row), "places": row.places} for row in found]
	return _columns(weeks), rows, _message(), _chart(found), _summary(found)


def _columns(weeks: int) -> list[dict]:
	figures = (
		("families", _("Families"), "Int", 100),
		("target", _("Caseload Target"), "Int", 130),
		("places", _("Free Places"), "Int", 110),
		("per_full_time", _("Families per Full-Time Post"), "Float", 200),
		("weight", _("Weighted by Need"), "Float", 150),
		("weight_per_full_time", _("Weighted per Full-Time Post"), "Float", 205),
		("due", _("Contact Due"), "Int", 110),
		("hours", _("Hours, Last {0} Weeks").format(weeks), "Float", 160),
		("waiting", _("Reports to Approve"), "Int", 150),
		("late", _("Reports Overdue"), "Int", 140),
	)
	return [
		{"fieldname": "liaison_name", "label": _("Liaison"), "fieldtype": "Data", "width": 180},
		*(
			{"fieldname": name, "label": label, "fieldtype": kind, "width": width, "precision": 1}
			for name, label, kind, width in figures
		),
	]


def _message() -> str:
	settings = frappe.get_cached_doc("Liaison Settings")
	return _(
		"Families: open Lead enrolments of today. A full-time post is {0} hours a week; a family is due {1} days"
		" after it was last reached. Weighted by need: 1 for a family, and more by the weights in Liaison Settings and of its"
		" open barriers."
	).format(frappe.format(settings.full_time_hours, "Float"), settings.contact_cadence_days)


def _chart(found: list[Standing]) -> dict | None:
	if not found:
		return None
	datasets = [
		{"name": _("Families"), "values": [row.families for row in found]},
		{"name": _("Contact Due"), "values": [row.due for row in found]},
	]
	return {"data": {"labels": [row.liaison_name for row in found], "datasets": datasets}, "type": "bar"}


def _summary(found: list[Standing]) -> list[dict]:
	sums = (
		(_("Families"), sum(row.families for row in found)),
		(_("Free Places"), sum(row.places for row in found)),
		(_("Contact Due"), sum(row.due for row in found)),
		(_("Reports to Approve"), sum(row.waiting for row in found)),
		(_("Reports Overdue"), sum(row.late for row in found)),
	)
	return [{"label": label, "value": value, "datatype": "Int"} for label, value in sums]
