"""Which families were reached in time, which are due, and where the tries amount to due diligence."""

from collections import Counter

import frappe
from frappe import _
from frappe.utils import formatdate

from liaison_app.activity.figures import Question, question_of
from liaison_app.overview.coverage import coverage, state_labels


def execute(filters: dict | None = None) -> tuple:
	"""Columns, rows, message, chart and summary.

	filters: school, liaison, state, from_date, to_date (whose contacts are counted; else this school year).
	"""
	filters = frappe._dict(filters or {})
	question = question_of({**filters, "period": None}, frappe.session.user)
	found = coverage(question)
	rows = [row for row in found if filters.state in (None, "", row["state"])]
	labels = state_labels()
	shown = [{**row, "state": labels[row["state"]]} for row in rows]
	return _columns(), shown, _message(question), _chart(rows), _summary(rows)


def _columns() -> list[dict]:
	figures = (
		("outgoing", _("Outgoing"), "Int", 95),
		("reached", _("Reached"), "Int", 90),
		("reached_rate", _("Reached Rate"), "Percent", 115),
		("incoming", _("Incoming"), "Int", 95),
		("attempts", _("Tries Since"), "Int", 100),
		("dates", _("On Days"), "Int", 85),
		("channels", _("By Ways"), "Int", 85),
	)
	# The host aligns a column by its first row, and takes an empty one for a number.
	return [
		{"fieldname": "family_name", "label": _("Family"), "fieldtype": "Data", "width": 150},
		{"fieldname": "state", "label": _("Coverage"), "fieldtype": "Data", "width": 130},
		{"fieldname": "last_reached", "label": _("Last Reached"), "fieldtype": "Date", "width": 115},
		{"fieldname": "due_on", "label": _("Next Contact Due"), "fieldtype": "Date", "width": 135},
		{"fieldname": "days_overdue", "label": _("Days Overdue"), "fieldtype": "Int", "width": 115},
		*(
			{"fieldname": name, "label": label, "fieldtype": kind, "width": width, "precision": 1}
			for name, label, kind, width in figures
		),
		{"fieldname": "missing", "label": _("Diligence Lacks"), "fieldtype": "Data", "width": 220, "align": "left"},
		{"fieldname": "school", "label": _("School"), "fieldtype": "Link", "options": "Liaison School", "width": 150},
		{"fieldname": "liaison_name", "label": _("Liaison"), "fieldtype": "Data", "width": 140, "align": "left"},
		{"fieldname": "family", "label": _("Family No."), "fieldtype": "Link", "options": "Focus Family", "width": 110},
	]  # fmt: skip


def _message(question: Question) -> str:
	settings = frappe.get_cached_doc("Liaison Settings")
	cadence = _("A family is due {0} days after it was last reached.").format(settings.contact_cadence_days)
	diligence = _(
		"Due diligence: {0} tries on {1} days by {2} ways within {3} days, since it was last reached."
	).format(
		settings.due_diligence_attempts, settings.due_diligence_dates, settings.due_diligence_channels,
		settings.due_diligence_days,
	)  # fmt: skip
	span = _("Outgoing, reached and incoming are counted from {0} to {1}.").format(
		formatdate(question.from_date), formatdate(question.to_date)
	)
	return f"{cadence} {diligence} {span}"


def _chart(rows: list[dict]) -> dict | None:
	if not rows:
		return None
	counts = Counter(row["state"] for row in rows)
	labels = state_labels()
	datasets = [{"name": _("Families"), "values": [counts[state] for state in labels]}]
	return {"data": {"labels": list(labels.values()), "datasets": datasets}, "type": "bar", "height": 220}


def _summary(rows: list[dict]) -> list[dict]:
	counts = Counter(row["state"] for row in rows)
	expected = len(rows) - counts["Paused"]
	share = [] if not expected else [
		{"label": _("Covered"), "value": 100 * counts["Reached in Time"] / expected, "datatype": "Percent"}
	]  # fmt: skip
	return [
		{"label": _("Families"), "value": len(rows), "datatype": "Int"},
		*(
			{"label": label, "value": counts[state], "datatype": "Int"}
			for state, label in state_labels().items()
		),
		*share,
	]
