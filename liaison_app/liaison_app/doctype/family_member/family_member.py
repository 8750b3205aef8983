import frappe
from frappe import _
from frappe.model.document import Document

from liaison_app.families.phones import check_phone
from liaison_app.families.times import EmptyTimes, is_in_order


class FamilyMember(EmptyTimes, Document):
	"""An adult of the family, or a young person outside school, with the safe ways to reach them."""

	def validate(self) -> None:
		self.full_name = " ".join(part for part in (self.first_name, self.last_name) if part)
		for row in self.phones:
			check_phone(row.phone_number, _("Phones row {0}").format(row.idx))
		if not is_in_order(self.safe_from, self.safe_to):
			frappe.throw(_("Safe Until must be after Safe From."))
