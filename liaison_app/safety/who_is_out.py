"""Who is out on a home visit now, and who should be back: for the visitors, for whoever is alarmed, for coordinators."""

from typing import Any

import frappe
from frappe.query_builder import Criterion
from frappe.utils import get_fullname, now_datetime

from liaison_app.outreach.places import shown_place
from liaison_app.permissions.criteria import criterion
from liaison_app.permissions.scope import get_scope
from liaison_app.safety.alarm import callee
from liaison_app.safety.check_in import is_alarmed, is_visitor, signs
from liaison_app.safety.returning import awaited, overdue, visiting_liaisons


@frappe.whitelist()
def who_is_out() -> dict[str, Any]:
	"""The visits from which somebody is still to come back, and what to do about those who are overdue.

	rows: each visit that the user may read, and each for which the user is to be alarmed, the longest awaited
	first: name, callees (name and number of each liaison), the signs of life, alarm_taken_by_name, is_overdue,
	alarms_raised, is_mine, is_alarmed. Only where the user may read the visit also family_name and place ("protected"
	where it is).
	instruction: what whoever is alarmed should do.
	"""
	visit = frappe.qb.DocType("Home Visit")
	now = now_datetime()
	begun = (visit.planned_start <= now) | visit.arrived_at.isnotnull()
	late = {name for (name,) in _names(visit, overdue(visit, now))}
	names = [name for (name,) in _names(visit, awaited(visit) & begun)]
	return {
		"rows": [_row(name, name in late) for name in names],
		"instruction": frappe.get_cached_doc("Liaison Settings").alarm_instruction,
	}


def _names(visit, which: Criterion) -> list[tuple]:
	query = frappe.qb.from_(visit).select(visit.name).where(which & _concerns_user(visit))
	return query.orderby(visit.expected_return, visit.name).run()


def _concerns_user(visit) -> Criterion:
	user = frappe.session.user
	named = visit.alarm_person == user
	if excluded := sorted(get_scope(user).excluded):
		named &= visit.family.notin(excluded)
	readable = criterion(visit, "Home Visit", user)
	return visit.name.isnotnull() if readable is None else named | readable


def _row(name: str, is_overdue: bool) -> dict[str, Any]:
	visit = frappe.get_doc("Home Visit", name)
	row = {
		"name": name,
		"callees": [callee(liaison) for liaison in visiting_liaisons(visit)],
		"is_overdue": is_overdue,
		"alarms_raised": visit.alarms_raised,
		"is_mine": is_visitor(visit),
		"is_alarmed": is_alarmed(visit),
		**signs(visit),
		"alarm_taken_by_name": visit.alarm_taken_by and get_fullname(visit.alarm_taken_by),
	}
	if frappe.has_permission("Home Visit", doc=visit):
		row |= {"family_name": visit.family_name, "place": shown_place(visit.as_dict())}
	return row
