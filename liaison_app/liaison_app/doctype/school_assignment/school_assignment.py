from frappe.model.document import Document


class SchoolAssignment(Document):
	pass
