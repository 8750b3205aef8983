from frappe.model.document import Document


class FamilyAvailability(Document):
	pass
