"""What is known of a family on a day, kept with the decision that was taken on it."""

import frappe
from frappe.utils import cint, getdate, nowdate

from liaison_app.attendance.counts import latest_counts
from liaison_app.attendance.progress import CUMULATIVE
from liaison_app.families.barriers import open_on
from liaison_app.progress.results import latest_results

#: A snapshot is of the family, whoever decides.
EVERYTHING = "Administrator"


def evidence_snapshot(family: str) -> str:
	"""The family's children with their markers and figures, its open barriers and when it was last reached, as JSON.

	Of each child: progress (the counts of the school year, and as_of; None where nothing is counted) and assessments
	(the latest result in each subject).
	"""
	return evidence_snapshots([family])[family]


def evidence_snapshots(families: list[str]) -> dict[str, str]:
	"""The snapshot of each of these families, by name; in a handful of statements however many they are."""
	students, barriers = _students(families), _open_barriers(families)
	rows = frappe.get_all(
		"Focus Family",
		filters={"name": ["in", families]},
		fields=["name", "last_reached"],
		order_by="name asc",
	)
	return {row.name: _snapshot(students[row.name], barriers[row.name], row.last_reached) for row in rows}


def _snapshot(students: list[dict], barriers: set[str], last_reached) -> str:
	snapshot = {
		"as_of": nowdate(),
		"students": students,
		"open_barriers": sorted(barriers),
		"last_reached": last_reached,
	}
	return frappe.as_json(snapshot, indent=1)


def _students(families: list[str]) -> dict[str, list[dict]]:
	students = frappe.get_all(
		"Focus Student",
		filters={"family": ["in", families]},
		fields=["family", "name", "school", "grade", "english_learner", "special_education", "low_income"],
		order_by="name asc",
	)
	of_families = frappe.qb.DocType("Focus Student").family.isin(families)
	counts = latest_counts(EVERYTHING, getdate(), of_families).run(as_dict=True)
	progress = {row.student: progress_of(row) for row in counts}
	assessments: dict[str, list[dict]] = {student.name: [] for student in students}
	for row in latest_results(EVERYTHING, getdate(), of_families).run(as_dict=True):
		assessments[row.student].append(result_of(row))
	found: dict[str, list[dict]] = {family: [] for family in families}
	for student in students:
		found[student.pop("family")].append(
			{**student, "progress": progress.get(student.name), "assessments": assessments[student.name]}
		)
	return found


def _open_barriers(families: list[str]) -> dict[str, set[str]]:
	barrier, found = frappe.qb.DocType("Family Barrier"), {family: set() for family in families}
	query = frappe.qb.from_(barrier).select(barrier.parent, barrier.category)
	for family, category in query.where(barrier.parent.isin(families) & open_on(barrier, getdate())).run():
		found[family].add(category)
	return found


def progress_of(row: dict) -> dict:
	"""A child's counts and their day, as a snapshot keeps them."""
	return {"as_of": str(row["as_of"]), **{field: cint(row[field]) for field in CUMULATIVE}}


def result_of(row: dict) -> dict:
	"""A child's result in a subject, as a snapshot keeps it."""
	fields = ("subject", "result", "at_grade_level")
	return {"assessed_on": str(row["assessed_on"]), **{field: row[field] or "" for field in fields}}
