from frappe.model.document import Document


class NoteReader(Document):
	"""Who reads a restricted note beside its author."""
