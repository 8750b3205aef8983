"""How many families of a school were enrolled and served (docs/definitions.md). Counts alone, of whatever family."""

from dataclasses import dataclass
from datetime import date

import frappe
from frappe.query_builder import Criterion

from liaison_app.activity.figures import Question, counted_lines
from liaison_app.permissions.scope import PENDING, get_scope, overlapping_rows

ENROLLED = ("Enrolled", "Exited")
#: How the ledger knows events.
EVENT = "Event"


@dataclass(frozen=True)
class Families:
	"""Families of a school: enrolled on the last day, begun and ended in the period, waiting today, served in it, and
	served without being enrolled."""

	enrolled: int
	begun: int
	ended: int
	waiting: int
	served: int
	others_served: int


def families_of(question: Question) -> Families:
	"""Count the families of the question's school. The caller has seen to it that its user may count there."""
	enrolment = frappe.qb.DocType("Family Enrolment")
	period = (question.from_date, question.to_date)
	decided = enrolment.status.isin(ENROLLED)
	during = enrolled_during(question)
	served = set().union(*took_part(question).values())
	return Families(
		enrolled=len(enrolled_on(question, question.to_date)),
		begun=len(_families(question, decided & enrolment.starts_on[slice(*period)])),
		ended=len(_families(question, decided & enrolment.last_day[slice(*period)])),
		waiting=len(_families(question, enrolment.status.isin(PENDING))),
		served=len(served & during),
		others_served=len(served - during),
	)


def enrolled_on(question: Question, day: date) -> set[str]:
	"""The families enrolled at the question's school on a day, Lead or Supporting."""
	enrolment = frappe.qb.DocType("Family Enrolment")
	return _families(question, enrolment.status.isin(ENROLLED) & overlapping_rows(enrolment, day, day))


def enrolled_during(question: Question) -> set[str]:
	"""The families enrolled at the question's school on at least one day of its period."""
	enrolment = frappe.qb.DocType("Family Enrolment")
	during = overlapping_rows(enrolment, question.from_date, question.to_date)
	return _families(question, enrolment.status.isin(ENROLLED) & during)


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


def _families(question: Question, which: Criterion) -> set[str]:
	enrolment = frappe.qb.DocType("Family Enrolment")
	query = (
		frappe.qb.from_(enrolment)
		.select(enrolment.family)
		.distinct()
		.where((enrolment.school == question.school) & which)
		.orderby(enrolment.family)
	)
	# Whoever is kept from a family counts without it, here as in the ledger.
	return {family for (family,) in query.run()} - get_scope(question.user).excluded
