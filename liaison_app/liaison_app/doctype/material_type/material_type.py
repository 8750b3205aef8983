from frappe.model.document import Document


class MaterialType(Document):
	pass
