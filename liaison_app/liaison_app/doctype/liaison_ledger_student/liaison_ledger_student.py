from frappe.model.document import Document


class LiaisonLedgerStudent(Document):
	pass
