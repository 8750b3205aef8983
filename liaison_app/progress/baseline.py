"""What was known of children when their family was enrolled: as the decision's evidence keeps it.

Where that keeps no figures (a family that was enrolled before they were kept, records that came in later), they are
those of the first day of the enrolment.
"""

from collections import defaultdict
from dataclasses import dataclass, field

import frappe
from frappe.query_builder import Criterion
from pypika import CustomFunction

from liaison_app.attendance.counts import summed
from liaison_app.attendance.rates import RATES, rate
from liaison_app.families.evidence import progress_of, result_of
from liaison_app.families.pupil_records import newest_records
from liaison_app.outreach.due import is_current_lead
from liaison_app.progress.results import with_values
from liaison_app.school_calendar.weeks import school_year_term

#: Older results are no evidence of the day: as for `latest_results`.
DAYS_OF_A_YEAR = 366
_days_between = CustomFunction("DATEDIFF", ["later", "earlier"])


@dataclass(frozen=True)
class Figures:
	"""A child's figures on a day. progress: counts and as_of, None where nothing was counted. results: by subject."""

	progress: dict | None = None
	results: dict[str, dict] = field(default_factory=dict)

	def rate(self, name: str) -> float | None:
		"""The absence or homework rate, unrounded; None where it is not known."""
		part, whole = RATES[name]
		return rate(self.progress[part], self.progress[whole]) if self.progress else None


def figures_of(counts: list[dict], results: list[dict]) -> dict[str, Figures]:
	"""The figures of each child, of the rows of `latest_counts` and `latest_results`."""
	progress = {row["student"]: progress_of(row) for row in counts}
	of_subject: dict[str, dict] = defaultdict(dict)
	for row in results:
		of_subject[row["student"]][row["subject"]] = result_of(row)
	return {name: Figures(progress.get(name), of_subject.get(name, {})) for name in {*progress, *of_subject}}


def kept_figures(evidence: str | None, student: str) -> Figures:
	"""What an enrolment's evidence keeps of a child."""
	snapshot = frappe.parse_json(evidence) if evidence else {}
	for row in snapshot.get("students") or []:
		if row["name"] == student:
			results = {result["subject"]: result for result in row.get("assessments") or []}
			return Figures(row.get("progress"), results)
	return Figures()


def figures_on_first_day(user: str, which: Criterion | None) -> dict[str, Figures]:
	"""Of each child of an enrolled family whom the user may read the figures of the first day of the enrolment.

	which: a criterion on Focus Student and Family Enrolment.
	"""
	enrolment, student = frappe.qb.DocType("Family Enrolment"), frappe.qb.DocType("Focus Student")
	record, result = frappe.qb.DocType("Student Progress Record"), frappe.qb.DocType("Student Assessment")
	is_own = (enrolment.family == student.family) & is_current_lead(enrolment)
	counts = (
		newest_records(user, "Student Progress Record")
		.join(enrolment)
		.on(is_own)
		.where(
			(record.as_of <= enrolment.starts_on)
			& (record.school_year == school_year_term(enrolment.starts_on))
		)
	)
	age = _days_between(enrolment.starts_on, result.assessed_on)
	results = (
		newest_records(user, "Student Assessment")
		.join(enrolment)
		.on(is_own)
		.where((age >= 0) & (age <= DAYS_OF_A_YEAR))
	)
	if which is not None:
		counts, results = counts.where(which), results.where(which)
	return figures_of(summed(counts).run(as_dict=True), with_values(results).run(as_dict=True))
