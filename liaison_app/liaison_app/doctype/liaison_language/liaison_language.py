from frappe.model.document import Document


class LiaisonLanguage(Document):
	pass
