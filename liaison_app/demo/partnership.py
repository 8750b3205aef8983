"""The schools' partnership teams and their plans of the year, through the app's own controllers, as those who write them."""

from dataclasses import dataclass
from datetime import date, timedelta

import frappe
from frappe.model.document import Document
from frappe.utils import get_fullname, getdate

from liaison_app.demo.acting import acting_as
from liaison_app.demo.calendar import Calendar
from liaison_app.demo.staff import APPROVER_OF, HARBOR, LIAISON_OF, LINCOLN, MAPLE, RIVERSIDE, School
from liaison_app.permissions.matrix import LEADER
from liaison_app.school_calendar.weeks import school_year_of, year_start
from liaison_app.workflow.status import state_of

#: What has become of each school's plan.
STATUS = {RIVERSIDE.name: "Approved", MAPLE.name: "Draft", LINCOLN.name: "In Review", HARBOR.name: "Approved"}
#: Who is on the team beside principal and liaison; none of them has a login.
OTHERS = (
	("Teacher", "Grace Mbeki"), ("Teacher", "Daniel Osei"), ("Parent", "Rosa Delgado"), ("Parent", "Thomas Lindqvist"),
	("Community Member", "Elm Street Library"),
)  # fmt: skip
PUPILS = (("Student", "Amina H."), ("Student", "Lucas P."))


@dataclass(frozen=True)
class Planned:
	"""An activity: its goal by number, when it begins and how long it lasts in weeks, and what is prepared how many weeks before."""

	goal: int
	activity: str
	kind: str
	approach: str
	week: int
	weeks: int
	in_charge: str
	helpers: str
	measured_by: str
	preparations: tuple[tuple[str, int], ...]
	title_i: str = ""
	result: str = ""
	rating: str = ""
	what_to_change: str = ""


GOALS = (
	("Every child reads at home five evenings a week", "Academic", "Reading at grade level, 70%", "Reading logs come back from four families in five.", "Reading logs, each month"),
	("Families know what is learned in mathematics and how to help", "Academic", "Mathematics at grade level, 65%", "Half of all families have come to one evening.", "Sign-in sheets, a survey in spring"),
	("Fewer children miss a tenth of the school days", "Behaviour", "Chronic absence below 15%", "A third fewer than last year.", "Attendance by month"),
	("Every family is greeted in its language", "Welcoming Climate", "School climate survey, 4 of 5", "Signs, letters and calls in the five languages of most families.", "Walk-through by parents in autumn and spring"),
)  # fmt: skip
ACTIVITIES = (
	Planned(0, "Family reading night", "Learning at Home", "Improve", -5, 0, "Grace Mbeki", "Two parents, the librarian", "Head count, three questions at the door", (("Choose books in five languages", 4), ("Invite families", 2)), "Building capacity", "Forty-one families came, nine for the first time.", "4", "Begin at 17:30, after the bus."),
	Planned(0, "Reading log with a question for the family", "Learning at Home", "Maintain", -10, 30, "Daniel Osei", "All class teachers", "Logs returned, each month", (("Print the logs", 2),)),
	Planned(0, "Parents read aloud in class", "Volunteering", "Implement", 6, 8, "Rosa Delgado", "Class teachers", "Sessions held, teachers' notes", (("Ask for volunteers", 4), ("Show them round", 1))),
	Planned(1, "Mathematics games evening", "Parenting", "Implement", 3, 0, "Grace Mbeki", "Older pupils", "Head count, a short survey", (("Order game sets", 3), ("Child care and supper", 1)), "Building capacity"),
	Planned(1, "Half-page of what we learn this month", "Communicating", "Improve", -8, 24, "Daniel Osei", "Office, interpreters", "Two parents read it first", (("Find readers for each language", 1),)),
	Planned(2, "Morning calls on the first day away", "Communicating", "Maintain", -12, 34, "{liaison}", "Office", "Calls made, children back on the next day", ()),
	Planned(2, "Walking bus from Elm Street", "Collaborating with the Community", "Implement", 2, 12, "Thomas Lindqvist", "Elm Street Library, four parents", "Late arrivals before and after", (("Walk the way with the police", 3), ("Vests and a rota", 1))),
	Planned(3, "Parents walk through the school", "Decision Making", "Improve", -6, 0, "Rosa Delgado", "The principal", "A list of what to change", (("Checklist in five languages", 2),), "", "Eleven things to change; seven are done.", "5"),
	Planned(3, "Annual Title I meeting with child care", "Decision Making", "Maintain", 4, 0, "{approver}", "Liaison, interpreters", "Who came, by language", (("Invitations", 3), ("Interpreters", 2)), "Annual meeting, flexible times"),
	Planned(3, "Supper of the languages", "Parenting", "Implement", 12, 0, "{liaison}", "Parents of each language", "Head count by language", (("Kitchen and tables", 4), ("Ask each table for a host", 2))),
)  # fmt: skip


def make_partnership(school: School, calendar: Calendar) -> None:
	"""A school's team and its plan, as far as the team has come with it."""
	with acting_as(LIAISON_OF[school.name].user):
		team = _make_team(school, calendar)
		plan = _make_plan(school, team, calendar)
		for planned in ACTIVITIES:
			_add(planned, plan, calendar)
		if STATUS[school.name] != "Draft":
			_move(plan, "In Review")
	if STATUS[school.name] == "Approved":
		with acting_as(APPROVER_OF[school.name].user):
			_move(plan, "Approved")


def _make_team(school: School, calendar: Calendar) -> Document:
	liaison, approver = LIAISON_OF[school.name], APPROVER_OF[school.name]
	members = [("Liaison", get_fullname(liaison.user), liaison.user), *((*other, None) for other in OTHERS)]
	if approver.role == LEADER:
		members.insert(0, ("Principal", get_fullname(approver.user), approver.user))
	if school.kind == "High School":
		members += [(*pupil, None) for pupil in PUPILS]
	rows = [
		{"role": role, "member_name": name, "user": user, "starts_on": calendar.starts_on, "is_chair": int(name == OTHERS[0][1])}
		for role, name, user in members
	]  # fmt: skip
	return frappe.get_doc({"doctype": "Partnership Team", "school": school.name, "members": rows}).insert()


def _make_plan(school: School, team: Document, calendar: Calendar) -> Document:
	fields = ("goal", "focus", "improvement_goal", "desired_result", "measured_by")
	return frappe.get_doc(
		{
			"doctype": "Partnership Plan",
			"school": school.name,
			"school_year": school_year_of(calendar.anchor),
			"team": team.name,
			"goals": [dict(zip(fields, goal, strict=True)) for goal in GOALS],
		}
	).insert()


def _add(planned: Planned, plan: Document, calendar: Calendar) -> None:
	starts_on = calendar.monday(planned.week) + timedelta(days=2)
	people = {"liaison": LIAISON_OF[plan.school], "approver": APPROVER_OF[plan.school]}
	person = people.get(planned.in_charge.strip("{}"))
	is_done = bool(planned.result) and starts_on < calendar.anchor
	activity = frappe.get_doc(
		{
			"doctype": "Partnership Activity",
			"plan": plan.name,
			"goal": GOALS[planned.goal][0],
			"activity": planned.activity,
			"involvement_type": planned.kind,
			"approach": planned.approach,
			"starts_on": _in_year(starts_on, plan, calendar),
			"ends_on": _in_year(starts_on + timedelta(weeks=planned.weeks), plan, calendar),
			"in_charge": person and person.user,
			"in_charge_name": get_fullname(person.user) if person else planned.in_charge,
			"helpers": planned.helpers,
			"measured_by": planned.measured_by,
			"title_i_requirement": planned.title_i,
			**(
				{
					"status": "Done",
					"result": planned.result,
					"rating": planned.rating,
					"what_to_change": planned.what_to_change,
				}
				if is_done
				else {}
			),
		}
	).insert()
	for what, weeks in planned.preparations:
		_prepare(activity, what, starts_on - timedelta(weeks=weeks), calendar)


def _in_year(day: date, plan: Document, calendar: Calendar) -> date:
	"""The day itself, or the next to it in the plan's year: a site may have had a year of its own."""
	last = getdate(frappe.db.get_value("School Year", plan.school_year, "ends_on"))
	return min(max(day, year_start(calendar.anchor)), last)


def _prepare(activity: Document, what: str, due_on: date, calendar: Calendar) -> None:
	frappe.get_doc(
		{
			"doctype": "Next Step",
			"what": what,
			"due_on": due_on,
			"done": int(due_on < calendar.anchor),
			"reference_doctype": activity.doctype,
			"reference_name": activity.name,
		}
	).insert()


def _move(plan: Document, status: str) -> None:
	plan.reload()
	plan.workflow_state = state_of(plan.doctype, status)
	plan.submit() if status == "Approved" else plan.save()
