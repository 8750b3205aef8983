from frappe.model.document import Document

from liaison_app.privacy.requests import keep_outcome, validate_request, warning


class RecordsRequest(Document):
	"""Somebody asks to see a child's records."""

	def onload(self) -> None:
		self.set_onload("warning", warning(self))

	def validate(self) -> None:
		keep_outcome(self)
		validate_request(self)
