from frappe.model.document import Document


class SecondaryInvolvementType(Document):
	pass
