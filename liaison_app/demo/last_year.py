"""A school's plan of last year: carried out, reviewed, closed, and this year's plan drafted of it."""

from datetime import datetime, time

import frappe
from frappe.model.document import Document

from liaison_app.demo.acting import acting_as
from liaison_app.demo.calendar import WEEKS_OF_A_YEAR, Calendar
from liaison_app.demo.plan_records import begin_plan, date_plan, move, write_activity
from liaison_app.demo.staff import APPROVER_OF, LIAISON_OF, RIVERSIDE, School
from liaison_app.demo.year_plan import ACTIVITIES, GOALS
from liaison_app.partnership import next_year
from liaison_app.partnership.review import GOAL, TYPE, review_year
from liaison_app.school_calendar.weeks import school_year_of

#: The school that had a plan last year.
SCHOOL = RIVERSIDE
#: Activities that there were already: what came of them, rating, what to change.
DONE = {
	"Family reading night": ("Thirty people came; the youngest were tired by seven.", "4", "Begin earlier, and serve supper first."),
	"Reading log with a question for the family": ("Logs came back from two families in five.", "3", "A question that can be answered in any language."),
	"Half-page of what we learn this month": ("Five issues of ten, in English and Spanish.", "3", "Let two parents read it before it is printed."),
	"Morning calls on the first day away": ("Calls before ten on nine days of ten; most children were back on the next.", "4", ""),
	"Parents walk through the school": ("Six parents walked; the list went to the school board.", "4", "Invite in the families' own languages."),
	"Annual meeting with child care": ("Fifty-two people, three interpreters.", "4", "Two dates: a morning and an evening."),
}  # fmt: skip
#: How the team judged each goal and type.
REVIEWS = (
	(GOAL, GOALS[SCHOOL.name][0].goal, "3", "More books at home; the logs did not take hold."),
	(GOAL, GOALS[SCHOOL.name][1].goal, "2", "The half-page alone was not enough."),
	(GOAL, GOALS[SCHOOL.name][2].goal, "4", "A quarter fewer children missed a tenth of the days."),
	(GOAL, GOALS[SCHOOL.name][3].goal, "4", "Signs and letters in four languages."),
	(TYPE, "Parenting", "1", "The evenings were about reading alone."),
	(TYPE, "Communicating", "4", "Calls are made; what is printed comes late."),
	(TYPE, "Volunteering", "1", "Nothing was planned for it."),
	(TYPE, "Learning at Home", "3", "One evening is not enough."),
	(TYPE, "Decision Making", "4", "Parents now set the walk's route."),
	(TYPE, "Collaborating with the Community", "1", "The library asked us twice."),
)  # fmt: skip
EVALUATION = "Calls and walks worked, because somebody was named for each. Reading at home grew where parents met the teacher."
TO_CHANGE = (
	"Plan something for Volunteering and with the community. Show mathematics instead of writing about it."
)


def draft_of_last_year(school: School, team: str, calendar: Calendar) -> Document | None:
	"""This year's draft as last year's plan left it; None for a school without one."""
	year = _year_before(calendar)
	if school is not SCHOOL or not year:
		return None
	liaison, approver = LIAISON_OF[school.name].user, APPROVER_OF[school.name].user
	with acting_as(liaison):
		plan = begin_plan(school, team, year)
		for planned in ACTIVITIES[school.name]:
			if planned.activity in DONE:
				monday = calendar.monday(planned.week - WEEKS_OF_A_YEAR)
				write_activity(planned, plan, monday, _outcome(planned.activity))
		move(plan, "In Review")
	with acting_as(approver):
		move(plan, "Approved")
	with acting_as(liaison):
		review_year(plan.name, _reviews(), EVALUATION, TO_CHANGE)
	with acting_as(approver):
		move(plan, "Evaluated")
	date_plan(plan, calendar, weeks_ago=WEEKS_OF_A_YEAR)
	closed = datetime.combine(calendar.year_before_ends_on, time(14, 0))
	plan.db_set("evaluated_on", closed, update_modified=False)
	with acting_as(liaison):
		return frappe.get_doc("Partnership Plan", next_year.draft(plan.name, _strong(plan.name)))


def _year_before(calendar: Calendar) -> str | None:
	"""The year before the demo's own."""
	return frappe.db.get_value(
		"School Year",
		{"name": ["!=", school_year_of(calendar.anchor)], "ends_on": ["<", calendar.anchor]},
		order_by="ends_on desc",
	)


def _outcome(activity: str) -> dict:
	result, rating, change = DONE[activity]
	return {"status": "Done", "result": result, "rating": rating, "what_to_change": change}


def _reviews() -> list[dict]:
	return [dict(zip(("about", "subject", "rating", "words"), row, strict=True)) for row in REVIEWS]


def _strong(plan: str) -> list[str]:
	"""What the app proposes to keep."""
	return [row["name"] for row in next_year.preview(plan)["activities"] if row["proposed"]]
