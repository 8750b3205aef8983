import frappe
from frappe import _
from frappe.model.document import Document

from liaison_app.materials.handouts import check_handout, fill_handout


class MaterialHandout(Document):
	"""Copies of a material that were handed out."""

	def _set_defaults(self) -> None:
		"""Fill whose it is, where and for whom before the host asks for permission to create it."""
		super()._set_defaults()
		fill_handout(self)

	def before_validate(self) -> None:
		fill_handout(self)

	def validate(self) -> None:
		check_handout(self)

	def raise_no_permission_to(self, perm_type) -> None:
		"""Say in the liaison's words why a handout of a colleague, or at a foreign school, is refused."""
		frappe.flags.error_message = _(
			"You can note what you handed out yourself, at a school where you are assigned, to a family of that school."
			" Check School, Handed Out by and Family."
		)
		raise frappe.PermissionError
