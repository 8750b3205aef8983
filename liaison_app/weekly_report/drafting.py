"""Drafts of weekly reports, made by the scheduler.

A draft is made on the week's last staff day, because that is when a liaison writes it and hands it in; its
figures are read from the ledger whenever it is opened, so what is logged later that day is in it. A week
without a staff day is drafted once it has ended, if work was logged. Days on which the scheduler was down
are made up for, some weeks back; a liaison owes nothing for weeks before coming into the system.
"""

from datetime import date

import frappe
from frappe.utils import add_days, getdate

from liaison_app.jobs import one_by_one
from liaison_app.school_calendar.weeks import week_start
from liaison_app.weekly_report.active import Active, active_liaisons, days_of, staff_days

#: Longer than a winter holiday; what lies further back a liaison drafts by hand.
CATCH_UP_WEEKS = 4


def draft_reports() -> None:
	"""The daily job: a draft for each active liaison, school and week that is due for one and has none.

	It reads what is missing, so that running it twice, late or after a kill ends in the same reports.
	"""
	today = getdate()
	missing = [(week, active) for week in _weeks(today) for active in _missing(week, today)]
	one_by_one(_draft, missing, title="A weekly report could not be drafted")


def _weeks(today: date) -> list[date]:
	"""The weeks that may lack a draft, the oldest first."""
	return sorted({week_start(add_days(today, -7 * back)) for back in range(CATCH_UP_WEEKS + 1)})


def _missing(week: date, today: date) -> list[Active]:
	have = _reported(week)
	return [
		active
		for active in active_liaisons(week)
		if (active.liaison, active.school) not in have
		and today >= _drafted_on(week, active.school)
		and active.entered_on <= days_of(week)[-1]
	]


def _drafted_on(week: date, school: str) -> date:
	working = staff_days(week, school)
	return working[-1] if working else getdate(add_days(week, 7))


def _reported(week: date) -> set[tuple[str, str]]:
	report = frappe.qb.DocType("Weekly Activity Report")
	query = frappe.qb.from_(report).select(report.liaison, report.school)
	return set(query.where((report.week_start == week) & (report.docstatus < 2)).run())


def _draft(missing: tuple[date, Active]) -> None:
	week, active = missing
	values = {"liaison": active.liaison, "school": active.school, "week_start": week}
	# A job works for all liaisons and asks nobody.
	frappe.get_doc({"doctype": "Weekly Activity Report", **values}).insert(ignore_permissions=True)
