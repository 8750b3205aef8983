"""How many families of a school were enrolled and served (docs/definitions.md). Counts alone, of whatever family."""

from dataclasses import dataclass

import frappe

from liaison_app.activity.families import ENROLLED, enrolled_on, families_with, served
from liaison_app.activity.figures import Question
from liaison_app.permissions.scope import PENDING


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
	at_work = served(question)
	return Families(
		enrolled=len(enrolled_on(question, question.to_date)),
		begun=len(families_with(question, decided & enrolment.starts_on[slice(*period)])),
		ended=len(families_with(question, decided & enrolment.last_day[slice(*period)])),
		waiting=len(families_with(question, enrolment.status.isin(PENDING))),
		served=len(at_work.enrolled),
		others_served=len(at_work.others),
	)
