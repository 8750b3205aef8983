import frappe
from frappe import _
from frappe.model.document import Document
from frappe.utils import getdate

from liaison_app.privacy.notes import CHILD_PROTECTION, validate_people


class RestrictedNote(Document):
	"""What few may know of a family. It is kept here, and nowhere a second time."""

	def validate(self) -> None:
		# By the kind as it was made: the kind never changes.
		self.named_only = int(self.kind == CHILD_PROTECTION)
		if getdate(self.noted_on) > getdate():
			frappe.throw(_("Noted on is in the future."))
		validate_people(self)

	def before_print(self, _settings: dict | None = None) -> None:
		"""No print: paper has more readers."""
		frappe.throw(_("A restricted note is not printed: read it here."), frappe.PermissionError)

	def save_version(self) -> None:
		"""No version, also where somebody has the host keep versions of this DocType."""
