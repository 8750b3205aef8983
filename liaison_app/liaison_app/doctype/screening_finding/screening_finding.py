from frappe.model.document import Document


class ScreeningFinding(Document):
	pass
