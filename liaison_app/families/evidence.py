"""What is known of a family on a day, kept with the decision that was taken on it."""

import frappe
from frappe.utils import cint, getdate, nowdate

from liaison_app.attendance.counts import latest_counts
from liaison_app.attendance.progress import CUMULATIVE
from liaison_app.progress.results import latest_results

#: A snapshot is of the family, whoever decides.
EVERYTHING = "Administrator"


def evidence_snapshot(family: str) -> str:
	"""The family's children with their markers and figures, its open barriers and when it was last reached, as JSON.

	Of each child: progress (the counts of the school year, and as_of; None where nothing is counted) and assessments
	(the latest result in each subject).
	"""
	doc = frappe.get_doc("Focus Family", family)
	snapshot = {
		"as_of": nowdate(),
		"students": _students(family),
		"open_barriers": sorted({row.category for row in doc.barriers if not row.resolved_on}),
		"last_reached": doc.last_reached,
	}
	return frappe.as_json(snapshot, indent=1)


def _students(family: str) -> list[dict]:
	students = frappe.get_all(
		"Focus Student",
		filters={"family": family},
		fields=["name", "school", "grade", "english_learner", "special_education", "low_income"],
		order_by="name asc",
	)
	of_family = frappe.qb.DocType("Focus Student").family == family
	counts = latest_counts(EVERYTHING, getdate(), of_family).run(as_dict=True)
	results = latest_results(EVERYTHING, getdate(), of_family).run(as_dict=True)
	progress = {row.student: progress_of(row) for row in counts}
	for student in students:
		own = [row for row in results if row.student == student.name]
		student.update(
			{"progress": progress.get(student.name), "assessments": [result_of(row) for row in own]}
		)
	return students


def progress_of(row: dict) -> dict:
	"""A child's counts and their day, as a snapshot keeps them."""
	return {"as_of": str(row["as_of"]), **{field: cint(row[field]) for field in CUMULATIVE}}


def result_of(row: dict) -> dict:
	"""A child's result in a subject, as a snapshot keeps it."""
	fields = ("subject", "result", "at_grade_level")
	return {"assessed_on": str(row["assessed_on"]), **{field: row[field] or "" for field in fields}}
