from frappe.model.document import Document


class WorkParticipant(Document):
	pass
