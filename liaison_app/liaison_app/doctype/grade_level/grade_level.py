from frappe.model.document import Document


class GradeLevel(Document):
	pass
