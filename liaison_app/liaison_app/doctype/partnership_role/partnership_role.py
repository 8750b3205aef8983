from frappe.model.document import Document


class PartnershipRole(Document):
	pass
