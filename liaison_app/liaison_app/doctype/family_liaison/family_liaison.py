import frappe
from frappe import _
from frappe.model.document import Document

from liaison_app.handover.cover import check_leave
from liaison_app.permissions.scope import forget_scopes


class FamilyLiaison(Document):
	"""A family liaison, named by the user: hours, languages, leave. Schools are in the schools' staff tables."""

	def before_insert(self) -> None:
		if frappe.db.exists("Family Liaison", self.user):
			frappe.throw(
				_("{0} already is a Family Liaison: open that record instead.").format(self.user),
				frappe.DuplicateEntryError,
			)
		if not self.caseload_target:
			self.caseload_target = frappe.db.get_single_value("Liaison Settings", "caseload_target")

	def validate(self) -> None:
		check_leave(self)

	def on_update(self) -> None:
		forget_scopes()
