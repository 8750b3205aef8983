"""What a user's roles, school assignments and exclusions open today.

Worked out once a request in a handful of statements and kept in `frappe.local`, so that lists and
documents can be judged with literals (a subquery in every list costs hundreds of milliseconds).
"""

from dataclasses import dataclass
from datetime import date

import frappe
from frappe.query_builder import Case, Criterion
from frappe.query_builder.functions import Max, Min
from frappe.utils import getdate, nowdate

from liaison_app.permissions import matrix

#: While an enrolment waits for a decision, the nominating school sees the family.
PENDING = ("Nominated", "In Review", "Waitlisted")
#: Until an enrolment was declined or has ended. A family has one open Lead enrolment.
OPEN = (*PENDING, "Enrolled")


@dataclass(frozen=True)
class Scope:
	"""A user's scope.

	roles: the roles of the matrix that the user holds.
	schools: for each capacity, the schools where the user has it today *and* holds the role.
	families: for each capacity, the families that these schools see today.
	caseload: the families with an enrolment of this user, or of a liaison whom the user covers, at one of the
		schools where the user is assigned as liaison.
	covers: the liaisons whom the user covers today, each with the first and the last day of it.
	covered: the families of the caseload that are there by cover alone.
	colleagues: for each capacity, the users assigned to its schools today.
	excluded: families kept from this user.
	"""

	user: str
	roles: frozenset[str]
	schools: dict[str, frozenset[str]]
	families: dict[str, frozenset[str]]
	caseload: frozenset[str]
	covers: dict[str, tuple[date, date]]
	covered: frozenset[str]
	colleagues: dict[str, frozenset[str]]
	excluded: frozenset[str]


def get_scope(user: str | None = None) -> Scope:
	"""The scope of a user (default: the session's), worked out at most once a request."""
	user = user or frappe.session.user
	cache = _cache()
	if user not in cache:
		cache[user] = _build(user)
	return cache[user]


def forget_scopes(*_args, **_kwargs) -> None:
	"""Drop what was worked out in this request; called when assignments, enrolments, roles change."""
	_cache().clear()


def sees_everything(user: str) -> bool:
	"""The host's Administrator passes every row rule; nobody else does."""
	return user == "Administrator"


def has_app_permission() -> bool:
	"""Whether the session's user has a part in the programme, so that the apps screen shows it."""
	return sees_everything(frappe.session.user) or bool(get_scope().roles)


def current_rows(table, day=None) -> Criterion:
	"""Rows of a table with starts_on and last_day that are in force on a day (default: today)."""
	day = getdate(day or nowdate())
	return overlapping_rows(table, day, day)


def overlapping_rows(table, first: date, last: date) -> Criterion:
	"""Rows of a table with starts_on and last_day that are in force on a day from `first` to `last`."""
	return (table.starts_on <= last) & (table.last_day.isnull() | (table.last_day >= first))


def open_enrolments(table, day=None) -> Criterion:
	"""Enrolments by which a school sees the family on a day: current ones, and pending ones."""
	return table.status.isin(PENDING) | ((table.status == "Enrolled") & current_rows(table, day))


def present_liaison(table):
	"""Who has an enrolment of a table today: its liaison, or the next one from the day of the handover on."""
	is_handed_over = table.next_liaison_from <= getdate(nowdate())
	return Case().when(is_handed_over, table.next_liaison).else_(table.liaison)


def _cache() -> dict[str, Scope]:
	if not hasattr(frappe.local, "liaison_scopes"):
		frappe.local.liaison_scopes = {}
	return frappe.local.liaison_scopes


def _build(user: str) -> Scope:
	# The host leaves a disabled user the roles: a mail that goes on, or a link in an old one, would still act by them.
	enabled = frappe.db.get_value("User", user, "enabled")
	roles = frozenset(frappe.get_roles(user) if enabled else ()) & {*matrix.ROLES, matrix.SYSTEM_MANAGER}
	schools = _schools(user, roles)
	enrolments = _enrolments(frozenset().union(*schools.values()))
	families = {
		capacity: frozenset(row.family for row in enrolments if row.school in own)
		for capacity, own in schools.items()
	}
	at_work = [row for row in enrolments if row.school in schools.get(matrix.LIAISON, ())]
	covers = _covers(user)
	own = frozenset(row.family for row in at_work if row.liaison == user)
	covered = frozenset(row.family for row in at_work if row.liaison in covers)
	return Scope(
		user=user,
		roles=roles,
		schools=schools,
		families=families,
		caseload=own | covered,
		covers=covers,
		covered=covered - own,
		colleagues={capacity: _assigned_users(own) for capacity, own in schools.items()},
		excluded=_excluded(user),
	)


def _schools(user: str, roles: frozenset[str]) -> dict[str, frozenset[str]]:
	table = frappe.qb.DocType("School Assignment")
	rows = (
		frappe.qb.from_(table)
		.select(table.parent, table.capacity)
		.where((table.user == user) & (table.parenttype == "Liaison School") & current_rows(table))
	).run(as_dict=True)
	return {
		capacity: frozenset(row.parent for row in rows if row.capacity == capacity)
		for capacity in matrix.CAPACITIES
		if capacity in roles
	}


def _enrolments(schools: frozenset[str]) -> list[dict]:
	if not schools:
		return []
	table = frappe.qb.DocType("Family Enrolment")
	return (
		frappe.qb.from_(table)
		.select(table.family, table.school, present_liaison(table).as_("liaison"))
		.where(table.school.isin(list(schools)) & open_enrolments(table))
	).run(as_dict=True)


def _covers(user: str) -> dict[str, tuple[date, date]]:
	"""Cover opens no school: a family counts where the one who covers is assigned too. It is not passed on."""
	table = frappe.qb.DocType("Liaison Leave")
	rows = (
		frappe.qb.from_(table)
		.select(table.parent, Min(table.starts_on), Max(table.last_day))
		.where((table.covered_by == user) & (table.parenttype == "Family Liaison") & current_rows(table))
		.groupby(table.parent)
		.orderby(table.parent)
	).run()
	return {liaison: (first, last) for liaison, first, last in rows}


def _assigned_users(schools: frozenset[str]) -> frozenset[str]:
	if not schools:
		return frozenset()
	table = frappe.qb.DocType("School Assignment")
	rows = (
		frappe.qb.from_(table)
		.select(table.user)
		.distinct()
		.where(table.parent.isin(list(schools)) & (table.capacity == matrix.LIAISON) & current_rows(table))
	).run()
	return frozenset(user for (user,) in rows)


def _excluded(user: str) -> frozenset[str]:
	table = frappe.qb.DocType("Access Exclusion")
	rows = (
		frappe.qb.from_(table).select(table.family).where((table.user == user) & current_rows(table))
	).run()
	return frozenset(family for (family,) in rows)
