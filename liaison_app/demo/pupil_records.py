"""Writes what the district's files say of the demo's pupils, and screens them as the coordinator would."""

from datetime import date, datetime, time

import frappe
from frappe.model.document import Document

from liaison_app.demo.acting import acting_as
from liaison_app.demo.calendar import Calendar
from liaison_app.demo.known import students_of
from liaison_app.demo.plan import Plan
from liaison_app.demo.pool import Pupil
from liaison_app.demo.progress import WEEKS_COUNTED, count_days, enrolled_since, results
from liaison_app.demo.rows import Rows
from liaison_app.demo.staff import DANA, SCHOOLS
from liaison_app.jobs import begin_attempt
from liaison_app.school_calendar.weeks import school_year_of
from liaison_app.screening.run import screen

SOURCE = "District File"
#: The hour at which a file comes in.
ENTERED = time(17, 0)
#: Points from which a child is a candidate: more than half of the pupils have free lunch.
LEAST_SCORE = 3
SCHOOL_NAMES = {school.code: school.name for school in SCHOOLS}


def make_pupil_records(plan: Plan, calendar: Calendar) -> None:
	"""Write the progress records and results of all pupils at once."""
	rows, students, since = Rows(), students_of(plan.pupils), enrolled_since(plan)
	for pupil in plan.pupils:
		known = {
			"student": students[pupil.child.local_id],
			"local_id": pupil.child.local_id,
			"source": SOURCE,
		}
		_add_progress(
			rows, pupil, {**known, "school": SCHOOL_NAMES[pupil.child.school_code]}, since, calendar
		)
		_add_results(rows, pupil, known, calendar)
	rows.write()


def _add_progress(rows: Rows, pupil: Pupil, known: dict, since: dict, calendar: Calendar) -> None:
	for counts in count_days(pupil.child, since.get(pupil.child.local_id), calendar):
		# The site's own year, where it has one, may have begun later.
		if year := school_year_of(counts.as_of):
			values = {**known, **counts.values, "as_of": counts.as_of, "school_year": year}
			rows.add("Student Progress Record", values, DANA.user, datetime.combine(counts.as_of, ENTERED))


def _add_results(rows: Rows, pupil: Pupil, known: dict, calendar: Calendar) -> None:
	for result in results(pupil.child, calendar):
		values = {
			**known,
			"subject": result.subject,
			"assessed_on": result.assessed_on,
			"assessment_name": result.assessment,
			"result": str(result.points),
			"score": result.points,
			"expected_result": str(result.expected),
			"at_grade_level": result.at_grade_level,
		}
		rows.add("Student Assessment", values, DANA.user, datetime.combine(result.assessed_on, ENTERED))


def screen_pupils(calendar: Calendar) -> None:
	"""One screening of the schools, as of the last count; the same one where it was begun before."""
	day = calendar.friday(WEEKS_COUNTED[-1])
	with acting_as(DANA.user):
		begun = frappe.db.get_value("Screening Run", {"owner": DANA.user, "as_of": day})
		run = frappe.get_doc("Screening Run", begun) if begun else _new_run(day)
		begin_attempt(run)
		screen(run.name, run.attempt)


def _new_run(day: date) -> Document:
	schools = [{"school": school.name} for school in SCHOOLS]
	values = {"as_of": day, "minimum_score": LEAST_SCORE, "schools": schools}
	run = frappe.get_doc({"doctype": "Screening Run", **values}).insert()
	run.freeze_criteria()
	return run
