"""Makes materials, and notes on copies that were handed out."""

from frappe.model.document import Document
from frappe.utils import nowdate

from tests import factories as make


def make_material(**values) -> Document:
	"""A newsletter in English."""
	usual = {"title": make.unique("Autumn news"), "material_type": "Newsletter", "language": "en"}
	return make.insert("Outreach Material", {**usual, **values})


def handout_values(material: str, school: str, liaison: str | None, **values) -> dict:
	"""Thirty copies, today."""
	return {
		"doctype": "Material Handout",
		"material": material,
		"school": school,
		"liaison": liaison,
		"copies": 30,
		"handed_on": nowdate(),
		**values,
	}


def hand_out(material: str, school: str, liaison: str | None, **values) -> Document:
	"""A note that was made."""
	return make.insert("Material Handout", handout_values(material, school, liaison, **values))
