"""The children of a school's enrolled families by tier of absence; tiers of a few children are hidden."""

from collections import Counter
from dataclasses import dataclass

import frappe

from liaison_app.activity.families import enrolled_on
from liaison_app.activity.figures import Question
from liaison_app.attendance.counts import latest_counts
from liaison_app.attendance.tiers import TIERS, Limits, tier_of
from liaison_app.small_cells import hide_small, hide_whole

NO_TIER = "None"


@dataclass(frozen=True)
class Children:
	"""children: of enrolled families, at the school. known: those whose attendance of the year is on file.

	tiers: how many of these are in each tier, and in none. A count of a few is None.
	"""

	children: int
	known: int | None
	tiers: dict[str, int | None]


def children_of(question: Question, least: int) -> Children:
	"""Count the children at the question's school on its last day. least: the smallest count that is shown."""
	families = enrolled_on(question, question.to_date)
	student = frappe.qb.DocType("Focus Student")
	which = (student.school == question.school) & student.family.isin(sorted(families) or [""])
	children = frappe.qb.from_(student).select(student.name).where(which).orderby(student.name).run()
	limits = Limits.of_settings()
	rows = latest_counts(question.user, question.to_date, which).run(as_dict=True)
	found = Counter(tier_of(row.days_absent, row.days_enrolled, limits) or NO_TIER for row in rows)
	return Children(
		children=len(children),
		known=hide_whole(len(rows), least),
		tiers=hide_small({tier: found[tier] for tier in (*TIERS, NO_TIER)}, least),
	)
