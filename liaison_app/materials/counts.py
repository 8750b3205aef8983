"""How many copies were handed out, as far as whoever asks may count them. No figure names a family.

What was handed out in few copies, or to one family, is told to whoever may read the note on it. To others it counts as
copies of something: a material in a language that one family speaks would be a name. Each note is judged for itself, so
that no other choice of dates shows by subtraction what one hides.
"""

from collections import Counter
from collections.abc import Iterable

import frappe
from frappe.query_builder import Criterion
from frappe.query_builder.functions import Count, Max, Sum

from liaison_app.activity.figures import Question, question_of
from liaison_app.columns import is_empty
from liaison_app.permissions.criteria import NOTHING, criterion
from liaison_app.small_cells import least_shown


def by_material(question: Question) -> list[dict]:
	"""A row for each material and school with copies in those days that may be told: most copies first.

	Each row: material, title, material_type, language, school, times, copies, last (day).
	"""
	handout, material = frappe.qb.DocType("Material Handout"), frappe.qb.DocType("Outreach Material")
	return (
		frappe.qb.from_(handout)
		.join(material)
		.on(material.name == handout.material)
		.select(handout.material, material.title, material.material_type, material.language, handout.school)
		.select(Count(handout.name).as_("times"), Sum(handout.copies).as_("copies"), Max(handout.handed_on).as_("last"))
		.where(_counted(question) & _told(question.user))
		.groupby(handout.material, material.title, material.material_type, material.language, handout.school)
		.orderby(Sum(handout.copies), order=frappe.qb.desc)
		.orderby(material.title)
		.orderby(handout.school)
	).run(as_dict=True)  # fmt: skip


def untold(question: Question, told: Iterable[dict]) -> dict[str, int]:
	"""Copies by school of what the rows of `by_material` leave out."""
	handout = frappe.qb.DocType("Material Handout")
	rows = (
		frappe.qb.from_(handout)
		.select(handout.school, Sum(handout.copies))
		.where(_counted(question))
		.groupby(handout.school)
		.orderby(handout.school)
	).run()
	left = Counter({school: int(count) for school, count in rows})
	for row in told:
		left[row["school"]] -= int(row["copies"])
	return {school: count for school, count in left.items() if count}


def copies_by_type(rows: Iterable[dict]) -> dict[str, int]:
	"""The copies of rows of `by_material` by type of material."""
	found: Counter[str] = Counter()
	for row in rows:
		found[row["material_type"]] += int(row["copies"])
	return dict(found)


def by_type(question: Question) -> dict[str, int]:
	"""Copies by type of material of what everybody is told who may count: the same for whoever asks.

	All copies by type would tell, less what `by_material` tells, of which type the others were.
	"""
	handout, material = frappe.qb.DocType("Material Handout"), frappe.qb.DocType("Outreach Material")
	rows = (
		frappe.qb.from_(handout)
		.join(material)
		.on(material.name == handout.material)
		.select(material.material_type, Sum(handout.copies))
		.where(_counted(question) & _told_to_all())
		.groupby(material.material_type)
		.orderby(material.material_type)
	).run()
	return {kind: int(count) for kind, count in rows}


def copies(question: Question) -> int:
	"""All copies that a question counts."""
	handout = frappe.qb.DocType("Material Handout")
	found = frappe.qb.from_(handout).select(Sum(handout.copies)).where(_counted(question)).run()
	return int(found[0][0] or 0)


def handed_out(material: str) -> dict | None:
	"""What the form of a material shows: times, copies and last day of this school year, of what may be told.

	None for a user who may count nowhere, such as a teacher.
	"""
	handout, user = frappe.qb.DocType("Material Handout"), frappe.session.user
	if criterion(handout, "Material Handout", user, "figures") is NOTHING:
		return None
	query = (
		frappe.qb.from_(handout)
		.select(Count(handout.name).as_("times"), Sum(handout.copies).as_("copies"), Max(handout.handed_on).as_("last"))
		.where(_counted(question_of({}, user)) & _told(user) & (handout.material == material))
	)  # fmt: skip
	found = query.run(as_dict=True)[0]
	return {**found, "copies": int(found["copies"] or 0)}


def _counted(question: Question) -> Criterion:
	"""The handouts that a question counts, as far as its user may count them."""
	handout = frappe.qb.DocType("Material Handout")
	parts = [handout.handed_on[question.from_date : question.to_date]]
	if question.school:
		parts.append(handout.school == question.school)
	rule = criterion(handout, "Material Handout", question.user, "figures")
	return Criterion.all(parts if rule is None else [*parts, rule])


def _told(user: str) -> Criterion:
	"""The handouts of which a user is told the material: those that the user may read, and those told to all."""
	handout = frappe.qb.DocType("Material Handout")
	rule = criterion(handout, "Material Handout", user)
	return handout.name.isnotnull() if rule is None else _told_to_all() | rule


def _told_to_all() -> Criterion:
	"""Stacks of copies for whoever came; all handouts where the settings hide nothing."""
	handout, least = frappe.qb.DocType("Material Handout"), least_shown()
	if not least:
		return handout.name.isnotnull()
	return is_empty(handout.family) & (handout.copies >= least)
