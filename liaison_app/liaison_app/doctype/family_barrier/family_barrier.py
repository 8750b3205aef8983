from frappe.model.document import Document


class FamilyBarrier(Document):
	pass
