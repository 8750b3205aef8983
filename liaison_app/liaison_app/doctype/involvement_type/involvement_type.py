import frappe
from frappe import _
from frappe.model.document import Document


class InvolvementType(Document):
	"""One of Epstein's six types. A district may call it otherwise; six they remain."""

	def before_rename(self, _old: str, new: str, merge: bool = False) -> None:
		if merge:
			frappe.throw(
				_("{0} is another of the six types: choose a name of its own.").format(
					frappe.utils.escape_html(new)
				)
			)
