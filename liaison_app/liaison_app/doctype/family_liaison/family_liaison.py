import frappe
from frappe import _
from frappe.model.document import Document


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
		for row in self.leave:
			row.validate_from_to_dates("starts_on", "last_day")
			if row.covered_by == self.name:
				frappe.throw(_("Leave row {0}: choose somebody else as Covered By.").format(row.idx))
