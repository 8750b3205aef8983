"""A large district in bulk: rows past the documents, so that a benchmark has it in a minute or two.

Everything is written in the caller's transaction, which rolls it back.
"""

import itertools
import random
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta

import frappe
from frappe.utils import getdate

from benchmarks.rows import write_rows
from liaison_app.permissions.matrix import LIAISON
from liaison_app.school_calendar.weeks import week_start
from tests import factories as make

SCHOOLS = 100
FAMILIES = 12_200
CONTACTS = 600_000
#: One family in so many waits for a next step, or for a visit.
STEP_OF, VISIT_OF = 6, 20
DAYS = 700
TYPES = ("Parenting", "Communicating", "Volunteering", "Learning at Home")


@dataclass(frozen=True)
class District:
	"""One liaison a school, whose user can be worked as, and a coordinator."""

	schools: list[str]
	liaisons: list[str]
	coordinator: str


def make_district() -> District:
	"""Write 100 schools with a liaison each, 12,200 families, 600,000 contacts and their ledger lines."""
	random.seed(1)
	real = make.make_liaison()
	schools = [f"Bench School {number:03}" for number in range(SCHOOLS)]
	liaisons = [real, *(f"bench{number:03}@example.org" for number in range(1, SCHOOLS))]
	pairs = list(zip(schools, liaisons, strict=True))
	write_rows("Liaison School", ({"name": name, "school_name": name} for name in schools))
	write_rows(
		"Family Liaison",
		({"name": user, "user": user, "liaison_name": user, "enabled": 1} for user in liaisons[1:]),
	)
	write_rows("School Assignment", (_assignment(school, user) for school, user in pairs))
	_write_families(pairs)
	_write_contacts(pairs)
	_keep_last_reached()
	return District(schools, liaisons, make.make_coordinator())


def _assignment(school: str, user: str) -> dict:
	parent = {"parent": school, "parenttype": "Liaison School", "parentfield": "staff"}
	return {**parent, "name": f"assign {user}", "user": user, "capacity": LIAISON, "starts_on": "2020-01-01"}


def _families() -> Iterator[tuple[str, int]]:
	"""Each family's name, and the number of its school."""
	return ((f"BFAM-{number:05}", number % SCHOOLS) for number in range(FAMILIES))


def _write_families(pairs: list[tuple[str, str]]) -> None:
	today = getdate()
	write_rows("Focus Family", ({"name": name, "family_name": f"Family {name}"} for name, _at in _families()))
	write_rows(
		"Family Enrolment",
		(
			{
				"name": f"B{name}", "family": name, "family_name": f"Family {name}", "school": pairs[at][0],
				"liaison": pairs[at][1], "role": "Lead", "status": "Enrolled", "nominated_on": today - timedelta(DAYS),
				"starts_on": today - timedelta(DAYS),
			}
			for name, at in _families()
		),
	)  # fmt: skip
	write_rows(
		"Next Step",
		(
			{
				"name": f"STEP-{name}", "what": "Bring the bus card", "family": name, "school": pairs[at][0],
				"assignee": pairs[at][1], "liaison": pairs[at][1], "due_on": today + timedelta(random.randint(-20, 20)),
			}
			for name, at in itertools.islice(_families(), 0, None, STEP_OF)
		),
	)  # fmt: skip
	write_rows(
		"Home Visit",
		(
			{
				"name": f"VIS-{name}", "family": name, "school": pairs[at][0], "liaison": pairs[at][1], "status": "Planned",
				"planned_start": today + timedelta(random.randint(-3, 20)), "planned_end": today + timedelta(21),
			}
			for name, at in itertools.islice(_families(), 0, None, VISIT_OF)
		),
	)  # fmt: skip


def _write_contacts(pairs: list[tuple[str, str]]) -> None:
	"""The contacts, and one ledger line each."""
	today = getdate()
	weeks = {today - timedelta(ago): week_start(today - timedelta(ago)) for ago in range(DAYS)}
	drawn = [
		(f"BENCH-{number:06}", number % FAMILIES, today - timedelta(random.randrange(DAYS)), random.random() < 0.6)
		for number in range(CONTACTS)
	]  # fmt: skip
	write_rows("Liaison Contact", (_contact(pairs, *row) for row in drawn))
	write_rows("Liaison Ledger Entry", (_line(pairs, weeks, *row) for row in drawn))


def _contact(pairs, name: str, family: int, day, reached: bool) -> dict:
	return {**_where(pairs, family), "name": name, "contacted_at": day, "direction": "Outgoing", "channel": "Phone Call",
		"outcome": "Reached" if reached else "No Answer", "reached": int(reached), "staff_minutes": 10,
		"involvement_type": TYPES[family % 4]}  # fmt: skip


def _line(pairs, weeks: dict, name: str, family: int, day, reached: bool) -> dict:
	return {**_where(pairs, family), "name": f"L{name}", "posting_date": day, "week": weeks[day], "school_year": "",
		"involvement_type": TYPES[family % 4], "activity_kind": "Contact", "direction": "Outgoing",
		"reached": int(reached), "units": 1, "staff_minutes": 10, "voucher_type": "Liaison Contact", "voucher": name,
		"line_key": "1", "counted_in": ""}  # fmt: skip


def _where(pairs, family: int) -> dict:
	school, liaison = pairs[family % SCHOOLS]
	return {"family": f"BFAM-{family:05}", "school": school, "liaison": liaison}


def _keep_last_reached() -> None:
	"""What the ledger would have kept on each family."""
	frappe.db.sql(
		"""update `tabFocus Family` family join (
			select family, max(posting_date) as day from `tabLiaison Ledger Entry` where reached = 1 group by family
		) entry on entry.family = family.name
		set family.last_reached = entry.day where family.name like 'BFAM-%%'"""
	)
