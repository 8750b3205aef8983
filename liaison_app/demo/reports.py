"""The weekly reports of the demo's past weeks, and the liaisons' talks with colleagues."""

from datetime import timedelta
from random import Random

import frappe
from frappe.model.workflow import apply_workflow

from liaison_app.demo.acting import acting_as
from liaison_app.demo.calendar import WEEKS_OF_WORK, Calendar
from liaison_app.demo.staff import APPROVER_OF, LIAISON_OF, LINCOLN, MAPLE, RIVERSIDE

#: How far the last week's report of each school has come; those before it are approved.
LAST_WEEK = {RIVERSIDE.name: "In Review", MAPLE.name: "Draft", LINCOLN.name: "Approved"}
HIGHLIGHTS = (
	"Two families came to the school for the first time.",
	"The reading leaflets in three languages are all gone; more are ordered.",
	"Mornings go better since the new bus stop.",
	"Good talks at the gate; fewer calls were needed.",
)
TALKS = (
	(
		"Teacher or Staff",
		"Class teacher",
		"Academic Progress",
		"How to open a talk about reading with a family.",
	),
	("Teacher or Staff", "Counsellor", "Attendance", "Who calls whom on a second day of absence."),
	(
		"Agency",
		"Housing office",
		"Referral to a Service",
		"Papers that a family needs for the heating grant.",
	),
	("Agency", "Health clinic", "Referral to a Service", "Evening hours with an interpreter."),
)


def make_talks(school: str, calendar: Calendar) -> None:
	"""A talk with a colleague or an agency each week."""
	liaison, chance = LIAISON_OF[school].user, Random(f"talks {school}")
	with acting_as(liaison):
		for week in range(-WEEKS_OF_WORK, 0):
			counterpart, person, purpose, summary = chance.choice(TALKS)
			day = chance.choice(
				calendar.work_days(calendar.monday(week), calendar.monday(week) + timedelta(days=4))
			)
			frappe.get_doc(
				{
					"doctype": "Liaison Contact",
					"counterpart": counterpart,
					"person_name": person,
					"school": school,
					"liaison": liaison,
					"channel": "In Person",
					"purpose": purpose,
					"contacted_at": f"{day} 14:{chance.randrange(0, 60, 5):02}:00",
					"staff_minutes": chance.randrange(10, 35, 5),
					"summary": summary,
				}
			).insert()


def make_report(school: str, week: int, calendar: Calendar) -> None:
	"""One liaison's report on one week; the weeks must come in their order, as in life."""
	liaison, chance = LIAISON_OF[school].user, Random(f"report {school} {week}")
	status = LAST_WEEK[school] if week == -1 else "Approved"
	with acting_as(liaison):
		report = frappe.get_doc(
			{
				"doctype": "Weekly Activity Report",
				"liaison": liaison,
				"school": school,
				"week_start": calendar.monday(week),
				"highlights": chance.choice(HIGHLIGHTS),
			}
		).insert()
		if status != "Draft":
			apply_workflow(report, "Hand In")
	if status == "Approved":
		with acting_as(APPROVER_OF[school].user):
			apply_workflow(frappe.get_doc(report.doctype, report.name), "Approve")
