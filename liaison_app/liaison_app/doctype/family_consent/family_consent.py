import frappe
from frappe import _
from frappe.model.document import Document
from frappe.utils import getdate

from liaison_app.dates import check_order
from liaison_app.privacy.consents import keep_revocation, validate_giver


class FamilyConsent(Document):
	"""A family's written word that somebody outside the school may be told something. Only revoking changes it."""

	def validate(self) -> None:
		keep_revocation(self)
		check_order(self, "starts_on", "last_day")
		if self.is_new():
			if getdate(self.signed_on) > getdate():
				frappe.throw(_("Signed on is in the future: record the consent once it is signed."))
			validate_giver(self)
