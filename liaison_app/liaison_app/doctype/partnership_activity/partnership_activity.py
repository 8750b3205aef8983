import frappe
from frappe import _
from frappe.model.document import Document

from liaison_app.partnership.activities import check_activity
from liaison_app.partnership.activity_page import page_of


class PartnershipActivity(Document):
	"""What a plan does for one of its goals. In scope where its plan is."""

	def onload(self) -> None:
		if not self.is_new():
			for key, value in page_of(self).items():
				self.set_onload(key, value)

	def _set_defaults(self) -> None:
		"""Fill whose activity it is before the host asks for permission to create it."""
		super()._set_defaults()
		self._take_scope_of_plan()

	def before_validate(self) -> None:
		self._take_scope_of_plan()
		before = self.get_doc_before_save()
		self.set("changes", before.changes if before else [])
		if self.in_charge and not self.in_charge_name:
			self.in_charge_name = frappe.utils.get_fullname(self.in_charge)

	def validate(self) -> None:
		check_activity(self)

	def on_trash(self) -> None:
		if frappe.db.get_value("Partnership Plan", self.plan, "status") != "Draft":
			frappe.throw(_("The plan was handed in: set Status to Called Off instead, and say why."))

	def raise_no_permission_to(self, perm_type) -> None:
		"""Say in the team's words why an activity of a foreign plan is refused."""
		frappe.flags.error_message = _("Plan: choose a plan of a school where you are assigned.")
		raise frappe.PermissionError

	def _take_scope_of_plan(self) -> None:
		# As text: a dict would be a filter, and found or not an answer.
		found = self.plan and frappe.db.get_value(
			"Partnership Plan", str(self.plan), ["school", "school_year"], as_dict=True
		)
		if found:
			self.school, self.school_year = found.school, found.school_year
