from frappe.model.document import Document


class ScreeningDecision(Document):
	pass
