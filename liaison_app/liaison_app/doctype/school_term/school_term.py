from frappe.model.document import Document


class SchoolTerm(Document):
	pass
