from frappe.model.document import Document


class ScreeningRunSchool(Document):
	pass
