"""The demo's families with the names that their documents have on the site."""

from dataclasses import dataclass

import frappe

from liaison_app.demo.plan import Family
from liaison_app.demo.pool import Pupil


@dataclass(frozen=True)
class Known:
	"""A family of the plan on this site. adults, pupils: names of the documents, in the plan's order."""

	plan: Family
	name: str
	adults: tuple[str, ...]
	pupils: tuple[str, ...]


def students_of(pupils: tuple[Pupil, ...]) -> dict[str, str]:
	"""The students' names by their local ids."""
	rows = frappe.get_all(
		"Focus Student",
		filters={"local_id": ["in", [pupil.child.local_id for pupil in pupils]]},
		fields=["local_id", "name"],
		order_by="name asc",
	)
	return {row.local_id: row.name for row in rows}


def read_families(families: tuple[Family, ...], names: dict[str, str]) -> list[Known]:
	"""The families that are made. names: of the Focus Families by the plan's number."""
	students = students_of(tuple(pupil for family in families for pupil in family.pupils))
	members: dict[str, list[str]] = {}
	for row in frappe.get_all(
		"Family Member",
		filters={"family": ["in", list(names.values())]},
		fields=["family", "name"],
		order_by="name asc",
	):
		members.setdefault(row.family, []).append(row.name)
	return [_known(family, names[str(family.number)], members, students) for family in families]


def _known(family: Family, name: str, members: dict[str, list[str]], students: dict[str, str]) -> Known:
	return Known(
		plan=family,
		name=name,
		adults=tuple(members.get(name, ())[: len(family.adults)]),
		pupils=tuple(students[pupil.child.local_id] for pupil in family.pupils),
	)
