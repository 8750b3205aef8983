"""Which families were enrolled, and which were served (docs/definitions.md), for counting.

Whoever may count at a school counts all of its families, but for those that are kept from the user.
"""

from dataclasses import dataclass
from datetime import date

import frappe
from frappe.query_builder import Criterion

from liaison_app.activity.figures import Question, counted_lines
from liaison_app.permissions.criteria import readable
from liaison_app.permissions.scope import overlapping_rows

#: What an enrolment is once it has begun, also after its end.
ENROLLED = ("Enrolled", "Exited")
#: How the ledger knows events.
EVENT = "Event"


@dataclass(frozen=True)
class Served:
	"""Families served in a period: those enrolled on at least one day of it, and others."""

	enrolled: frozenset[str]
	others: frozenset[str]


def served(question: Question) -> Served:
	"""The families that took part in work of the question's period."""
	families = frozenset().union(*took_part(question).values())
	enrolled = enrolled_during(question)
	return Served(families & enrolled, families - enrolled)


def took_part(question: Question) -> dict[str, set[str]]:
	"""The families that work of the period reached, and those that came to an event, which is no exchange with each, by
	the kind of work."""
	entry = frappe.qb.DocType("Liaison Ledger Entry")
	query = (
		frappe.qb.from_(entry)
		.select(entry.activity_kind, entry.family)
		.distinct()
		.where(counted_lines(question) & (entry.family != ""))
		.where((entry.reached == 1) | (entry.activity_kind == EVENT))
		.orderby(entry.activity_kind, entry.family)
	)
	found: dict[str, set[str]] = {}
	for kind, family in query.run():
		found.setdefault(kind, set()).add(family)
	return found


def enrolled_on(question: Question, day: date) -> frozenset[str]:
	"""The families enrolled on a day, Lead or Supporting (see `families_with`)."""
	enrolment = frappe.qb.DocType("Family Enrolment")
	return families_with(question, enrolment.status.isin(ENROLLED) & overlapping_rows(enrolment, day, day))


def enrolled_during(question: Question) -> frozenset[str]:
	"""The families enrolled on at least one day of the question's period (see `families_with`)."""
	enrolment = frappe.qb.DocType("Family Enrolment")
	during = overlapping_rows(enrolment, question.from_date, question.to_date)
	return families_with(question, enrolment.status.isin(ENROLLED) & during)


def families_with(question: Question, which: Criterion) -> frozenset[str]:
	"""The families with an enrolment that `which`, a criterion on Family Enrolment, lets through: at the question's school,
	or at those where its user may count."""
	enrolment = frappe.qb.DocType("Family Enrolment")
	query = (
		frappe.qb.from_(enrolment).select(enrolment.family).distinct().where(which).orderby(enrolment.family)
	)
	if question.school:
		query = query.where(enrolment.school == question.school)
	# By the rule of the ledger's lines, which have a school and a family too: both are counted for the same eyes.
	rows = readable(query, enrolment, "Liaison Ledger Entry", question.user, "figures").run()
	return frozenset(family for (family,) in rows)
