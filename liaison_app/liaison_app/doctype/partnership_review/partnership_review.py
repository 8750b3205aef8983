from frappe.model.document import Document


class PartnershipReview(Document):
	pass
