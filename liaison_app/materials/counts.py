"""How many copies were handed out, as far as whoever asks may count them. No figure names a family."""

from collections import Counter
from collections.abc import Iterable

import frappe
from frappe.query_builder import Criterion
from frappe.query_builder.functions import Count, Max, Sum

from liaison_app.activity.figures import Question, question_of
from liaison_app.permissions.criteria import NOTHING, criterion


def by_material(question: Question) -> list[dict]:
	"""A row for each material and school with copies in those days: most copies first.

	Each row: material, title, material_type, language, school, times, copies, last (day).
	"""
	handout, material = frappe.qb.DocType("Material Handout"), frappe.qb.DocType("Outreach Material")
	return (
		frappe.qb.from_(handout)
		.join(material)
		.on(material.name == handout.material)
		.select(handout.material, material.title, material.material_type, material.language, handout.school)
		.select(Count(handout.name).as_("times"), Sum(handout.copies).as_("copies"), Max(handout.handed_on).as_("last"))
		.where(_counted(question))
		.groupby(handout.material, material.title, material.material_type, material.language, handout.school)
		.orderby(Sum(handout.copies), order=frappe.qb.desc)
		.orderby(material.title)
		.orderby(handout.school)
	).run(as_dict=True)  # fmt: skip


def copies_by_type(rows: Iterable[dict]) -> dict[str, int]:
	"""The copies of rows of `by_material` by type of material."""
	found: Counter[str] = Counter()
	for row in rows:
		found[row["material_type"]] += int(row["copies"])
	return dict(found)


def copies(question: Question) -> int:
	"""All copies that a question counts."""
	handout = frappe.qb.DocType("Material Handout")
	found = frappe.qb.from_(handout).select(Sum(handout.copies)).where(_counted(question)).run()
	return int(found[0][0] or 0)


def handed_out(material: str) -> dict | None:
	"""What the form of a material shows: times, copies and last day of this school year.

	None for a user who may count nowhere, such as a teacher.
	"""
	handout, user = frappe.qb.DocType("Material Handout"), frappe.session.user
	if criterion(handout, "Material Handout", user, "figures") is NOTHING:
		return None
	query = (
		frappe.qb.from_(handout)
		.select(Count(handout.name).as_("times"), Sum(handout.copies).as_("copies"), Max(handout.handed_on).as_("last"))
		.where(_counted(question_of({}, user)) & (handout.material == material))
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
