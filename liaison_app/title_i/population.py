"""Counts of families by what section 1116 names: what they may say, and what of them is shown."""

import frappe
from frappe import _
from frappe.model.document import Document
from frappe.utils import cint

from liaison_app.activity.figures import Question
from liaison_app.columns import is_empty
from liaison_app.locks import lock_rows, other_row
from liaison_app.permissions.criteria import readable
from liaison_app.small_cells import hide_small

#: What section 1116(a)(2)(D)(i) names.
CHARACTERISTICS = (
	"Economically Disadvantaged", "Disability", "Limited English", "Limited Literacy", "Race or Ethnicity",
)  # fmt: skip


def check_population(row: Document) -> None:
	"""Refuse counts that cannot be, and the same group twice. Call it from validate.

	Raises frappe.ValidationError with one sentence that names the field.
	"""
	if cint(row.took_part) > cint(row.families):
		frappe.throw(
			_("Took Part: {0} is more than the {1} families of the group.").format(
				row.took_part, row.families
			)
		)
	# The school's row is locked, so that two at once cannot both pass.
	lock_rows("Liaison School", [row.school])
	table = frappe.qb.DocType("Title I Population")
	same = (table.school == row.school) & (table.school_year == row.school_year)
	same &= table.characteristic == row.characteristic
	same &= table.group_name == row.group_name if row.group_name else is_empty(table.group_name)
	if other_row(row, "name", same):
		frappe.throw(
			_("Group: {0} of {1} is there already for {2}, change that one.").format(
				row.group_name or _(row.characteristic), row.school, row.school_year
			)
		)


def shown_population(question: Question, school_year: str, least: int) -> list[dict]:
	"""The groups of the question's school in a year, with None in place of what is of a few.

	Each row: characteristic, group_name, families, took_part, source. Who took part is hidden also where those who did
	not are few.
	"""
	table = frappe.qb.DocType("Title I Population")
	query = (
		frappe.qb.from_(table)
		.select(table.characteristic, table.group_name, table.families, table.took_part, table.source)
		.where((table.school == question.school) & (table.school_year == school_year))
		.orderby(table.characteristic, table.group_name)
	)
	rows = readable(query, table, "Title I Population", question.user, "figures").run(as_dict=True)
	return [
		shown
		for characteristic in CHARACTERISTICS
		for shown in shown_groups([row for row in rows if row.characteristic == characteristic], least)
	]


def shown_groups(rows: list[dict], least: int) -> list[dict]:
	"""The groups of one characteristic, without counts of a few."""
	families = hide_small({_key(row): row["families"] for row in rows}, least)
	took_part = hide_small({_key(row): row["took_part"] for row in rows}, least)
	stayed_away = hide_small({_key(row): row["families"] - row["took_part"] for row in rows}, least)
	return [_shown(row, families, took_part, stayed_away) for row in rows]


def _shown(row: dict, families: dict, took_part: dict, stayed_away: dict) -> dict:
	key = _key(row)
	hidden = None in (families[key], took_part[key], stayed_away[key])
	return {**row, "families": families[key], "took_part": None if hidden else row["took_part"]}


def _key(row: dict) -> str:
	return row["group_name"] or ""
