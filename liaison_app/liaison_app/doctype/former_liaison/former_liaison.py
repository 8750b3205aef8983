from frappe.model.document import Document


class FormerLiaison(Document):
	pass
