from frappe.model.document import Document


class FamilyPhone(Document):
	pass
