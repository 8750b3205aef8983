from frappe.model.document import Document


class AssessmentSubject(Document):
	pass
