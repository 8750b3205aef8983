"""What an engagement event may say, and what it takes from the activity of the plan that it belongs to."""

import frappe
from frappe import _
from frappe.model.document import Document
from frappe.utils import cint, get_datetime, time_diff_in_seconds

from liaison_app.after_school.sessions import check_session
from liaison_app.moments import moment_text
from liaison_app.outreach.work import MINUTES_A_DAY
from liaison_app.partnership.event_attendance import check_head_count, has_attendance
from liaison_app.permissions.matrix import COORDINATOR, LIAISON
from liaison_app.permissions.scope import get_scope
from liaison_app.school_calendar.weeks import school_year_of

PLANNED, HELD, CALLED_OFF = "Planned", "Held", "Called Off"


def take_from_activity(event: Document) -> None:
	"""Fill what an event of an activity leaves empty: school, type of involvement, who is in charge."""
	activity = _activity_of(event)
	if activity:
		event.school = event.school or activity.school
		event.involvement_type = event.involvement_type or activity.involvement_type
		if event.is_new():
			event.in_charge = event.in_charge or activity.in_charge


def check_event(event: Document) -> None:
	"""Refuse what cannot be so, with one sentence that names the field. Call it from validate.

	Raises frappe.ValidationError; frappe.PermissionError where somebody writes down the work of others.
	"""
	_check_times(event)
	_check_activity(event)
	check_session(event)
	_check_outcome(event)
	_check_whose_work(event)
	check_head_count(event, event.attendance)


def fill_minutes(event: Document) -> None:
	"""Who gave no minutes of their own was there from the start to the end."""
	minutes = cint(time_diff_in_seconds(event.planned_end, event.planned_start) // 60)
	for row in event.staff_rows:
		row.staff_minutes = cint(row.staff_minutes) or minutes


def _activity_of(event: Document) -> dict | None:
	# As text: a dict would be a filter, and found or not an answer.
	return event.activity and frappe.db.get_value(
		"Partnership Activity",
		str(event.activity),
		["school", "school_year", "involvement_type", "in_charge"],
		as_dict=True,
	)


def _check_times(event: Document) -> None:
	if not (event.planned_start and event.planned_end):
		return  # the host says which is missing
	minutes = time_diff_in_seconds(event.planned_end, event.planned_start) / 60
	if minutes <= 0:
		frappe.throw(_("Ends is not after Starts: check both times."))
	if minutes > MINUTES_A_DAY:
		frappe.throw(_("Ends is more than a day after Starts: make an event for each day."))


def _check_activity(event: Document) -> None:
	activity = _activity_of(event)
	if not activity:
		return
	if activity.school != event.school:
		frappe.throw(_("Activity of the Plan: choose an activity of {0}.").format(event.school))
	if (
		event.planned_start
		and school_year_of(get_datetime(event.planned_start).date()) != activity.school_year
	):
		frappe.throw(
			_("Starts: {0} is not in the school year {1} of the activity. Choose a day of that year.").format(
				moment_text(event.planned_start), activity.school_year
			)
		)


def _check_outcome(event: Document) -> None:
	if event.status != CALLED_OFF:
		return
	if not event.called_off_reason:
		frappe.throw(_("Why It Was Called Off is missing: say it in a sentence."))
	if has_attendance(event, event.attendance):
		frappe.throw(
			_("Status: people are in Who Came or in the Head Count, so the event was not called off.")
		)


def _check_whose_work(event: Document) -> None:
	"""The team writes down how an event went, but not for how long a liaison worked."""
	before = event.get_doc_before_save()
	if not before or event.flags.ignore_permissions or frappe.session.user == "Administrator":
		return
	if {LIAISON, COORDINATOR} & get_scope().roles or _work(event) == _work(before):
		return
	frappe.throw(
		_("Work: liaisons and coordinators write down whose work it was, and for how long."),
		frappe.PermissionError,
	)


def _work(event: Document) -> list[tuple]:
	return [
		(row.liaison, cint(row.staff_minutes), cint(row.travel_minutes))
		for row in (event, *event.participants)
	]
