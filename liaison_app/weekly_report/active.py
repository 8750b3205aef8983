"""Who owes a report on a week: the active liaisons (docs/definitions.md)."""

from dataclasses import dataclass
from datetime import date, timedelta

import frappe
from frappe.utils import getdate

from liaison_app.permissions.matrix import LIAISON
from liaison_app.permissions.scope import overlapping_rows
from liaison_app.school_calendar.weeks import is_staff_day


@dataclass(frozen=True)
class Active:
	"""A liaison who is active at a school in a week. entered_on: the day the liaison came into the system."""

	liaison: str
	school: str
	entered_on: date


def active_liaisons(week: date) -> list[Active]:
	"""The liaisons active in the week that starts on a date, with each school of theirs, in order.

	Active is who is enabled, is assigned to the school on a day of the week, is not on leave the whole week,
	and had a staff day in it or logged work.
	"""
	away, worked = _leave(week), _worked(week)
	return [
		Active(row.liaison, row.school, getdate(row.creation))
		for row in _assigned(week)
		if not _is_away(row, week, away.get(row.liaison, ()))
		and (staff_days(week, row.school) or (row.liaison, row.school) in worked)
	]


def days_of(week: date) -> list[date]:
	"""The seven days of the week that starts on a date."""
	return [getdate(week) + timedelta(days=offset) for offset in range(7)]


def staff_days(week: date, school: str) -> list[date]:
	"""The days of the week on which the school's staff work."""
	return [day for day in days_of(week) if is_staff_day(day, school)]


def _assigned(week: date) -> list[dict]:
	staff, school = frappe.qb.DocType("School Assignment"), frappe.qb.DocType("Liaison School")
	liaison = frappe.qb.DocType("Family Liaison")
	first, *_others, last = days_of(week)
	return (
		frappe.qb.from_(staff)
		.join(school)
		.on(school.name == staff.parent)
		.join(liaison)
		.on(liaison.name == staff.user)
		.select(liaison.name.as_("liaison"), school.name.as_("school"), liaison.creation)
		.distinct()
		.where((staff.capacity == LIAISON) & overlapping_rows(staff, first, last))
		.where((school.disabled == 0) & (liaison.enabled == 1))
		.orderby(liaison.name, school.name)
	).run(as_dict=True)


def _leave(week: date) -> dict[str, list[dict]]:
	table = frappe.qb.DocType("Liaison Leave")
	first, *_others, last = days_of(week)
	rows = (
		frappe.qb.from_(table)
		.select(table.parent, table.starts_on, table.last_day)
		.where(overlapping_rows(table, first, last))
		.orderby(table.parent, table.starts_on)
	).run(as_dict=True)
	found: dict[str, list[dict]] = {}
	for row in rows:
		found.setdefault(row.parent, []).append(row)
	return found


def _worked(week: date) -> set[tuple[str, str]]:
	entry = frappe.qb.DocType("Liaison Ledger Entry")
	query = frappe.qb.from_(entry).select(entry.liaison, entry.school).distinct()
	return set(query.where(entry.week == getdate(week)).run())


def _is_away(row: dict, week: date, leave: list[dict]) -> bool:
	"""On leave on every staff day of the week; in a week without any, on every day."""
	days = staff_days(week, row.school) or days_of(week)
	return all(any(away.starts_on <= day <= away.last_day for away in leave) for day in days)
