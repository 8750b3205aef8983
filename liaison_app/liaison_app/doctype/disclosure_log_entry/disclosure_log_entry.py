import frappe
from frappe import _
from frappe.model.document import Document

from liaison_app.privacy.disclosures import validate_entry


class DisclosureLogEntry(Document):
	"""One request for, or disclosure of, one child's record. It stays as it was made."""

	def validate(self) -> None:
		if not self.is_new():
			frappe.throw(
				_("{0} stays as it was made: make another entry that says what was wrong.").format(self.name)
			)
		validate_entry(self)

	def on_trash(self) -> None:
		frappe.throw(_("{0} is kept as long as the child's record: it cannot be deleted.").format(self.name))
