from frappe.model.document import Document


class BarrierCategory(Document):
	pass
