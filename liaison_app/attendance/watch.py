"""Who is absent too much, why, and whether anybody is on it.

A constant number of statements, each narrowed by the row rule of the user who asks: whoever may not read a family's
work is told nothing of it, and the alarm is theirs to question.
"""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date

import frappe
from frappe import _
from frappe.query_builder.functions import Max
from frappe.utils import add_days, getdate

from liaison_app.attendance.counts import latest_counts
from liaison_app.attendance.rates import rate
from liaison_app.attendance.tiers import TIERS, Limits, tier_of, trend_of
from liaison_app.families.barriers import open_on
from liaison_app.outreach.due import is_current_lead
from liaison_app.permissions.criteria import criterion, readable
from liaison_app.permissions.scope import present_liaison
from liaison_app.worklist.reasons import Question as Ahead
from liaison_app.worklist.reasons import leads_or_covers, planned, steps


@dataclass(frozen=True)
class Question:
	"""For whose eyes; at which school, of which liaison; all children, or those of enrolled families alone."""

	user: str
	school: str | None = None
	liaison: str | None = None
	with_others: bool = False


@dataclass(frozen=True)
class Help:
	"""What is on file for a family. causes: open barriers. last_contact: the last try or talk. ahead: what is planned."""

	causes: list[str]
	last_contact: date | None
	ahead: list[str]


def watch(question: Question) -> list[dict]:
	"""The children in a tier: those that need somebody first, then the worst.

	Each row: student, student_name, school, grade, family, family_name, liaison, liaison_name, tier, absence_rate,
	days_absent, days_enrolled, as_of, trend, causes, last_contact, under_way, needs_action.
	"""
	found = _in_a_tier(question, Limits.of_settings())
	before = _counts_before(question.user, sorted(found)) if found else {}
	children = [child for child in _children(question, sorted(found)) if child.family or question.with_others]
	help_of = _help(question.user, {child.family for child in children if child.family})
	rows = [_row(child, found[child.student], before, help_of.get(child.family)) for child in children]
	return sorted(rows, key=_urgency)


def _in_a_tier(question: Question, limits: Limits) -> dict[str, dict]:
	student = frappe.qb.DocType("Focus Student")
	at_school = student.school == question.school if question.school else None
	rows = latest_counts(question.user, getdate(), at_school).run(as_dict=True)
	for row in rows:
		row.tier = tier_of(row.days_absent, row.days_enrolled, limits)
	return {row.student: row for row in rows if row.tier}


def _counts_before(user: str, students: list[str]) -> dict[str, tuple[int, int]]:
	"""Days absent and enrolled as they stood some weeks ago."""
	day = add_days(getdate(), -frappe.get_cached_doc("Liaison Settings").absence_trend_days)
	which = frappe.qb.DocType("Focus Student").name.isin(students)
	rows = latest_counts(user, getdate(day), which).run(as_dict=True)
	return {row.student: (row.days_absent, row.days_enrolled) for row in rows}


def _children(question: Question, students: list[str]) -> list[dict]:
	"""The children, with the family that is enrolled today, as far as the user may read it."""
	student, family = frappe.qb.DocType("Focus Student"), frappe.qb.DocType("Focus Family")
	enrolment, liaison = frappe.qb.DocType("Family Enrolment"), frappe.qb.DocType("Family Liaison")
	own_family, rule = family.name == student.family, criterion(family, "Focus Family", question.user)
	query = (
		frappe.qb.from_(student)
		.left_join(family)
		.on(own_family if rule is None else own_family & rule)
		.left_join(enrolment)
		.on((enrolment.family == family.name) & is_current_lead(enrolment))
		.left_join(liaison)
		.on(liaison.name == present_liaison(enrolment))
		.select(student.name.as_("student"), student.full_name.as_("student_name"), student.school, student.grade)
		.select(enrolment.family, enrolment.family_name, family.last_reached)
		.select(liaison.name.as_("liaison"), liaison.liaison_name)
		.where(student.name.isin(students or [""]))
		.orderby(student.name)
	)  # fmt: skip
	if question.liaison:
		query = query.where(leads_or_covers(enrolment, question.liaison))
	return readable(query, student, "Focus Student", question.user).run(as_dict=True)


def _help(user: str, families: set[str]) -> dict[str, Help]:
	causes, contacts, ahead = _causes(user, families), _last_contacts(user, families), _ahead(user)
	return {
		family: Help(causes.get(family, []), contacts.get(family), ahead.get(family, []))
		for family in families
	}


def _causes(user: str, families: set[str]) -> dict[str, list[str]]:
	barrier = frappe.qb.DocType("Family Barrier")
	query = (
		frappe.qb.from_(barrier)
		.select(barrier.parent, barrier.category)
		.where(barrier.parent.isin(sorted(families) or [""]) & open_on(barrier, getdate()))
		.orderby(barrier.category)
	)
	found = defaultdict(list)
	for family, category in readable(query, barrier, "Family Barrier", user).run():
		found[family].append(_(category))
	return {family: list(dict.fromkeys(names)) for family, names in found.items()}


def _last_contacts(user: str, families: set[str]) -> dict[str, date]:
	"""The last day on which each family was reached or tried, by any kind of work."""
	entry = frappe.qb.DocType("Liaison Ledger Entry")
	query = (
		frappe.qb.from_(entry)
		.select(entry.family, Max(entry.posting_date))
		.where(entry.family.isin(sorted(families) or [""]) & ((entry.reached == 1) | (entry.attempted == 1)))
		.groupby(entry.family)
	)
	return dict(readable(query, entry, "Liaison Ledger Entry", user).run())


def _ahead(user: str) -> dict[str, list[str]]:
	"""Visits, meetings and next steps of the days to come, by family."""
	today, found = getdate(), defaultdict(list)
	question = Ahead(user, getdate(add_days(today, _quiet_days())))
	for reason in (*planned(question), *steps(question)):
		if reason.family and reason.due_on >= today:
			day = frappe.format(reason.due_on, "Date")
			found[reason.family].append(f"{reason.step} ({day})" if reason.step else reason.text)
	return found


def _row(child: dict, counts: dict, before: dict, known: Help | None) -> dict:
	known = known or Help([], None, [])
	last_contact = max(filter(None, (known.last_contact, child.last_reached)), default=None)
	is_under_way = bool(known.ahead) or _is_recent(last_contact)
	return {
		**{field: value for field, value in child.items() if field != "last_reached"},
		"tier": counts.tier,
		"absence_rate": rate(counts.days_absent, counts.days_enrolled),
		"days_absent": int(counts.days_absent),
		"days_enrolled": int(counts.days_enrolled),
		"as_of": counts.as_of,
		"trend": trend_of((counts.days_absent, counts.days_enrolled), before.get(child.student)),
		"causes": ", ".join(known.causes),
		"last_contact": last_contact,
		"under_way": " · ".join(known.ahead),
		"needs_action": int(not (known.causes and is_under_way)),
	}


def _is_recent(day: date | None) -> bool:
	return bool(day) and getdate(day) >= getdate(add_days(getdate(), -_quiet_days()))


def _quiet_days() -> int:
	return frappe.get_cached_doc("Liaison Settings").absence_quiet_days


def _urgency(row: dict) -> tuple:
	return (not row["needs_action"], TIERS.index(row["tier"]), -row["absence_rate"], row["student"])
