from frappe.model.document import Document


class PartnershipGoal(Document):
	pass
