"""What the three findings are counted from: rows of one school and year. Counts of families alone, of whatever family."""

from collections.abc import Mapping
from dataclasses import dataclass

import frappe
from frappe.query_builder import Criterion
from frappe.query_builder.functions import Count
from frappe.utils import add_days, flt

from liaison_app.activity.figures import Question
from liaison_app.outreach.diligence import COLLEAGUES
from liaison_app.partnership.balance import CALLED_OFF
from liaison_app.partnership.what_came import add_what_came
from liaison_app.permissions.scope import get_scope


@dataclass(frozen=True)
class Tried:
	"""How often something was tried, and how often it worked."""

	tried: int
	worked: int


def by_barrier(question: Question, families: list[str]) -> dict[str, int]:
	"""How many of these families had a barrier of each category open on a day of the period."""
	barrier = frappe.qb.DocType("Family Barrier")
	opened = barrier.opened_on.isnull() | (barrier.opened_on <= question.to_date)
	still_open = barrier.resolved_on.isnull() | (barrier.resolved_on > question.from_date)
	return _families_by(barrier, barrier.category, barrier.parent, families, opened & still_open)


def by_language(families: list[str]) -> dict[str, int]:
	"""How many of these families speak which language at home; "" where nobody asked."""
	family = frappe.qb.DocType("Focus Family")
	return _families_by(family, family.home_language, family.name, families)


def need_interpreter(families: list[str]) -> int:
	"""How many of these families have an adult who needs an interpreter."""
	member = frappe.qb.DocType("Family Member")
	needs = member.interpreter_needed == 1
	return sum(_families_by(member, member.interpreter_needed, member.family, families, needs).values())


def low_income(families: list[str]) -> set[str]:
	"""Those of these families that have a child of low income."""
	student = frappe.qb.DocType("Focus Student")
	query = frappe.qb.from_(student).select(student.family).distinct().orderby(student.family)
	which = student.family.isin(families or [""]) & (student.low_income == 1)
	return {family for (family,) in query.where(which).run()}


def by_purpose(question: Question, families: list[str]) -> dict[str, int]:
	"""What these families were talked with about in the period: families by purpose."""
	contact = frappe.qb.DocType("Liaison Contact")
	which = _contacts(question) & (contact.reached == 1)
	return _families_by(contact, contact.purpose, contact.family, families, which)


def by_channel(question: Question) -> dict[str, Tried]:
	"""Outgoing contacts with families by channel: how many, and how many reached somebody."""
	contact = frappe.qb.DocType("Liaison Contact")
	query = (
		frappe.qb.from_(contact)
		.select(contact.channel, contact.reached, Count(contact.name))
		.where(_contacts(question) & (contact.direction == "Outgoing") & contact.counterpart.notin(sorted(COLLEAGUES)))
		.groupby(contact.channel, contact.reached)
		.orderby(contact.channel)
	)  # fmt: skip
	counts: dict[str, list[int]] = {}
	for channel, reached, count in query.run():
		row = counts.setdefault(channel, [0, 0])
		row[0] += count
		row[1] += count if reached else 0
	return {channel: Tried(*row) for channel, row in counts.items()}


def rated_activities(question: Question, school_year: str) -> list[dict]:
	"""The activities of the school's plan that were rated, by the team or at their events, the best first."""
	activity, plan = frappe.qb.DocType("Partnership Activity"), frappe.qb.DocType("Partnership Plan")
	query = (
		frappe.qb.from_(activity)
		.join(plan)
		.on(plan.name == activity.plan)
		.select(activity.name, activity.activity, activity.involvement_type, activity.rating, activity.result)
		.where((activity.school == question.school) & (activity.school_year == school_year))
		.where((plan.docstatus < 2) & (activity.status != CALLED_OFF))
		.orderby(activity.starts_on, activity.name)
	)
	rows = add_what_came(query.run(as_dict=True), question.user)
	return sorted((row for row in rows if row["rating"]), key=lambda row: -flt(row["rating"]))


def _contacts(question: Question) -> Criterion:
	"""Contacts of the school in the period; a message to many is none."""
	contact = frappe.qb.DocType("Liaison Contact")
	excluded = sorted(get_scope(question.user).excluded)
	of_period = (contact.contacted_at >= question.from_date) & (
		contact.contacted_at < add_days(question.to_date, 1)
	)
	not_kept = contact.family.isnull() | contact.family.notin(excluded or [""])
	return (contact.school == question.school) & of_period & (contact.is_message == 0) & not_kept


def _families_by(
	table, column, family, families: list[str], which: Criterion | None = None
) -> dict[str, int]:
	"""How many of these families have rows with each value of a column."""
	query = (
		frappe.qb.from_(table)
		.select(column, Count(family).distinct())
		.where(family.isin(families or [""]))
		.groupby(column)
		.orderby(column)
	)
	rows = (query if which is None else query.where(which)).run()
	return {str(value or ""): count for value, count in rows}


def most_first(counts: Mapping[str, int]) -> list[tuple[str, int]]:
	"""The larger counts first."""
	return sorted(counts.items(), key=lambda pair: (-pair[1], pair[0]))
