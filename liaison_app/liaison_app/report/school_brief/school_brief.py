"""A school in figures, for the principal: the same page as the print *School Brief*."""

import frappe
from frappe import _
from frappe.utils import formatdate

from liaison_app.school_brief.brief import brief_of


def execute(filters: dict | None = None) -> tuple:
	"""Columns, rows and message.

	filters: school, from_date, to_date; without dates, this school year until today.
	Raises frappe.PermissionError for whoever may not count at the school.
	"""
	brief = brief_of(filters or {}, frappe.session.user)
	return _columns(), [*_figures(brief), *_types(brief)], _message(brief)


def _columns() -> list[dict]:
	words = {"fieldtype": "Data", "align": "left"}
	# What it is and how much come first: a narrow table shows no more.
	return [
		{"fieldname": "label", "label": _("Figure"), "width": 190, **words},
		{"fieldname": "value", "label": _("Value"), "width": 115, **words, "align": "right"},
		{"fieldname": "section", "label": _("Part"), "width": 270, **words},
		{"fieldname": "counts", "label": _("What It Counts"), "width": 430, **words},
	]


def _figures(brief: dict) -> list[dict]:
	return [
		{"section": title, "label": one.label, "value": one.value, "counts": one.counts}
		for title, figures in brief["sections"]
		for one in figures
	]


def _types(brief: dict) -> list[dict]:
	return [
		{
			"section": _("Pieces of Work by Type of Involvement"),
			"label": _(row["involvement_type"]),
			"value": str(row["units"]),
			"counts": _("Families: {0}. Hours: {1}.").format(
				row["families"], f"{row['staff_minutes'] / 60:.1f}"
			),
		}
		for row in brief["types"]
	]


def _message(brief: dict) -> str:
	span = _("From {0} to {1}.").format(formatdate(brief["from_date"]), formatdate(brief["to_date"]))
	hidden = _(
		"Tiers of fewer than {0} children are hidden, and others from which these could be worked out."
	)
	return f"{span} {hidden.format(brief['least'])}" if brief["least"] else span
