"""Requests for records that are due soon: their reviewer is reminded."""

from datetime import date

import frappe
from frappe import _
from frappe.utils import add_days, getdate

from liaison_app.families.expiring_orders import warned
from liaison_app.jobs import one_by_one
from liaison_app.permissions.may_know import first_who_may_know_child


def remind_of_requests() -> None:
	"""The daily job: one next step for each open request that is due soon or overdue.

	The reviewer gets it, or a coordinator where nobody is named who may know. Running it again makes none twice.
	"""
	one_by_one(_remind, _due(getdate()), title="A records request could not be reminded of")


def _due(today: date) -> list[dict]:
	days = frappe.db.get_single_value("Liaison Settings", "records_request_warning_days")
	rows = frappe.get_all(
		"Records Request",
		filters={"status": "Open", "due_on": ["<=", add_days(today, days)]},
		fields=["name", "student", "due_on", "reviewer"],
		order_by="due_on asc, name asc",
	)
	done = warned([_key(row) for row in rows])
	return [row for row in rows if _key(row) not in done]


def _key(row: dict) -> str:
	return f"records request {row.name}"


def _remind(row: dict) -> None:
	assignee = first_who_may_know_child(row.student, row.reviewer)
	if not assignee:
		return  # made as soon as there is somebody
	step = frappe.get_doc(
		{
			"doctype": "Next Step",
			# Neutral: whoever sees the student sees the step. Who asks stands in the request.
			"what": _("A records request is due on {0}").format(frappe.format(row.due_on, "Date")),
			"assignee": assignee,
			"due_on": row.due_on,
			"reference_doctype": "Focus Student",
			"reference_name": row.student,
			"made_for": _key(row),
		}
	)
	# A job works for all families and asks nobody.
	step.insert(ignore_permissions=True)
