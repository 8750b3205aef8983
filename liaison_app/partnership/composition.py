"""What a partnership team lacks: a warning, never a refusal (rule: Action Teams for Partnerships, NNPS).

How many of each role a team should have is in Partnership Role, the least of all members in Liaison Settings.
"""

from collections import Counter
from datetime import date

import frappe
from frappe import _
from frappe.model.document import Document
from frappe.utils import cint, getdate


def current_members(team: Document, day: date | None = None) -> list[Document]:
	"""The rows of a team's members whose term of office is in force on a day (default: today)."""
	day = getdate(day)
	return [
		row
		for row in team.members
		if getdate(row.starts_on) <= day and (not row.last_day or getdate(row.last_day) >= day)
	]


def chair_of(team: Document) -> str | None:
	"""The name of a team's chair today; None while there is none."""
	return next((row.member_name for row in current_members(team) if row.is_chair), None)


def check_team_of_school(doc: Document) -> None:
	"""Refuse a document of one school that names the team of another."""
	if doc.team and frappe.db.get_value("Partnership Team", doc.team, "school") != doc.school:
		frappe.throw(_("Partnership Team: choose the team of {0}.").format(doc.school))


def warnings(team: Document) -> list[str]:
	"""What a team lacks today, or has too much of, each as a sentence."""
	members = current_members(team)
	found = [
		*_too_few(members),
		*_of_roles(members, frappe.db.get_value("Liaison School", team.school, "kind")),
	]
	if not any(row.is_chair for row in members):
		found.append(_("Nobody is marked as Chair."))
	return found


def _too_few(members: list[Document]) -> list[str]:
	least = cint(frappe.db.get_single_value("Liaison Settings", "team_least_members"))
	if len(members) >= least:
		return []
	return [_("The team has {0} members; it should have at least {1}.").format(len(members), least)]


def _of_roles(members: list[Document], school_kind: str) -> list[str]:
	counts, found = Counter(row.role for row in members), []
	for role in _roles():
		here = not role.school_kind or role.school_kind == school_kind
		least, most = cint(role.at_least) if here else 0, cint(role.at_most)
		if counts[role.name] < least:
			found.append(
				_("{0}: {1}, should be at least {2}.").format(_(role.name), counts[role.name], least)
			)
		elif most and counts[role.name] > most:
			found.append(_("{0}: {1}, usually at most {2}.").format(_(role.name), counts[role.name], most))
	return found


def _roles() -> list[dict]:
	return frappe.get_all(
		"Partnership Role",
		filters={"disabled": 0},
		fields=["name", "at_least", "at_most", "school_kind"],
		order_by="position asc, name asc",
	)
