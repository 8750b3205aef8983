from frappe.model.document import Document


class ContactStudent(Document):
	pass
