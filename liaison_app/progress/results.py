"""The latest result of many children in each subject."""

from datetime import date

import frappe
from frappe.query_builder import Criterion
from frappe.utils import add_years, getdate

from liaison_app.families.pupil_records import newest_records


def latest_results(user: str, day: date, which: Criterion | None = None):
	"""A query: of each child whom the user may read the latest result in each subject, of the year up to a day.

	which: narrows the children; a criterion on Focus Student. Columns: student, subject, assessed_on, result,
	at_grade_level.
	"""
	assessment = frappe.qb.DocType("Student Assessment")
	newest = newest_records(user, "Student Assessment").where(
		assessment.assessed_on[getdate(add_years(day, -1)) : day]
	)
	return with_values(newest.where(which) if which is not None else newest)


def with_values(newest):
	"""The results that a query names by their key."""
	latest, assessment = newest.as_("newest"), frappe.qb.DocType("Student Assessment")
	return (
		frappe.qb.from_(latest)
		.join(assessment)
		.on(
			(assessment.student == latest.student)
			& (assessment.subject == latest.subject)
			& (assessment.assessed_on == latest.last_day)
		)
		.select(assessment.student, assessment.subject, assessment.assessed_on)
		.select(assessment.result, assessment.at_grade_level)
		.orderby(assessment.student, assessment.subject)
	)
