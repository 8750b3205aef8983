from frappe.model.document import Document


class PartnershipChange(Document):
	pass
