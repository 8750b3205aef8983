from frappe.model.document import Document


class Guardianship(Document):
	pass
