"""The numbers on the workspaces. Each is counted by the row rule for whoever asks.

The host calls these for number cards of type Custom; later versions also follow `route` at a touch.
"""

from typing import Any

import frappe
from frappe import _
from frappe.utils import add_days, getdate

from liaison_app.activity.figures import Question as WorkQuestion
from liaison_app.activity.figures import totals
from liaison_app.outreach.work import own_liaison
from liaison_app.overview.liaisons import caseloads, enabled_liaisons, free_places_of
from liaison_app.permissions.channels import get_count
from liaison_app.school_calendar.weeks import week_start
from liaison_app.worklist.reasons import Question, families_due, planned

CASELOAD = ("query-report", "Caseload and Workload")
ACTIVITY = ("query-report", "Activity by Involvement Type")
#: What the host sends along with every card; ours need nothing from it.
Filters = dict[str, Any] | list | str | None


@frappe.whitelist()
def families_due_for_contact(filters: Filters = None) -> dict:
	"""Families that are due today: a liaison's own, to others all that they may read."""
	_check_may_read("Focus Family")
	return _card(len(families_due(_question(getdate()))), "query-report", "Family Worklist")


@frappe.whitelist()
def appointments_left_this_week(filters: Filters = None) -> dict:
	"""Visits and meetings of this week that have no outcome yet, on which the liaison goes along."""
	_check_may_read("Home Visit")
	found = planned(_question(_week_end()))
	left = [reason for reason in found if reason.due_on >= week_start(getdate())]
	return _card(len(left), "List", "Home Visit", "Calendar")


@frappe.whitelist()
def my_open_next_steps(filters: Filters = None) -> dict:
	"""Next steps that were given to the user."""
	mine = {"assignee": frappe.session.user, "done": ["!=", 1]}
	return _card(get_count("Next Step", mine), "List", "Next Step", **mine)


@frappe.whitelist()
def my_reports_to_hand_in(filters: Filters = None) -> dict:
	"""The user's own reports on weeks that have ended and which were not handed in."""
	mine = {"liaison": frappe.session.user, "status": "Draft"}
	ended = {"week_end": ["<", getdate()]}
	route = ("List", "Weekly Activity Report")
	return _card(get_count("Weekly Activity Report", {**mine, **ended}), *route, **mine)


@frappe.whitelist()
def my_contacts_this_week(filters: Filters = None) -> dict:
	"""Contacts of this week; a message to many is none."""
	mine = {"liaison": frappe.session.user, "is_message": 0, "contacted_at": [">=", week_start(getdate())]}
	route = ("List", "Liaison Contact")
	return _card(get_count("Liaison Contact", mine), *route, liaison=frappe.session.user)


@frappe.whitelist()
def reports_to_approve(filters: Filters = None) -> dict:
	"""Reports that were handed in and wait for an approval."""
	waiting = {"status": "In Review"}
	return _card(get_count("Weekly Activity Report", waiting), "List", "Weekly Activity Report", **waiting)


@frappe.whitelist()
def plans_to_approve(filters: Filters = None) -> dict:
	"""Partnership plans that were handed in and wait for an approval."""
	waiting = {"status": "In Review"}
	return _card(get_count("Partnership Plan", waiting), "List", "Partnership Plan", **waiting)


@frappe.whitelist()
def reports_overdue(filters: Filters = None) -> dict:
	"""Reports that are past their due day and were not handed in."""
	late = {"status": "Draft", "due_on": ["<", str(getdate())]}
	return _card(get_count("Weekly Activity Report", late), "List", "Weekly Activity Report", **late)


@frappe.whitelist()
def nominations_to_decide(filters: Filters = None) -> dict:
	"""Families that were nominated and wait for a decision."""
	open_ones = {"status": ["in", ["Nominated", "In Review"]]}
	return _card(get_count("Family Enrolment", open_ones), "List", "Family Enrolment", **open_ones)


@frappe.whitelist()
def families_enrolled(filters: Filters = None) -> dict:
	"""The caseload of all liaisons together."""
	_check_may_read("Family Enrolment")
	return _card(sum(caseloads(frappe.session.user).values()), *CASELOAD)


@frappe.whitelist()
def free_places(filters: Filters = None) -> dict:
	"""How many more families fit, by each liaison's target."""
	_check_may_read("Family Enrolment")
	families = caseloads(frappe.session.user)
	liaisons = enabled_liaisons(frappe.session.user)
	free = (free_places_of(row.caseload_target, families[row.name]) for row in liaisons)
	return _card(sum(free), *CASELOAD)


@frappe.whitelist()
def work_this_week(filters: Filters = None) -> dict:
	"""Pieces of work that the user may count."""
	return _card(_work()["units"], *ACTIVITY, period="Week")


@frappe.whitelist()
def hours_this_week(filters: Filters = None) -> dict:
	"""Hours of staff, as far as the user may count them."""
	return _card(round(_work()["staff_minutes"] / 60), *ACTIVITY, period="Week")


def _card(value: int, *route: str, **route_options: Any) -> dict:
	return {"value": value, "fieldtype": "Int", "route": list(route), "route_options": route_options}


def _check_may_read(doctype: str) -> None:
	if not frappe.has_permission(doctype, "read"):
		frappe.throw(_("You may not count {0}.").format(_(doctype)), frappe.PermissionError)


def _question(until) -> Question:
	return Question(user=frappe.session.user, until=until, liaison=own_liaison())


def _week_end():
	return getdate(add_days(week_start(getdate()), 6))


def _work() -> dict:
	_check_may_read("Liaison School")
	today = getdate()
	return totals(WorkQuestion(frappe.session.user, "Week", week_start(today), today))
