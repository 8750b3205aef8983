"""What is counted of many children on a day: of each school the latest record of the school year, summed."""

from datetime import date

import frappe
from frappe.query_builder import Criterion
from frappe.query_builder.functions import Max, Sum

from liaison_app.attendance.progress import CUMULATIVE
from liaison_app.families.pupil_records import newest_records
from liaison_app.school_calendar.weeks import school_year_of


def latest_counts(user: str, day: date, which: Criterion | None = None):
	"""A query: of each child whom the user may read the counts of the school year of a day, up to that day.

	which: narrows the children; a criterion on Focus Student. Columns: student, as_of (of the latest record), and those
	of CUMULATIVE. A child without a record has no row.
	"""
	record = frappe.qb.DocType("Student Progress Record")
	of_year = (record.school_year == (school_year_of(day) or "")) & (record.as_of <= day)
	newest = newest_records(user, "Student Progress Record").where(of_year)
	return summed(newest.where(which) if which is not None else newest)


def summed(newest):
	"""The records that a query names by their key, summed for each child."""
	latest, record = newest.as_("newest"), frappe.qb.DocType("Student Progress Record")
	return (
		frappe.qb.from_(latest)
		.join(record)
		.on((record.student == latest.student) & (record.school == latest.school) & (record.as_of == latest.last_day))
		.select(record.student, Max(record.as_of).as_("as_of"))
		.select(*(Sum(record[field]).as_(field) for field in CUMULATIVE))
		.groupby(record.student)
		.orderby(record.student)
	)  # fmt: skip
