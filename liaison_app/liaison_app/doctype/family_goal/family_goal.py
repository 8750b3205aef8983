from frappe.model.document import Document


class FamilyGoal(Document):
	pass
