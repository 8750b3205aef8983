"""The three findings of Title I, section 1116(a)(2)(D), for one school and year, each with what it rests on.

Counts of families alone: what is true of a few is hidden, and what is not known is said. One school at a time: a district's
sum less the other schools' would tell what a school's hidden count is.
"""

from collections.abc import Mapping
from dataclasses import dataclass

import frappe
from frappe import _
from frappe.utils import getdate

from liaison_app.activity.families import enrolled_during, took_part
from liaison_app.activity.figures import Question, question_of
from liaison_app.arguments import parse_name
from liaison_app.school_brief.brief import check_may_count
from liaison_app.school_calendar.weeks import school_year_of, year_start
from liaison_app.small_cells import least_shown
from liaison_app.title_i.barriers import barriers
from liaison_app.title_i.needs import needs
from liaison_app.title_i.rows import Finding, Found
from liaison_app.title_i.strategies import strategies


@dataclass(frozen=True)
class Evaluation:
	"""school, school_year, families (enrolled in it), the findings in the order of the law, least (count shown)."""

	school: str
	school_year: str
	families: int
	least: int
	findings: list[Finding]


def evaluation_of(filters: Mapping, user: str) -> Evaluation:
	"""The evaluation that a report's filters ask for.

	filters: school, school_year (default: today's). Raises frappe.ValidationError without one of the two,
	frappe.PermissionError for whoever may not count at the school.
	"""
	year = parse_name(filters.get("school_year"), _("School Year")) or school_year_of(getdate())
	question = _question(filters.get("school"), year, user)
	check_may_count(question)
	families, least = sorted(enrolled_during(question)), least_shown()
	found = Found(question, year, families, took_part(question), least)
	return Evaluation(
		question.school, year, len(families), least, [barriers(found), needs(found), strategies(found)]
	)


def _question(school: str | None, year: str | None, user: str) -> Question:
	"""The days that count in the school year, with the summer before it, until today."""
	ends_on = year and frappe.db.get_value("School Year", year, "ends_on")
	if not ends_on:
		frappe.throw(_("School Year is missing: choose one."))
	first = year_start(ends_on)
	last = max(min(ends_on, getdate()), first)
	return question_of({"school": school, "from_date": first, "to_date": last}, user)
