"""The schools' partnership teams and what they do in a year, as those who do it: plan, events, after school, materials."""

from datetime import timedelta

import frappe
from frappe.model.document import Document
from frappe.utils import get_fullname

from liaison_app.demo.acting import acting_as
from liaison_app.demo.after_school import PROGRAMS, make_program
from liaison_app.demo.calendar import Calendar
from liaison_app.demo.event_records import COACHED_AT, write_coaching, write_events
from liaison_app.demo.events import Event, events_of
from liaison_app.demo.known import Known
from liaison_app.demo.last_year import draft_of_last_year
from liaison_app.demo.materials import Library, hand_out
from liaison_app.demo.plan_records import (
	add_preparation,
	begin_plan,
	date_plan,
	first_day,
	move,
	write_activity,
)
from liaison_app.demo.populations import count_population
from liaison_app.demo.rows import Rows
from liaison_app.demo.staff import APPROVER_OF, LIAISON_OF, School, login_of
from liaison_app.demo.year_plan import ACTIVITIES, CALLED_OFF, STATUS, UNSAID, Planned
from liaison_app.permissions.matrix import LEADER
from liaison_app.school_calendar.weeks import school_year_of

#: Who is on the team beside principal and liaison; at Riverside one of them has a login.
OTHERS = (
	("Teacher", "Grace Mbeki"), ("Teacher", "Daniel Osei"), ("Parent", "Rosa Delgado"), ("Parent", "Thomas Lindqvist"),
	("Community Member", "Elm Street Library"),
)  # fmt: skip
PUPILS = (("Student", "Amina H."), ("Student", "Lucas P."))
#: What was changed after the approval.
MOVED = "Supper of the languages"
WHY_MOVED = "The kitchen is free a week later."


def make_partnership(school: School, families: list[Known], library: Library, calendar: Calendar) -> None:
	"""A school's team, its plan as far as the team has come with it, and what it did. families: those of the whole plan."""
	own = [known for known in families if known.plan.school is school]
	events = events_of(school, own, calendar)
	with acting_as(LIAISON_OF[school.name].user):
		team = _make_team(school, calendar).name
	_take_meetings(school, team)
	plan = draft_of_last_year(school, team, calendar)
	with acting_as(LIAISON_OF[school.name].user):
		plan = plan or begin_plan(school, team, school_year_of(calendar.anchor))
		activities = _add_activities(school, plan, events, calendar)
		if STATUS[school.name] != "Draft":
			move(plan, "In Review")
	if STATUS[school.name] == "Approved":
		_approve(school, plan, activities[MOVED], calendar)
	names = write_events(events, activities, calendar)
	hand_out(school, library, events, names, calendar)
	if program := PROGRAMS.get(school.name):
		make_program(school, own, activities[program.activity], calendar)
	count_population(school, plan.school_year, calendar)
	if school is COACHED_AT:
		write_coaching(calendar)


def _make_team(school: School, calendar: Calendar) -> Document:
	liaison, approver = LIAISON_OF[school.name], APPROVER_OF[school.name]
	others = [(role, name, login_of(name, school.name)) for role, name in OTHERS]
	members = [("Liaison", get_fullname(liaison.user), liaison.user), *others]
	if approver.role == LEADER:
		members.insert(0, ("Principal", get_fullname(approver.user), approver.user))
	if school.kind == "High School":
		members += [(*pupil, None) for pupil in PUPILS]
	rows = [
		{"role": role, "member_name": name, "user": user, "starts_on": calendar.starts_on, "is_chair": int(name == OTHERS[0][1])}
		for role, name, user in members
	]  # fmt: skip
	return frappe.get_doc({"doctype": "Partnership Team", "school": school.name, "members": rows}).insert()


def _take_meetings(school: School, team: str) -> None:
	"""The term's team meetings, which were written before there was a team, are this team's."""
	meetings = {"school": school.name, "kind": "Team Meeting"}
	frappe.db.set_value("Liaison Meeting", meetings, "team", team, update_modified=False)


def _add_activities(
	school: School, plan: Document, events: list[Event], calendar: Calendar
) -> dict[str, Document]:
	"""All of the year, by their words; those that last year's plan has left in the draft are brought up to date."""
	carried = dict(
		frappe.get_all(
			"Partnership Activity",
			{"plan": plan.name},
			["activity", "name"],
			order_by="name asc",
			as_list=True,
		)
	)
	activities, rows = {}, Rows()
	for planned in ACTIVITIES[school.name]:
		monday, outcome = calendar.monday(planned.week), _outcome(planned, school, events)
		activity = write_activity(planned, plan, monday, outcome, carried.get(planned.activity, ""))
		for preparation in planned.preparations:
			add_preparation(rows, activity, preparation, first_day(school.name, monday), calendar.anchor)
		activities[planned.activity] = activity
	rows.write()
	return activities


def _outcome(planned: Planned, school: School, events: list[Event]) -> dict:
	if reason := CALLED_OFF.get((school.name, planned.activity)):
		return {"status": "Called Off", "called_off_reason": reason}
	if not planned.result or (school.name, planned.activity) in UNSAID:
		return {}
	held = [event for event in events if event.gathering.activity == planned.activity]
	return {
		"status": "Done",
		"result": planned.result.format(
			families=len(set().union(*(event.families for event in held))),
			people=sum(event.people for event in held),
		),
		"rating": planned.rating_at(school),
		"what_to_change": planned.what_to_change,
	}


def _approve(school: School, plan: Document, moved: Document, calendar: Calendar) -> None:
	with acting_as(APPROVER_OF[school.name].user):
		move(plan, "Approved")
	date_plan(plan, calendar)
	with acting_as(LIAISON_OF[school.name].user):
		_postpone(moved)


def _postpone(activity: Document) -> None:
	"""What changes after the approval is kept with its reason."""
	activity.reload()
	activity.starts_on = activity.ends_on = activity.starts_on + timedelta(weeks=1)
	activity.change_reason = WHY_MOVED
	activity.save()
