from frappe.model.document import Document


class NamedRecordKind(Document):
	"""A kind of record that a consent or a disclosure names."""
