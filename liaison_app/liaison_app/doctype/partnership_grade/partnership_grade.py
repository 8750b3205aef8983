from frappe.model.document import Document


class PartnershipGrade(Document):
	pass
