"""A school's figures of a period (docs/definitions.md), for the report and the print *School Brief*.

Every figure is a count of the whole school, the same for whoever may count there: it names nobody, and what is true of
a few children is hidden, because the page is passed on.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import frappe
from frappe import _
from frappe.query_builder import Case
from frappe.query_builder.functions import Count, Sum

from liaison_app.activity.families import EVENT
from liaison_app.activity.figures import (
	Question,
	counted_lines,
	involvement_types,
	question_of,
	reached_rate,
	totals,
)
from liaison_app.attendance.tiers import tier_labels
from liaison_app.ledger.figures import FIGURES, figures
from liaison_app.materials.counts import copies
from liaison_app.permissions.criteria import is_row_allowed
from liaison_app.school_brief.children import NO_TIER, children_of
from liaison_app.school_brief.families import families_of
from liaison_app.school_brief.plan import plan_of
from liaison_app.small_cells import in_words, least_shown


@dataclass(frozen=True)
class Figure:
	"""One figure: label, value as people read it, and what it counts where the label does not say it."""

	label: str
	value: str
	counts: str = ""


def school_brief(school: str) -> dict[str, Any]:
	"""What the print says, by the rights of the session's user, of the period that its address names.

	Raises frappe.PermissionError for whoever may not count at the school.
	"""
	asked = {key: frappe.form_dict.get(key) for key in ("from_date", "to_date")}
	return brief_of({**asked, "school": str(school)}, frappe.session.user)


def brief_of(filters: Mapping, user: str) -> dict[str, Any]:
	"""A school's brief.

	filters: school, from_date, to_date; without dates, this school year until today. Returns school, from_date, to_date,
	sections (each a title and its figures), types (each of the six with units, families, hours), least (shown).
	Raises frappe.ValidationError without a school, frappe.PermissionError for whoever may not count there.
	"""
	question = question_of({**filters, "period": None}, user)
	check_may_count(question)
	least = least_shown()
	return {
		"school": question.school,
		"from_date": question.from_date,
		"to_date": question.to_date,
		"sections": [
			(_("Families"), _families(question)),
			(_("Work"), _work(question)),
			(_("Children of Enrolled Families"), _children(question, least)),
			(_("Partnership"), _partnership(question)),
		],
		"types": _by_type(question),
		"least": least,
	}


def check_may_count(question: Question) -> None:
	"""Refuse a question without a school, or of somebody who may not count there."""
	if not question.school:
		frappe.throw(_("School is missing: choose one."))
	line = {"school": question.school, "family": None}
	if not is_row_allowed(line, "Liaison Ledger Entry", question.user, "figures"):
		frappe.throw(_("School: choose one of your own schools."), frappe.PermissionError)


def _families(question: Question) -> list[Figure]:
	found = families_of(question)
	return [
		Figure(_("Enrolled"), str(found.enrolled), _("On the last day.")),
		Figure(_("Begun"), str(found.begun), _("Enrolled in the period.")),
		Figure(_("Ended"), str(found.ended), _("Left the programme in the period.")),
		Figure(_("Waiting for a Decision"), str(found.waiting), _("Today.")),
		Figure(_("Served"), str(found.served), _("Enrolled, and reached in the period, or at an event.")),
		Figure(_("Others Served"), str(found.others_served), _("The same, but not enrolled in the period.")),
	]  # fmt: skip


def _work(question: Question) -> list[Figure]:
	total, kinds = totals(question), _by_kind(question)
	rate = reached_rate(total)
	visits = kinds.get("Home Visit", {})
	return [
		Figure(_("Pieces of Work"), str(total["units"]), _("Contacts, visits, meetings and other work.")),
		Figure(_("Hours of Staff"), f"{total['staff_minutes'] / 60:.1f}", _("Without travel.")),
		Figure(_("Reached Rate"), "–" if rate is None else f"{rate:.0f}%", _("Reached of all outgoing.")),
		Figure(_("Home Visits"), str(visits.get("completed", 0)), _("Somebody of the family was met.")),
		Figure(_("Home Visits Tried"), str(visits.get("attempted", 0)), _("Nobody was met.")),
		Figure(_("Meetings"), str(kinds.get("Meeting", {}).get("units", 0)), _("Held.")),
		Figure(_("Events"), str(kinds.get(EVENT, {}).get("units", 0)), _("Held.")),
		Figure(_("Participants"), str(total["participants"]), _("Heads, not families.")),
		Figure(_("Materials Handed Out"), str(copies(question)), _("Copies.")),
	]


def _by_kind(question: Question) -> dict[str, dict]:
	"""Units by kind of work, and how many tried in vain."""
	entry = frappe.qb.DocType("Liaison Ledger Entry")
	tried = Count(Case().when(entry.attempted == 1, entry.voucher)).distinct()
	query = (
		frappe.qb.from_(entry)
		.select(entry.activity_kind, Sum(entry.units).as_("units"), tried.as_("attempted"))
		.where(counted_lines(question))
		.groupby(entry.activity_kind)
		.orderby(entry.activity_kind)
	)
	rows = query.run(as_dict=True)
	for row in rows:
		row.units, row.attempted = int(row.units or 0), int(row.attempted or 0)
		row.completed = row.units - row.attempted
	return {row.activity_kind: row for row in rows}


def _by_type(question: Question) -> list[dict]:
	"""A row for each of the six types, in their order."""
	entry = frappe.qb.DocType("Liaison Ledger Entry")
	rows = figures(counted_lines(question), involvement_type=entry.involvement_type)
	found = {row.involvement_type: row for row in rows}
	empty = dict.fromkeys(FIGURES, 0)
	return [{**empty, **found.get(name, {}), "involvement_type": name} for name in involvement_types()]


def _children(question: Question, least: int) -> list[Figure]:
	found = children_of(question, least)
	labels = {**tier_labels(), NO_TIER: _("In No Tier")}
	return [
		Figure(_("Children"), str(found.children), _("At the school, on the last day.")),
		Figure(_("Attendance Known"), in_words(found.known), _("Of this school year, up to the last day.")),
		*(
			Figure(_("Absence: {0}").format(labels[tier]), in_words(count))
			for tier, count in found.tiers.items()
		),
	]


def _partnership(question: Question) -> list[Figure]:
	plan = plan_of(question)
	if not plan:
		return [Figure(_("Plan"), _("none this school year"))]
	return [
		Figure(_("Plan"), _(plan.status)),
		Figure(_("Activities Done"), f"{plan.done} / {plan.planned}", _("Of all that were not called off.")),
		Figure(_("Activities Late"), str(plan.late), _("Planned for a day before the last, and not done.")),
		Figure(_("Types Without an Activity"), str(plan.missing_types), _("Of the six types of involvement.")),
	]  # fmt: skip
