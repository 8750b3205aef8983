import frappe
from frappe import _
from frappe.model.document import Document
from frappe.utils import getdate

from liaison_app.dates import check_order
from liaison_app.families.contact_card import contact_card
from liaison_app.families.times import EmptyTimes, is_in_order
from liaison_app.stored import put_back


class FocusFamily(EmptyTimes, Document):
	"""A family in the programme. Made by *Nominate family*; schools come from its enrolments."""

	def onload(self) -> None:
		self.set_onload("contact_card", contact_card(self.name))

	def validate(self) -> None:
		for row in self.barriers:
			check_order(row, "opened_on", "resolved_on")
		for row in self.availability:
			if not is_in_order(row.from_time, row.to_time):
				frappe.throw(_("Availability row {0}: To Time must be after From Time.").format(row.idx))
		self._validate_pause()

	def before_save(self) -> None:
		"""Last reached is the ledger's, and erased on the erasure's: no form or request writes them."""
		put_back(self, "last_reached", "erased_on")

	def _validate_pause(self) -> None:
		if bool(self.pause_reason) != bool(self.pause_ends_on):
			frappe.throw(_("A pause needs both Pause Reason and Pause Ends On."))
		before = self.get_doc_before_save()
		is_new = self.pause_ends_on and (not before or str(before.pause_ends_on) != str(self.pause_ends_on))
		if is_new and getdate(self.pause_ends_on) < getdate():
			frappe.throw(_("Pause Ends On is in the past: choose a day to come, or empty both pause fields."))
