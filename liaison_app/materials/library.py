"""What a material may say."""

import frappe
from frappe import _
from frappe.model.document import Document

from liaison_app.locks import lock_rows, other_row


def check_material(material: Document) -> None:
	"""Refuse a second material of one title, type and language, and a type that is no longer used. Call it from validate.

	Raises frappe.ValidationError with one sentence that names the field.
	"""
	_check_type(material)
	# Its row is locked, so that two at once cannot both pass.
	lock_rows("Material Type", [material.material_type])
	table = frappe.qb.DocType("Outreach Material")
	same = (table.title == material.title) & (table.material_type == material.material_type)
	if other := other_row(material, "name", same & (table.language == material.language)):
		frappe.throw(
			_("Title: {0} is {1} in this language already. Open it, or choose another title.").format(
				other, frappe.bold(material.title)
			)
		)


def _check_type(material: Document) -> None:
	before = material.get_doc_before_save()
	if before and before.material_type == material.material_type:
		return
	if frappe.db.get_value("Material Type", material.material_type, "disabled"):
		frappe.throw(_("Type: {0} is no longer used, choose another.").format(_(material.material_type)))
