from frappe.model.document import Document


class WorkFamily(Document):
	pass
