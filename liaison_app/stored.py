"""What only the app writes on a document."""

from frappe.model.document import Document


def put_back(doc: Document, *fields: str) -> None:
	"""Set fields to what is stored, and empty them on a new document. Call it before the document is saved.

	The host takes read-only fields from whoever writes past the desk.
	"""
	before = doc.get_doc_before_save()
	doc.update({field: before.get(field) if before else None for field in fields})
