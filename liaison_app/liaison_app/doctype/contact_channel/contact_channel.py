from frappe.model.document import Document


class ContactChannel(Document):
	pass
