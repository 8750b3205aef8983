"""The weekly reports of the demo's weeks, through the app's own controllers, because they freeze what they count."""

from datetime import datetime, time, timedelta
from random import Random

import frappe
from frappe.model.document import Document

from liaison_app.demo import words
from liaison_app.demo.acting import acting_as
from liaison_app.demo.calendar import WEEKS_OF_WORK, Calendar
from liaison_app.demo.staff import (
	APPROVER_OF,
	HARBOR,
	LINCOLN,
	LINH,
	MAPLE,
	MARIA,
	RIVERSIDE,
	SAMIRA,
	Person,
	School,
)
from liaison_app.weekly_report.returning import give_reason
from liaison_app.workflow.status import state_of

#: Each liaison's schools, and what has become of the last week's report; those before it are approved.
LAST_WEEK = {
	(MARIA, RIVERSIDE): "In Review",
	(LINH, MAPLE): "Draft",
	(LINH, LINCOLN): "Approved",
	(SAMIRA, HARBOR): "Returned",
	(SAMIRA, LINCOLN): "In Review",
}
TUESDAY, FRIDAY = 1, 4


def make_reports(liaison: Person, school: School, calendar: Calendar) -> None:
	"""A liaison's reports on one school. The weeks come in their order, as in life: each takes what is still open."""
	ends = dict.fromkeys(range(-WEEKS_OF_WORK, -1), "Approved") | {-1: LAST_WEEK[liaison, school]}
	with acting_as(liaison.user):
		reports = {week: _write(liaison, school, calendar, week, end) for week, end in ends.items()}
		if _has_begun(liaison, calendar):
			_write(liaison, school, calendar, 0, "Draft")
	with acting_as(APPROVER_OF[school.name].user):
		for week, end in ends.items():
			_answer(reports[week], end)
	for week, report in reports.items():
		_set_dates(report, calendar, week)


def _has_begun(liaison: Person, calendar: Calendar) -> bool:
	"""Whether there is a report on the present week: Maria begins early, the scheduler drafts it on the last day."""
	return calendar.anchor.weekday() >= (TUESDAY if liaison is MARIA else FRIDAY)


def _write(liaison: Person, school: School, calendar: Calendar, week: int, end: str) -> Document:
	chance = Random(f"report {liaison.user} {school.name} {week}")
	report = frappe.get_doc(
		{
			"doctype": "Weekly Activity Report",
			"liaison": liaison.user,
			"school": school.name,
			"week_start": calendar.monday(week),
		}
	)
	if week < 0:
		report.highlights = chance.choice(words.HIGHLIGHTS)
		report.concerns = chance.choice(words.CONCERNS) or None
	report.insert()
	if end != "Draft":
		for line in report.lines:
			line.narrative = words.NARRATIVES.get(line.involvement_type) if line.units else None
		_move(report, "In Review")
	return report


def _answer(report: Document, end: str) -> None:
	"""What the approver does with a report that was handed in."""
	if end == "Approved":
		_move(report, "Approved")
	elif end == "Returned":
		give_reason(report.name, words.RETURN_REASON)
		report.reload()
		_move(report, "Draft")


def _move(report: Document, status: str) -> None:
	report.workflow_state = state_of(report.doctype, status)
	report.submit() if status == "Approved" else report.save()


def _set_dates(report: Document, calendar: Calendar, week: int) -> None:
	"""Handed in on Friday, approved on Monday, or at once where that Monday is not past for sure."""
	friday = datetime.combine(calendar.monday(week) + timedelta(days=FRIDAY), time(15, 30))
	approved = (
		datetime.combine(calendar.monday(week + 1), time(9, 15)) if week < -1 else friday + timedelta(hours=2)
	)
	dates = {"creation": friday - timedelta(hours=1), "modified": friday}
	if report.handed_in_on:
		dates["handed_in_on"] = friday
	if report.approved_on:
		dates |= {"approved_on": approved, "modified": approved}
	report.db_set(dates, update_modified=False)
