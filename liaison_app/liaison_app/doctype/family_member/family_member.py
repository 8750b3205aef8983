import frappe
from frappe import _
from frappe.model.document import Document

from liaison_app.families.phones import check_phone
from liaison_app.families.times import EmptyTimes


class FamilyMember(EmptyTimes, Document):
	"""An adult of the family, or a young person outside school, with the safe ways to reach them."""

	def validate(self) -> None:
		self.full_name = " ".join(part for part in (self.first_name, self.last_name) if part)
		for row in self.phones:
			check_phone(row.phone_number, _("Phones row {0}").format(row.idx))
		if self.safe_from and self.safe_to and str(self.safe_to) <= str(self.safe_from):
			frappe.throw(_("Safe Until must be after Safe From."))
