from frappe.model.document import Document


class ScreeningRunCriterion(Document):
	pass
