"""How much work a family asks for: 1, and more for what the district's weights say. No weights are published.

A constant number of statements, each narrowed by the row rule of the user who asks.
"""

from collections import Counter, defaultdict
from dataclasses import dataclass

import frappe
from frappe.query_builder import Criterion
from frappe.utils import flt, getdate

from liaison_app.attendance.counts import latest_counts
from liaison_app.attendance.tiers import TIERS, Limits, tier_of
from liaison_app.families.barriers import open_on
from liaison_app.outreach.due import is_current_lead
from liaison_app.permissions.criteria import criterion, readable
from liaison_app.permissions.scope import present_liaison


@dataclass(frozen=True)
class Served:
	"""An enrolled family today: where, by whom, and its weight."""

	family: str
	family_name: str
	school: str
	liaison: str
	weight: float


def served_families(user: str, school: str | None = None) -> list[Served]:
	"""The families with a current Lead enrolment (at a school) and a liaison, as far as the user may read them."""
	rows = _enrolled(user, school)
	families = sorted({row.family for row in rows}) or [""]
	added = _barriers(user, families) + _interpreters(user, families) + _absences(user, families)
	return [
		Served(row.family, row.family_name, row.school, row.liaison, 1 + added[row.family]) for row in rows
	]


def weight_by_liaison(user: str, school: str | None = None) -> Counter:
	"""The weights of each liaison's families together."""
	total: Counter = Counter()
	for one in served_families(user, school):
		total[one.liaison] += one.weight
	return total


def _enrolled(user: str, school: str | None) -> list[dict]:
	family, enrolment = frappe.qb.DocType("Focus Family"), frappe.qb.DocType("Family Enrolment")
	parts = [criterion(family, "Focus Family", user), enrolment.school == school if school else None]
	query = (
		frappe.qb.from_(enrolment)
		.join(family)
		.on(family.name == enrolment.family)
		.select(
			enrolment.family, family.family_name, enrolment.school, present_liaison(enrolment).as_("liaison")
		)
		.where(is_current_lead(enrolment) & present_liaison(enrolment).isnotnull())
		.where(Criterion.all(part for part in parts if part is not None))
		.orderby(enrolment.family, enrolment.name)
	)
	return query.run(as_dict=True)


def _barriers(user: str, families: list[str]) -> Counter:
	"""Each open category once, at its own weight."""
	barrier, category = frappe.qb.DocType("Family Barrier"), frappe.qb.DocType("Barrier Category")
	query = (
		frappe.qb.from_(barrier)
		.join(category)
		.on(category.name == barrier.category)
		.select(barrier.parent, barrier.category, category.weight)
		.distinct()
		.where(barrier.parent.isin(families) & open_on(barrier, getdate()))
	)
	found: Counter = Counter()
	for family, _category, weight in readable(query, barrier, "Family Barrier", user).run():
		found[family] += flt(weight)
	return found


def _interpreters(user: str, families: list[str]) -> Counter:
	member = frappe.qb.DocType("Family Member")
	query = frappe.qb.from_(member).select(member.family).distinct()
	query = query.where(member.family.isin(families) & (member.interpreter_needed == 1))
	rows = readable(query, member, "Family Member", user).run()
	return Counter({family: _setting("weight_interpreter") for (family,) in rows})


def _absences(user: str, families: list[str]) -> Counter:
	"""By the worst tier among a family's children."""
	student, limits = frappe.qb.DocType("Focus Student"), Limits.of_settings()
	family_of = dict(
		frappe.qb.from_(student)
		.select(student.name, student.family)
		.where(student.family.isin(families))
		.run()
	)
	tiers = defaultdict(set)
	for row in latest_counts(user, getdate(), student.family.isin(families)).run(as_dict=True):
		if tier := tier_of(row.days_absent, row.days_enrolled, limits):
			tiers[family_of[row.student]].add(tier)
	weights = {"Severe": _setting("weight_severe_absence"), "Chronic": _setting("weight_chronic_absence")}
	return Counter({family: weights.get(min(found, key=TIERS.index), 0) for family, found in tiers.items()})


def _setting(field: str) -> float:
	return flt(frappe.get_cached_doc("Liaison Settings").get(field))
