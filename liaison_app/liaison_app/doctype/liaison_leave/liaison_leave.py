from frappe.model.document import Document


class LiaisonLeave(Document):
	pass
