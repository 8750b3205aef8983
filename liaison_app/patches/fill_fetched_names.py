"""Names of people that documents fetch since now: write them into those that are there already."""

import frappe


def execute() -> None:
	_fetch("Next Step", "assignee", "assignee_name", "User", "full_name")
	_fetch("Family Enrolment", "liaison", "liaison_name", "Family Liaison", "liaison_name")


def _fetch(doctype: str, link: str, field: str, person: str, source: str) -> None:
	"""Copy what `link` leads to, person by person. Past the documents: nothing else in them changes."""
	table, people = frappe.qb.DocType(doctype), frappe.qb.DocType(person)
	for name, label in frappe.qb.from_(people).select(people.name, people[source]).run():
		frappe.qb.update(table).set(table[field], label).where(
			(table[link] == name) & table[field].isnull()
		).run()
