"""What a rollover will do, or has left to do."""

import frappe
from frappe import _
from frappe.query_builder import Case
from frappe.query_builder.functions import Count

from liaison_app.arguments import parse_name
from liaison_app.privacy.consents import consents_ending
from liaison_app.rollover.families import Open, open_enrolments
from liaison_app.rollover.grades import STUDENT, fate_of, next_grades, waiting

#: So many families are named.
NAMED = 100


@frappe.whitelist()
def preview(rollover: str) -> dict:
	"""Counts of all children, and by name the families that the user may read.

	named: children whom a file or a person has brought to the new year. grades: from, to, children of those who are not.
	without_grade, leaving: how many. families_leaving, families_elsewhere: enrolment, family_name and school of the
	first NAMED, and families_leaving_count, families_elsewhere_count. consents_ending: consent, family_name, last_day
	of the first NAMED consents in force today that do not last through the year, the next to end first, and
	consents_ending_count. Raises frappe.PermissionError for whoever may not read rollovers.
	"""
	doc = frappe.get_doc("Year Rollover", parse_name(rollover, _("Rollover")))
	doc.check_permission("read")
	grades, moves = next_grades(), []
	for grade, children in _waiting_by_grade(doc.name, list(grades)).items():
		fate = fate_of(grade, doc.not_named, grades)
		moves.append({"from": grade, "to": fate.grade, "left": fate.left, "children": children})
	enrolments = open_enrolments(frappe.session.user, doc)
	leaving = [one for one in enrolments if one.leaves]
	consents = consents_ending(frappe.session.user, frappe.db.get_value("School Year", doc.name, "ends_on"))
	elsewhere = [one for one in enrolments if one.is_elsewhere and one.role == "Lead"]
	return {
		"named": _named(doc.name),
		"grades": [move for move in moves if move["from"] and not move["left"]],
		"without_grade": sum(move["children"] for move in moves if not move["from"] and not move["left"]),
		"leaving": sum(move["children"] for move in moves if move["left"]),
		"families_leaving": [_name(one) for one in leaving[:NAMED]],
		"families_leaving_count": len(leaving),
		"families_elsewhere": [_name(one) for one in elsewhere[:NAMED]],
		"families_elsewhere_count": len(elsewhere),
		"consents_ending": consents[:NAMED],
		"consents_ending_count": len(consents),
	}


def _name(one: Open) -> dict:
	return {"enrolment": one.enrolment, "family_name": one.family_name, "school": one.school}


def _waiting_by_grade(year: str, order: list[str]) -> dict[str | None, int]:
	"""How many children of each grade, in the grades' order; those without one last."""
	student = frappe.qb.DocType(STUDENT)
	query = (
		frappe.qb.from_(student)
		.select(student.grade, Count("*"))
		.where(waiting(year))
		.groupby(student.grade)
		.orderby(student.grade)
	)
	counts = dict(query.run())
	return {**{grade: counts[grade] for grade in order if grade in counts}, **counts}


def _named(year: str) -> int:
	student = frappe.qb.DocType(STUDENT)
	of_year = Case().when(student.grade_of_year == year, 1)
	return frappe.qb.from_(student).select(Count(of_year)).where(student.left_on.isnull()).run()[0][0]
