"""What becomes of each child in the new school year.

Whom the district's file named since the old year ended has school and grade of the new one already (`mark_grade`).
"""

from collections import defaultdict
from dataclasses import dataclass

import frappe
from frappe.model.document import Document
from frappe.query_builder import Criterion
from frappe.utils import add_days, getdate, now

from liaison_app.school_calendar.weeks import school_year_of

STUDENT = "Focus Student"
NEXT_GRADE, HAVE_LEFT = "Go to the Next Grade", "Have Left"


@dataclass(frozen=True)
class Fate:
	"""grade: of the new year. left: the child has left, with the last grade or because the file does not name it."""

	grade: str | None
	left: bool


def mark_grade(student: Document) -> None:
	"""Keep of which year school and grade are: of the year in which a person or a file gave them. Call it from validate."""
	named = bool(frappe.flags.in_import) or student.has_value_changed("school")
	if student.is_new() or named or student.has_value_changed("grade"):
		student.grade_of_year = school_year_of(getdate())
	if named and not student.is_new() and not student.has_value_changed("left_on"):
		student.left_on = None


def next_grades() -> dict[str, str | None]:
	"""Of each grade the next one, by the order of the Grade Levels in use; None after the last."""
	rows = frappe.get_all(
		"Grade Level", fields=["name", "position", "disabled"], order_by="position asc, name asc"
	)
	return {
		row.name: next((one.name for one in rows if one.position > row.position and not one.disabled), None)
		for row in rows
	}


def fate_of(grade: str | None, not_named: str, grades: dict[str, str | None]) -> Fate:
	"""What becomes of a child whom no file has named. Without a grade it stays without one."""
	if not_named == HAVE_LEFT:
		return Fate(grade, True)
	if not grade:
		return Fate(None, False)
	following = grades.get(grade)
	return Fate(following or grade, not following)


def waiting(year: str) -> Criterion:
	"""The children, a criterion on Focus Student, who have not come to the new year yet."""
	student = frappe.qb.DocType(STUDENT)
	return student.left_on.isnull() & (student.grade_of_year.isnull() | (student.grade_of_year != year))


def advance(students: list[tuple[str, str | None]], rollover: Document) -> None:
	"""Bring some children, as name and grade, to the new year; in a statement for each grade."""
	grades, groups = next_grades(), defaultdict(list)
	for name, grade in students:
		groups[fate_of(grade, rollover.not_named, grades)].append(name)
	student, last_day = frappe.qb.DocType(STUDENT), add_days(rollover.starts_on, -1)
	for fate, names in groups.items():
		query = (
			frappe.qb.update(student)
			.set(student.grade, fate.grade)
			.set(student.grade_of_year, rollover.name)
			.set(student.modified, now())
			.set(student.modified_by, frappe.session.user)
			.where(student.name.isin(names))
		)
		(query.set(student.left_on, last_day) if fate.left else query).run()
