from frappe.model.document import Document


class PartnershipMember(Document):
	pass
