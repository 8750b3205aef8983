import frappe
from frappe import _
from frappe.model.document import Document

from liaison_app.dates import check_order
from liaison_app.permissions.scope import forget_scopes


class AccessExclusion(Document):
	"""Takes everything on one family away from one user, who never sees this record."""

	def validate(self) -> None:
		check_order(self, "starts_on", "last_day")
		if self.user == frappe.session.user:
			frappe.throw(_("User: another coordinator records an exclusion of your own."))

	def on_update(self) -> None:
		forget_scopes()

	def on_trash(self) -> None:
		forget_scopes()
