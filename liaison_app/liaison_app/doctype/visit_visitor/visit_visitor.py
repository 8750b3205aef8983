from frappe.model.document import Document


class VisitVisitor(Document):
	pass
