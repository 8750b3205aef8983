"""Copies of each material by school: figures alone, of whatever family."""

import frappe
from frappe import _
from frappe.utils import formatdate

from liaison_app.activity.figures import Question, question_of
from liaison_app.families.contact_card import language_name
from liaison_app.materials.counts import by_material, copies_by_type, untold
from liaison_app.small_cells import least_shown


def execute(filters: dict | None = None) -> tuple:
	"""Columns, rows, message, chart and summary.

	filters: from_date, to_date, school; without dates, this school year until today.
	"""
	asked = question_of({**(filters or {}), "period": None}, frappe.session.user)
	rows = by_material(asked)
	others = untold(asked, rows)
	for row in rows:
		row.language = language_name(row.language)
	unnamed = [
		{"title": _("Other materials"), "school": school, "copies": count} for school, count in others.items()
	]
	return (
		_columns(), [*rows, *unnamed], _message(asked, bool(others)), _chart(rows), _summary(rows, sum(others.values())),
	)  # fmt: skip


def _message(asked: Question, has_others: bool) -> str:
	span = _("From {0} to {1}.").format(formatdate(asked.from_date), formatdate(asked.to_date))
	if not has_others:
		return span
	others = _(
		"Other materials: given to one family, or fewer than {0} copies at a time; which, is not told."
	)
	return f"{span} {others.format(least_shown())}"


def _columns() -> list[dict]:
	return [
		{"fieldname": "title", "label": _("Material"), "fieldtype": "Data", "width": 240},
		{"fieldname": "material_type", "label": _("Type"), "fieldtype": "Link", "options": "Material Type", "width": 220},
		{"fieldname": "language", "label": _("Language"), "fieldtype": "Data", "width": 110},
		{"fieldname": "school", "label": _("School"), "fieldtype": "Link", "options": "Liaison School", "width": 180},
		{"fieldname": "copies", "label": _("Copies"), "fieldtype": "Int", "width": 100},
		{"fieldname": "times", "label": _("Occasions"), "fieldtype": "Int", "width": 100},
		{"fieldname": "last", "label": _("Last"), "fieldtype": "Date", "width": 110},
	]  # fmt: skip


def _chart(rows: list[dict]) -> dict | None:
	if not rows:
		return None
	kinds = copies_by_type(rows)
	datasets = [{"name": _("Copies"), "values": [*kinds.values()]}]
	return {
		"data": {"labels": [_(kind) for kind in kinds], "datasets": datasets},
		"type": "bar",
		"height": 220,
	}


def _summary(rows: list[dict], others: int) -> list[dict]:
	counts = (
		(_("Copies"), sum(copies_by_type(rows).values()) + others),
		(_("Materials"), len({row["material"] for row in rows})),
		(_("Languages"), len({row["language"] for row in rows})),
	)
	return [{"label": label, "value": value, "datatype": "Int"} for label, value in counts]
