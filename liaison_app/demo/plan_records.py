"""Writes plans and activities through the app's own controllers, as whoever is at work."""

from datetime import date, datetime, time, timedelta

import frappe
from frappe.model.document import Document
from frappe.utils import get_fullname, getdate

from liaison_app.demo.calendar import Calendar
from liaison_app.demo.events import EVENING
from liaison_app.demo.rows import Rows
from liaison_app.demo.staff import APPROVER_OF, LIAISON_OF, School, login_of
from liaison_app.demo.year_plan import APPROVER, GOALS, LIAISON, Planned, Preparation
from liaison_app.school_calendar.weeks import year_start
from liaison_app.workflow.status import state_of

#: The weeks in which a plan was handed in and approved.
HANDED_IN, APPROVED = -13, -12
#: How long before today the plan was written, with all that is to be prepared.
NOTED_BEFORE = timedelta(weeks=13)


def begin_plan(school: School, team: str, school_year: str) -> Document:
	"""A draft with the school's goals."""
	return frappe.get_doc(
		{
			"doctype": "Partnership Plan",
			"school": school.name,
			"school_year": school_year,
			"team": team,
			"goals": [vars(goal) for goal in GOALS[school.name]],
		}
	).insert()


def write_activity(
	planned: Planned, plan: Document, monday: date, outcome: dict, carried: str = ""
) -> Document:
	"""An activity that begins in a week. carried: its name, where it stands in the plan already."""
	starts_on = first_day(plan.school, monday)
	person = person_of(planned.in_charge, plan.school)
	activity = (
		frappe.get_doc("Partnership Activity", carried) if carried else frappe.new_doc("Partnership Activity")
	)
	activity.update(
		{
			"plan": plan.name,
			"goal": GOALS[plan.school][planned.goal].goal,
			"activity": planned.activity,
			"involvement_type": planned.kind,
			"approach": planned.approach,
			"starts_on": in_year(starts_on, plan.school_year),
			"ends_on": in_year(starts_on + timedelta(weeks=planned.weeks), plan.school_year),
			"in_charge": person,
			"in_charge_name": get_fullname(person) if person else planned.in_charge,
			"helpers": planned.helpers,
			"measured_by": planned.measured_by,
			"title_i_requirement": planned.title_i if _is_title_i(plan.school) else None,
			**outcome,
		}
	)
	return activity.save()


def add_preparation(
	rows: Rows, activity: Document, preparation: Preparation, starts_on: date, today: date
) -> None:
	"""What is to be done before an activity; done where it was due before today, unless it was forgotten."""
	due_on, user = starts_on - timedelta(weeks=preparation.weeks), LIAISON_OF[activity.school].user
	is_done = due_on < today and not preparation.forgotten
	values = {
		"what": preparation.what,
		"assignee": person_of(preparation.who, activity.school) or user,
		"due_on": due_on,
		"done": int(is_done),
		"done_on": due_on if is_done else None,
		"reference_doctype": activity.doctype,
		"reference_name": activity.name,
		"school": activity.school,
		"liaison": user,
	}
	noted = datetime.combine(today - NOTED_BEFORE, time(12, 0))
	rows.add("Next Step", values, user, noted, datetime.combine(due_on, time(15, 0)) if is_done else None)


def move(plan: Document, status: str) -> None:
	"""Take a plan to a status, by the workflow."""
	plan.reload()
	plan.workflow_state = state_of(plan.doctype, status)
	plan.submit() if status == "Approved" else plan.save()


def date_plan(plan: Document, calendar: Calendar, weeks_ago: int = 0) -> None:
	"""Let an approved plan say that it was handed in and approved at the beginning of its year."""
	dates = {
		"handed_in_on": datetime.combine(calendar.monday(HANDED_IN - weeks_ago), time(15, 0)),
		"approved_on": datetime.combine(calendar.monday(APPROVED - weeks_ago), time(9, 0)),
	}
	plan.db_set(dates, update_modified=False)


def first_day(school: str, monday: date) -> date:
	"""The day of a school's events in a week."""
	return monday + timedelta(days=EVENING[school])


def person_of(who: str, school: str) -> str | None:
	"""The user behind a placeholder or a name; None for whoever has no login."""
	people = {LIAISON: LIAISON_OF, APPROVER: APPROVER_OF}
	return people[who][school].user if who in people else login_of(who, school)


def in_year(day: date, school_year: str) -> date:
	"""The day itself, or the next to it that counts in a school year: a site may have had years of its own."""
	last = getdate(frappe.db.get_value("School Year", school_year, "ends_on"))
	return min(max(day, year_start(last)), last)


def _is_title_i(school: str) -> bool:
	return bool(frappe.db.get_value("Liaison School", school, "title_i"))
