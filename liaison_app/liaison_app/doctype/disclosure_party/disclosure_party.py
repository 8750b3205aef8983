from frappe.model.document import Document


class DisclosureParty(Document):
	"""Who asked for, or was given, something from a child's record, and by what interest; or to whom it is passed on (34 CFR 99.32)."""
