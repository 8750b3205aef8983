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
	during = _families(question, decided & overlapping_rows(enrolment, *period))
	served = _reached(question)
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


def _reached(question: Question) -> set[str]:
	"""The families that work of the period reached, and those that came to an event, which is no exchange with each."""
	entry = frappe.qb.DocType("Liaison Ledger Entry")
	query = (
		frappe.qb.from_(entry)
		.select(entry.family)
		.distinct()
		.where(counted_lines(question) & took_part(entry) & (entry.family != ""))
		.orderby(entry.family)
	)
	return {family for (family,) in query.run()}


def took_part(entry) -> Criterion:
	"""The ledger's lines of work in which a family took part."""
	return (entry.reached == 1) | (entry.activity_kind == EVENT)
