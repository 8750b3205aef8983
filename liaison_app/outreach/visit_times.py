"""Times to propose for a visit: when the family can be met and the liaison is free."""

from datetime import date, datetime, time, timedelta

import frappe
from frappe.utils import add_days, cint, get_time, getdate, now_datetime

from liaison_app.outreach.due import lead_enrolment
from liaison_app.outreach.work import own_liaison, usual_school
from liaison_app.school_calendar.weeks import WEEKDAYS, is_staff_day

#: A row of the family's availability without hours means any time of the day: nobody visits at night.
DAY = (time(8), time(19))
STEP = timedelta(minutes=30)
#: More days ahead are not looked at: what a family can do then is not known.
MOST_DAYS = 60


@frappe.whitelist()
def propose(family: str, days: int = 14) -> list[dict]:
	"""Start and end of each free time in the next `days` days, earliest first, with the family's note.

	Times lie in the family's availability, on staff days of the liaison's school, outside the liaison's
	leave, planned visits and planned meetings. The liaison is the user, or else the family's lead.
	Raises frappe.PermissionError where the user may not read the family.
	"""
	doc = frappe.get_doc("Focus Family", family)
	doc.check_permission("read")
	liaison = own_liaison() or (lead_enrolment(family) or {}).get("liaison")
	minutes = timedelta(minutes=frappe.db.get_single_value("Liaison Settings", "usual_visit_minutes"))
	school, last = usual_school(liaison, family), max(0, min(cint(days), MOST_DAYS))
	busy = _busy(liaison, last)
	found = [
		{"start": start, "end": start + minutes, "note": row.note or ""}
		for day in _days(liaison, school, last)
		for row in doc.availability
		if row.weekday == WEEKDAYS[day.weekday()]
		for start in _starts(day, row, minutes)
		if start > now_datetime() and not any(start < end and begin < start + minutes for begin, end in busy)
	]
	return sorted(found, key=lambda slot: slot["start"])


def _days(liaison: str | None, school: str | None, last: int) -> list[date]:
	"""The staff days from today on which the liaison is not on leave."""
	leave = _leave(liaison)
	days = (getdate(add_days(getdate(), offset)) for offset in range(last + 1))
	return [
		day
		for day in days
		if is_staff_day(day, school) and not any(first <= day <= until for first, until in leave)
	]


def _leave(liaison: str | None) -> list[tuple[date, date]]:
	table = frappe.qb.DocType("Liaison Leave")
	query = (
		frappe.qb.from_(table).select(table.starts_on, table.last_day).where(table.parent == (liaison or ""))
	)
	return list(query.run())


def _starts(day: date, row, length: timedelta) -> list[datetime]:
	"""The times of a row of the availability at which a visit of this length can start."""
	start = datetime.combine(day, get_time(row.from_time) if row.from_time else DAY[0])
	last = datetime.combine(day, get_time(row.to_time) if row.to_time else DAY[1]) - length
	return [start + STEP * step for step in range((last - start) // STEP + 1)]


def _busy(liaison: str | None, last: int) -> list[tuple[datetime, datetime]]:
	"""The planned visits on which a liaison goes along, and the liaison's planned meetings."""
	visit, visitor = frappe.qb.DocType("Home Visit"), frappe.qb.DocType("Visit Visitor")
	meeting = frappe.qb.DocType("Liaison Meeting")
	visits = frappe.qb.from_(visit).join(visitor).on(visitor.parent == visit.name)
	return [
		*_planned(visits, visit, visitor.liaison == (liaison or ""), last),
		*_planned(frappe.qb.from_(meeting), meeting, meeting.liaison == (liaison or ""), last),
	]


def _planned(query, table, own, last: int) -> list[tuple[datetime, datetime]]:
	ahead = (table.planned_end >= getdate()) & (table.planned_start < add_days(getdate(), last + 1))
	return list(
		query.select(table.planned_start, table.planned_end).where(own & (table.docstatus == 0) & ahead).run()
	)
