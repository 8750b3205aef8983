"""Orders that take a right from an adult and are about to end: someone has to ask what follows."""

from datetime import date

import frappe
from frappe import _
from frappe.utils import add_days, getdate

from liaison_app.families.guardianships import RIGHTS
from liaison_app.jobs import one_by_one
from liaison_app.outreach.due import lead_enrolment
from liaison_app.permissions.may_know import first_who_may_know_child
from liaison_app.school_calendar.weeks import next_staff_day


def warn_of_expiring_orders() -> None:
	"""The daily job: one next step for each order that withholds a right and ends soon, or ended lately.

	The lead liaison gets it, or a coordinator where there is none who may know. Running it again makes none twice: the
	step keeps which order, with which end, it was made for.
	"""
	today = getdate()
	one_by_one(_warn, _expiring(today), title="An order that expires could not be warned of")


def _expiring(today: date) -> list[dict]:
	"""As many days back as ahead, for an order that ended while the scheduler was down or nobody looked."""
	days = frappe.db.get_single_value("Liaison Settings", "order_warning_days")
	row, student = frappe.qb.DocType("Guardianship"), frappe.qb.DocType("Focus Student")
	withheld = [row[right] == 0 for right in RIGHTS]
	rows = (
		frappe.qb.from_(row)
		.join(student)
		.on(student.name == row.parent)
		.select(row.name, row.order_ends_on, row.parent.as_("student"), student.family, student.school)
		.where(row.order_ends_on[add_days(today, -days) : add_days(today, days)])
		.where(withheld[0] | withheld[1] | withheld[2])
		.orderby(row.order_ends_on, row.name)
	).run(as_dict=True)
	done = warned([_key(row) for row in rows])
	return [row for row in rows if _key(row) not in done]


def warned(keys: list[str]) -> set[str]:
	"""Those of these keys for which a next step was made already."""
	filters = {"made_for": ["in", keys or [""]]}
	return set(frappe.get_all("Next Step", filters=filters, pluck="made_for", order_by="name"))


def _key(row: dict) -> str:
	return f"order {row.name} {row.order_ends_on}"


def _warn(row: dict) -> None:
	assignee = first_who_may_know_child(row.student, _lead(row.family))
	if not assignee:
		return  # made as soon as there is somebody
	step = frappe.get_doc(
		{
			"doctype": "Next Step",
			# Neutral: whoever sees the student sees the step. The order itself says the rest.
			"what": _("An order on file ends on {0}: ask the coordinator what follows").format(
				frappe.format(row.order_ends_on, "Date")
			),
			"assignee": assignee,
			"due_on": next_staff_day(getdate(), row.school),
			"reference_doctype": "Focus Student",
			"reference_name": row.student,
			"made_for": _key(row),
		}
	)
	# A job works for all families and asks nobody.
	step.insert(ignore_permissions=True)


def _lead(family: str | None) -> str | None:
	enrolment = lead_enrolment(family) if family else None
	return enrolment and enrolment.liaison
