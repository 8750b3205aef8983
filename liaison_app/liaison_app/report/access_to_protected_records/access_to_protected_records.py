"""Who looked into secret rooms: addresses, exclusions and whatever else `rooms.py` declares secret."""

from datetime import date

import frappe
from frappe import _
from frappe.query_builder.functions import Count, Date, Max
from frappe.utils import add_days, nowdate

from liaison_app.arguments import parse_moment, parse_name
from liaison_app.permissions.criteria import readable
from liaison_app.permissions.looks import LOG
from liaison_app.permissions.rooms import ROOMS, SECRET

#: How far back unless the filter says otherwise.
DAYS = 30


def execute(filters: dict | None = None) -> tuple[list[dict], list[dict]]:
	"""Columns, and a row for each user, record and day on which the user looked at it; the latest first.

	filters: from_date, to_date, user, family. The asker is shown looks at records that the asker may read, no others.
	"""
	filters = frappe._dict(filters or {})
	looks = [look for doctype in SECRET for look in _looks(doctype, filters)]
	_add_names(looks)
	return _columns(), sorted(looks, key=lambda look: look["looked_at"], reverse=True)


def _columns() -> list[dict]:
	return [
		{"fieldname": "looked_at", "label": _("Last Look"), "fieldtype": "Datetime", "width": 180},
		{"fieldname": "full_name", "label": _("Who"), "fieldtype": "Data", "width": 180},
		{"fieldname": "viewed_by", "label": _("User"), "fieldtype": "Link", "options": "User", "width": 200},
		{"fieldname": "record", "label": _("Record"), "fieldtype": "Data", "width": 150},
		{
			"fieldname": "family",
			"label": _("Family"),
			"fieldtype": "Link",
			"options": "Focus Family",
			"width": 120,
		},
		{"fieldname": "family_name", "label": _("Family Name"), "fieldtype": "Data", "width": 180},
		{"fieldname": "times", "label": _("Looks on That Day"), "fieldtype": "Int", "width": 150},
	]


def _looks(doctype: str, filters: dict) -> list[dict]:
	log, record, (first, last) = frappe.qb.DocType(LOG), frappe.qb.DocType(doctype), _days(filters)
	family, day = _family_of(record, doctype), Date(log.creation)
	query = (
		frappe.qb.from_(log)
		.join(record)
		.on((log.reference_doctype == doctype) & (log.reference_name == record.name))
		.select(
			log.viewed_by, family.as_("family"), Max(log.creation).as_("looked_at"), Count("*").as_("times")
		)
		.where((log.creation >= first) & (log.creation < add_days(last, 1)))
		.groupby(log.viewed_by, record.name, family, day)
		.orderby(day, log.viewed_by, record.name)
	)
	if user := parse_name(filters.user, _("User")):
		query = query.where(log.viewed_by == user)
	if of_family := parse_name(filters.family, _("Family")):
		query = query.where(family == of_family)
	rows = readable(query, record, doctype, frappe.session.user).run(as_dict=True)
	return [{**row, "record": _(doctype)} for row in rows]


def _days(filters: dict) -> tuple[date, date]:
	last = parse_moment(filters.to_date or nowdate(), _("To")).date()
	return parse_moment(filters.from_date or add_days(last, -DAYS), _("From")).date(), last


def _family_of(record, doctype: str):
	"""The family that a record is about: its own column, or its student's."""
	room = ROOMS[doctype]
	if room.family:
		return record[room.family]
	student = frappe.qb.DocType("Focus Student")
	return frappe.qb.from_(student).select(student.family).where(student.name == record[room.pupil])


def _add_names(looks: list[dict]) -> None:
	"""People and families by the names under which they are known."""
	people = _names("User", "full_name", {look["viewed_by"] for look in looks})
	families = _names("Focus Family", "family_name", {look["family"] for look in looks})
	for look in looks:
		look["full_name"] = people.get(look["viewed_by"])
		look["family_name"] = families.get(look["family"])


def _names(doctype: str, field: str, wanted: set[str]) -> dict[str, str]:
	table = frappe.qb.DocType(doctype)
	rows = (
		frappe.qb.from_(table)
		.select(table.name, table[field])
		.where(table.name.isin(sorted(filter(None, wanted)) or [""]))
		.orderby(table.name)
	).run()
	return dict(rows)
