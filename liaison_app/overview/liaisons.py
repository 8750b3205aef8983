"""How each liaison stands: families, capacity, who is due, hours, reports.

A constant number of statements, each narrowed by the row rule of the user who asks.
"""

from collections import Counter
from dataclasses import dataclass
from datetime import date

import frappe
from frappe.query_builder import Criterion
from frappe.query_builder.functions import Count
from frappe.utils import getdate

from liaison_app.activity.figures import Question, counted_lines
from liaison_app.ledger.figures import figures
from liaison_app.outreach.due import contacts_due, is_current_lead
from liaison_app.outreach.work import assigned_liaisons
from liaison_app.overview.need import weight_by_liaison
from liaison_app.permissions.criteria import criterion, readable
from liaison_app.permissions.scope import present_liaison


@dataclass(frozen=True)
class Standing:
	"""A liaison today.

	families: open Lead enrolments. target: how many there should be. per_full_time: families for each full-time
	post; None without hours. weight: of the families by need; weight_per_full_time: for each full-time post.
	due: families that are due for contact. hours: of staff since the day asked for. waiting: reports handed in and not approved. late: reports past their due day.
	"""

	liaison: str
	liaison_name: str
	families: int
	target: int
	per_full_time: float | None
	weight: float
	weight_per_full_time: float | None
	due: int
	hours: float
	waiting: int
	late: int

	@property
	def has_work(self) -> bool:
		"""Whether there is anything to say of the liaison."""
		return any((self.families, self.hours, self.waiting, self.late))

	@property
	def places(self) -> int:
		"""How many more families fit."""
		return free_places_of(self.target, self.families)


def free_places_of(target: int, families: int) -> int:
	"""How many more families fit where there are so many; none where there are too many already."""
	return max(target - families, 0)


def standings(user: str, since: date, school: str | None = None) -> list[Standing]:
	"""How the enabled liaisons stand whom the user may read, by name.

	since: the first day whose hours count. school: its families, hours and reports alone, of those who are assigned or
	have work there.
	"""
	families, due = caseloads(user, school), _due(user, school)
	hours, reports = _hours(user, since, school), _reports(user, school)
	weights = weight_by_liaison(user, school)
	found = [
		Standing(
			liaison=row.name,
			liaison_name=row.liaison_name,
			families=families[row.name],
			target=row.caseload_target,
			per_full_time=_per_full_time(families[row.name], row.weekly_hours),
			weight=weights[row.name],
			weight_per_full_time=_per_full_time(weights[row.name], row.weekly_hours),
			due=due[row.name],
			hours=hours.get(row.name, 0),
			waiting=reports[row.name, "waiting"],
			late=reports[row.name, "late"],
		)
		for row in enabled_liaisons(user)
	]
	staff = assigned_liaisons(school) if school else ()
	return [row for row in found if not school or row.has_work or row.liaison in staff]


def _per_full_time(count: float, hours: float) -> float | None:
	return count * frappe.get_cached_doc("Liaison Settings").full_time_hours / hours if hours else None


def enabled_liaisons(user: str) -> list[dict]:
	"""Name, label, paid hours and target of the enabled liaisons whom the user may read."""
	table = frappe.qb.DocType("Family Liaison")
	query = (
		frappe.qb.from_(table)
		.select(table.name, table.liaison_name, table.weekly_hours, table.caseload_target)
		.where(table.enabled == 1)
		.orderby(table.liaison_name, table.name)
	)
	return readable(query, table, "Family Liaison", user).run(as_dict=True)


def caseloads(user: str, school: str | None = None) -> Counter:
	"""How many families each liaison leads today, as far as the user may read them."""
	family, enrolment = frappe.qb.DocType("Focus Family"), frappe.qb.DocType("Family Enrolment")
	query = (
		frappe.qb.from_(enrolment)
		.join(family)
		.on(family.name == enrolment.family)
		.select(present_liaison(enrolment).as_("liaison"), Count(enrolment.family).distinct().as_("families"))
		.where(is_current_lead(enrolment))
		.groupby(present_liaison(enrolment))
	)
	rows = query.where(_chosen(user, school)).run(as_dict=True)
	return Counter({row.liaison: row.families for row in rows})


def _due(user: str, school: str | None) -> Counter:
	return Counter(row.liaison for row in contacts_due(_chosen(user, school), getdate()))


def _chosen(user: str, school: str | None) -> Criterion:
	"""The families that the user may read, with an enrolment at the school."""
	family, enrolment = frappe.qb.DocType("Focus Family"), frappe.qb.DocType("Family Enrolment")
	parts = [criterion(family, "Focus Family", user), enrolment.school == school if school else None]
	return Criterion.all(part for part in parts if part is not None)


def _hours(user: str, since: date, school: str | None) -> dict[str, float]:
	entry = frappe.qb.DocType("Liaison Ledger Entry")
	rows = figures(counted_lines(Question(user, "Week", since, getdate(), school)), liaison=entry.liaison)
	return {row.liaison: row.staff_minutes / 60 for row in rows}


def _reports(user: str, school: str | None) -> Counter:
	"""How many reports of each liaison wait for approval, and how many are late."""
	table = frappe.qb.DocType("Weekly Activity Report")
	is_late = (table.status == "Draft") & (table.due_on < getdate())
	query = (
		frappe.qb.from_(table)
		.select(table.liaison, table.status)
		.where((table.status == "In Review") | is_late)
		.orderby(table.name)
	)
	if school:
		query = query.where(table.school == school)
	rows = readable(query, table, "Weekly Activity Report", user).run(as_dict=True)
	return Counter((row.liaison, "waiting" if row.status == "In Review" else "late") for row in rows)
