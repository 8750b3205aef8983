from frappe.model.document import Document


class RecordKind(Document):
	"""What of a family's file may be told to somebody."""
