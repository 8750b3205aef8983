"""Families whose children have left exit; those whose school has none of them any more are named."""

from dataclasses import dataclass

import frappe
from frappe import _
from frappe.model.document import Document
from frappe.utils import add_days, getdate

from liaison_app.permissions.criteria import readable
from liaison_app.permissions.scope import OPEN
from liaison_app.rollover.grades import fate_of, next_grades
from liaison_app.workflow.reaching import reach


@dataclass(frozen=True)
class Open:
	"""An open enrolment that the user may read: of which family, where. children: school, grade, whether it leaves."""

	enrolment: str
	family_name: str
	school: str
	role: str
	children: tuple[tuple[str, str | None, bool], ...]

	@property
	def leaves(self) -> bool:
		"""Whether the family has no child here any more."""
		return bool(self.children) and all(left for _school, _grade, left in self.children)

	@property
	def is_elsewhere(self) -> bool:
		"""Whether the children who stay are all at other schools."""
		schools = {school for school, _grade, left in self.children if not left}
		return bool(schools) and self.school not in schools


def open_enrolments(user: str, rollover: Document) -> list[Open]:
	"""The open enrolments, with the children as they will be; in two statements."""
	enrolment, student = frappe.qb.DocType("Family Enrolment"), frappe.qb.DocType("Focus Student")
	query = (
		frappe.qb.from_(enrolment)
		.left_join(student)
		.on(student.family == enrolment.family)
		.select(enrolment.name, enrolment.family_name, enrolment.school, enrolment.role)
		.select(student.name.as_("student"), student.school.as_("at"), student.grade, student.left_on)
		.select(student.grade_of_year)
		.where(enrolment.status.isin(OPEN))
		.orderby(enrolment.family_name, enrolment.name, student.name)
	)
	grades, found = next_grades(), {}
	for row in readable(query, enrolment, "Family Enrolment", user).run(as_dict=True):
		_one, children = found.setdefault(row.name, (row, []))
		if row.student:
			children.append((row.at, row.grade, _leaves(row, rollover, grades)))
	return [
		Open(name, row.family_name, row.school, row.role, tuple(children))
		for name, (row, children) in found.items()
	]


def _leaves(row: dict, rollover: Document, grades: dict) -> bool:
	if row.left_on:
		return True
	return row.grade_of_year != rollover.name and fate_of(row.grade, rollover.not_named, grades).left


def end(one: Open, rollover: Document) -> None:
	"""Exit a family that has left, or decline it where it waited for a decision."""
	doc = frappe.get_doc("Family Enrolment", one.enrolment, for_update=True)
	if doc.status != "Enrolled":
		reach(doc, "Declined", decision_reason=_("The family's children have left."))
		return
	grades = next_grades()
	graduated = any(grade and not grades.get(grade) for _school, grade, _left in one.children)
	last_day = min(getdate(add_days(rollover.starts_on, -1)), getdate())
	doc.update(
		{
			"exit_reason": "Graduated" if graduated else "Moved Away",
			"last_day": max(last_day, getdate(doc.starts_on)),
		}
	)
	reach(doc, "Exited")
