from frappe.model.document import Document


class WithheldPart(Document):
	"""What of a child's file is left out for one requester, and why."""
