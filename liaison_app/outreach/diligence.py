"""Whether due diligence was done to reach a family (docs/definitions.md), for one or for many."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

import frappe
from frappe.query_builder.functions import Max
from frappe.utils import add_days, getdate, nowdate

#: Outcomes of an outgoing contact that reached nobody.
ATTEMPTS = ("Left Message", "No Answer", "Wrong Number", "Returned")
#: Talks about families, not with them: work, but no contact, no attempt, no reach.
COLLEAGUES = ("Teacher or Staff", "Agency")


@dataclass(frozen=True)
class Diligence:
	"""Attempts since the family was last reached, within the days that count.

	attempts: tries (a wrong number counts once). dates: different days. channels: different safe ways.
	done: whether all three meet the settings.
	"""

	attempts: int
	dates: int
	channels: int
	done: bool


def due_diligence(family: str) -> Diligence:
	"""The attempts to reach a family, counted as the settings say."""
	return due_diligences([family])[family]


def due_diligences(families: Iterable[str]) -> dict[str, Diligence]:
	"""The attempts to reach each family, in a constant number of statements. Their caller asks who may know of them."""
	names, settings = sorted(families), frappe.get_cached_doc("Liaison Settings")
	attempts, last = defaultdict(list), _last_reached_at(names)
	for row in _attempts(names, add_days(nowdate(), -settings.due_diligence_days)):
		if row.family not in last or row.contacted_at > last[row.family]:
			attempts[row.family].append(row)
	return {family: _count(attempts[family], settings) for family in names}


def _count(rows: list[dict], settings) -> Diligence:
	wrong = {(row.family_member, row.number_used) for row in rows if row.outcome == "Wrong Number"}
	attempts = len(wrong) + sum(1 for row in rows if row.outcome != "Wrong Number")
	dates = len({getdate(row.contacted_at) for row in rows})
	channels = len({row.way for row in rows})
	return Diligence(
		attempts=attempts,
		dates=dates,
		channels=channels,
		done=attempts >= settings.due_diligence_attempts
		and dates >= settings.due_diligence_dates
		and channels >= settings.due_diligence_channels,
	)


def _attempts(families: list[str], since: str) -> list[dict]:
	"""Contacts and visits that reached nobody: family, member, number, outcome, when, and by which way."""
	return [*_contact_attempts(families, since), *_visit_attempts(families, since)]


def _contact_attempts(families: list[str], since: str) -> list[dict]:
	contact, channel = frappe.qb.DocType("Liaison Contact"), frappe.qb.DocType("Contact Channel")
	return (
		frappe.qb.from_(contact)
		.join(channel)
		.on(channel.name == contact.channel)
		.select(contact.family, contact.family_member, contact.number_used, contact.outcome)
		.select(contact.contacted_at, channel.way)
		.where(contact.family.isin(families or [""]) & (contact.contacted_at >= since))
		.where((contact.direction == "Outgoing") & (contact.is_message == 0))
		.where(contact.counterpart.notin(COLLEAGUES) & contact.outcome.isin(ATTEMPTS))
		.orderby(contact.contacted_at)
	).run(as_dict=True)


def _visit_attempts(families: list[str], since: str) -> list[dict]:
	"""To stand at the door is a try in person, which is safe for any adult."""
	visit = frappe.qb.DocType("Home Visit")
	rows = (
		frappe.qb.from_(visit)
		.select(visit.family, visit.actual_start.as_("contacted_at"))
		.where(visit.family.isin(families or [""]) & (visit.status == "Attempted") & (visit.docstatus == 1))
		.where(visit.actual_start >= since)
		.orderby(visit.actual_start)
	).run(as_dict=True)
	same = {"family_member": None, "number_used": None, "outcome": "Attempted", "way": "In Person"}
	return [frappe._dict(row, **same) for row in rows]


def _last_reached_at(families: list[str]) -> dict[str, datetime]:
	"""Date and time of the last contact, visit or meeting that reached each family; nothing where there was none."""
	contact, visit, meeting, part = (
		frappe.qb.DocType(name)
		for name in ("Liaison Contact", "Home Visit", "Liaison Meeting", "Work Family")
	)
	names = families or [""]
	queries = (
		frappe.qb.from_(contact)
		.select(contact.family, Max(contact.contacted_at))
		.where(contact.family.isin(names) & (contact.reached == 1))
		.groupby(contact.family),
		frappe.qb.from_(visit)
		.select(visit.family, Max(visit.actual_start))
		.where(visit.family.isin(names) & (visit.reached == 1) & (visit.docstatus == 1))
		.groupby(visit.family),
		frappe.qb.from_(meeting)
		.join(part)
		.on((part.parent == meeting.name) & (part.parenttype == "Liaison Meeting"))
		.select(part.family, Max(meeting.actual_start))
		.where(part.family.isin(names) & (part.reached == 1) & (meeting.docstatus == 1))
		.groupby(part.family),
	)
	found: dict[str, datetime] = {}
	for family, moment in (row for query in queries for row in query.run() if row[1]):
		found[family] = max(moment, found.get(family, moment))
	return found
