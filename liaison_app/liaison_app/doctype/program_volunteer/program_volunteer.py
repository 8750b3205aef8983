from frappe.model.document import Document


class ProgramVolunteer(Document):
	pass
