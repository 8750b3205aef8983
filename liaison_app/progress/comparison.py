"""Focus students then and now: the figures of their family's enrolment beside the latest ones.

A constant number of statements, each narrowed by the row rule of the user who asks.
"""

from dataclasses import dataclass

import frappe
from frappe.query_builder import Criterion
from frappe.utils import getdate

from liaison_app.attendance.counts import latest_counts
from liaison_app.outreach.due import is_current_lead
from liaison_app.permissions.criteria import criterion, readable
from liaison_app.permissions.scope import present_liaison
from liaison_app.progress.baseline import Figures, figures_of, figures_on_first_day, kept_figures
from liaison_app.progress.results import latest_results
from liaison_app.worklist.reasons import leads_or_covers


@dataclass(frozen=True)
class Question:
	"""For whose eyes; the children at a school, of the families of a liaison; one child alone."""

	user: str
	school: str | None = None
	liaison: str | None = None
	student: str | None = None


@dataclass(frozen=True)
class Comparison:
	"""child: student, student_name, school, grade, family, family_name, liaison_name, starts_on of the enrolment.
	then, now: its figures."""

	child: dict
	then: Figures
	now: Figures

	def change(self, name: str) -> float | None:
		"""By how many points a rate has changed; None where one of the two is not known."""
		then, now = self.then.rate(name), self.now.rate(name)
		return None if then is None or now is None else now - then


def compare(question: Question) -> list[Comparison]:
	"""The children of the enrolled families whom the user may read, by name."""
	children, user = _children(question), question.user
	which = frappe.qb.DocType("Focus Student").name.isin([child.student for child in children] or [""])
	counts, results = latest_counts(user, getdate(), which), latest_results(user, getdate(), which)
	now = figures_of(counts.run(as_dict=True), results.run(as_dict=True))
	first_day = figures_on_first_day(user, which)
	nothing = Figures()
	return [
		Comparison(
			child,
			_baseline(child.pop("baseline_evidence"), child.student, first_day.get(child.student, nothing)),
			now.get(child.student, nothing),
		)
		for child in children
	]


def _baseline(evidence: str | None, student: str, first_day: Figures) -> Figures:
	kept = kept_figures(evidence, student)
	return Figures(kept.progress or first_day.progress, {**first_day.results, **kept.results})


def _children(question: Question) -> list[dict]:
	student, family = frappe.qb.DocType("Focus Student"), frappe.qb.DocType("Focus Family")
	enrolment, liaison = frappe.qb.DocType("Family Enrolment"), frappe.qb.DocType("Family Liaison")
	query = (
		frappe.qb.from_(student)
		.join(family)
		.on(family.name == student.family)
		.join(enrolment)
		.on((enrolment.family == family.name) & is_current_lead(enrolment))
		.left_join(liaison)
		.on(liaison.name == present_liaison(enrolment))
		.select(student.name.as_("student"), student.full_name.as_("student_name"), student.school, student.grade)
		.select(enrolment.family, family.family_name, enrolment.starts_on, enrolment.baseline_evidence)
		.select(liaison.liaison_name)
		.orderby(student.full_name, student.name)
	)  # fmt: skip
	parts = [
		criterion(family, "Focus Family", question.user),
		criterion(enrolment, "Family Enrolment", question.user),
		student.school == question.school if question.school else None,
		leads_or_covers(enrolment, question.liaison) if question.liaison else None,
		student.name == question.student if question.student else None,
	]
	query = query.where(Criterion.all(part for part in parts if part is not None))
	return readable(query, student, "Focus Student", question.user).run(as_dict=True)
