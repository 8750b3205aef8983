from frappe.model.document import Document


class ContactPurpose(Document):
	pass
