"""Runs as a coordinator makes them; they commit, for the database makes no table inside a transaction."""

import frappe

from tests import factories as make
from tests.connection import committing, working_as

DAY = "2024-03-20"


def screen(user: str, schools: list[str], **values) -> str:
	"""A run of these schools, made and started by a user. Returns its name."""
	from liaison_app.screening.run import start

	with committing(), working_as(user):
		run = frappe.get_doc(
			{
				"doctype": "Screening Run",
				"as_of": DAY,
				"schools": [{"school": school} for school in schools],
				**values,
			}
		).insert()
		start(run.name)
	return run.name


def result_of(run: str, student: str):
	"""A child's result in a run."""
	return frappe.get_doc("Screening Result", {"run": run, "student": student})


def outcomes(run: str, student: str) -> dict[str, tuple[str, str]]:
	"""For each criterion of a child's result its value and outcome."""
	return {row.criterion: (row.value, row.outcome) for row in result_of(run, student).findings}


def make_child(school: str, family: str | None = None, **facts) -> str:
	"""A child with facts: low_income, absent (of 100 days), homework (of 100), reading, mathematics (Yes or No)."""
	child = make.make_student(family, school, low_income=facts.get("low_income", 0))
	if "absent" in facts or "homework" in facts:
		homework = (
			{"homework_assigned": 100, "homework_completed": facts["homework"]} if "homework" in facts else {}
		)
		enrolled = 100 if "absent" in facts else 0
		make.make_progress(child, school, DAY, enrolled, facts.get("absent", 0), **homework)
	for subject in ("Reading", "Mathematics"):
		if subject.lower() in facts:
			make.make_assessment(child, subject, DAY, "1", at_grade_level=facts[subject.lower()])
	return child
