"""What was counted at events: people, families of the programme, first-timers, languages. Figures alone, nobody's name."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

import frappe
from frappe.query_builder.functions import Date

from liaison_app.activity.families import enrolled_during
from liaison_app.activity.figures import Question
from liaison_app.partnership.events import HELD
from liaison_app.permissions.criteria import readable


@dataclass(frozen=True)
class Figures:
	"""Events in the order of time, and the sums over them.

	events: event, event_name, held_on, school, kind, rating, people, families and first_time (sets), offered (names of
	languages), spoken (a Counter of them; "" is not known). unnamed: what of families, first_time and spoken is of those
	whose rows of attendance the user may count, but not read. families, first_time: different families over all events.
	enrolled: families that were enrolled on a day of the question.
	"""

	events: list[dict]
	families: frozenset[str]
	first_time: frozenset[str]
	enrolled: int

	@property
	def people(self) -> int:
		"""How many were present, over all events."""
		return sum(row["people"] for row in self.events)


def figures_of(question: Question, kind: str | None = None) -> Figures:
	"""The figures of what was held, as far as the question's user may count it. Its dates are those of the events."""
	events = _events(question, kind)
	names = [row.event for row in events]
	came, offered = _came(names, question.user), _offered(names)
	first = _first_days({row.family for rows in came.values() for row in rows if row.family})
	at_home = _languages_of(first)
	named = _named(names, question.user)
	for row in events:
		rows = came.get(row.event, [])
		this = (row.planned_start, row.event)
		row.update(_counted(rows, this, first, at_home))
		row.unnamed = _counted([one for one in rows if one.name not in named], this, first, at_home)
		row.offered = offered.get(row.event, [])
	return Figures(
		events,
		frozenset().union(*(row.families for row in events)),
		frozenset().union(*(row.first_time for row in events)),
		len(enrolled_during(question)),
	)


def _counted(rows: list[dict], event: tuple, first: dict[str, tuple], at_home: dict[str, str]) -> dict:
	"""What rows of attendance at an event say: families and first_time (sets), spoken (a Counter)."""
	families = frozenset(one.family for one in rows if one.family)
	return {
		"families": families,
		"first_time": frozenset(family for family in families if first[family] == event),
		"spoken": Counter(
			at_home.get(one.family) or one.language_name or ""
			for one in rows
			if one.family or one.person_name
		),
	}


def _events(question: Question, kind: str | None) -> list[dict]:
	event = frappe.qb.DocType("Engagement Event")
	query = (
		frappe.qb.from_(event)
		.select(
			event.name.as_("event"), event.event_name, event.planned_start, Date(event.planned_start).as_("held_on"),
			event.school, event.kind, event.rating, event.head_count.as_("people"),
		)
		.where((event.status == HELD) & Date(event.planned_start)[question.from_date : question.to_date])
		.orderby(event.planned_start)
		.orderby(event.name)
	)  # fmt: skip
	for column, value in (("school", question.school), ("kind", kind)):
		query = query.where(event[column] == value) if value else query
	return readable(query, event, "Engagement Event", question.user).run(as_dict=True)


def _came(events: list[str], user: str) -> dict[str, list[dict]]:
	"""The rows of attendance by event, as far as the user may count them."""
	row, language = frappe.qb.DocType("Event Attendance"), frappe.qb.DocType("Language")
	query = (
		frappe.qb.from_(row)
		.left_join(language)
		.on(language.name == row.asked_language)
		.select(row.name, row.event, row.family, row.person_name, language.language_name)
		.where(row.event.isin(events or [""]))
		.orderby(row.event)
		.orderby(row.name)
	)
	found: dict[str, list[dict]] = {}
	for one in readable(query, row, "Event Attendance", user, "figures").run(as_dict=True):
		found.setdefault(one.event, []).append(one)
	return found


def _named(events: list[str], user: str) -> set[str]:
	"""The rows of attendance that the user may read: who came is no secret to them."""
	row = frappe.qb.DocType("Event Attendance")
	query = frappe.qb.from_(row).select(row.name).where(row.event.isin(events or [""])).orderby(row.name)
	return {name for (name,) in readable(query, row, "Event Attendance", user).run()}


def _first_days(families: Iterable[str]) -> dict[str, tuple]:
	"""When each family first came to an event that was held, and to which, wherever that was."""
	row, event = frappe.qb.DocType("Event Attendance"), frappe.qb.DocType("Engagement Event")
	rows = (
		frappe.qb.from_(row)
		.join(event)
		.on(event.name == row.event)
		.select(row.family, event.planned_start, event.name)
		.where(row.family.isin(sorted(families) or [""]) & (event.status == HELD))
		.orderby(event.planned_start)
		.orderby(event.name)
	).run()
	found: dict[str, tuple] = {}
	for family, start, name in rows:
		found.setdefault(family, (start, name))
	return found


def _languages_of(families: Iterable[str]) -> dict[str, str]:
	"""The home language of each family that was asked for it."""
	family, language = frappe.qb.DocType("Focus Family"), frappe.qb.DocType("Language")
	query = (
		frappe.qb.from_(family)
		.join(language)
		.on(language.name == family.home_language)
		.select(family.name, language.language_name)
		.where(family.name.isin(sorted(families) or [""]))
		.orderby(family.name)
	)
	return dict(query.run())


def _offered(events: list[str]) -> dict[str, list[str]]:
	row, language = frappe.qb.DocType("Event Language"), frappe.qb.DocType("Language")
	rows = (
		frappe.qb.from_(row)
		.join(language)
		.on(language.name == row.language)
		.select(row.parent, language.language_name)
		.where((row.parenttype == "Engagement Event") & row.parent.isin(events or [""]))
		.orderby(row.parent)
		.orderby(row.idx)
	).run()
	found: dict[str, list[str]] = {}
	for event, name in rows:
		found.setdefault(event, []).append(name)
	return found
