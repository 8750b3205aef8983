from frappe.model.document import Document


class InvolvementType(Document):
	pass
