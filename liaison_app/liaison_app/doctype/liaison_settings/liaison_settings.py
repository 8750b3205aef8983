import frappe
import phonenumbers
from frappe import _
from frappe.model.document import Document


class LiaisonSettings(Document):
	"""Thresholds, cadences and defaults of the programme."""

	def validate(self) -> None:
		self.default_phone_region = (self.default_phone_region or "").upper()
		if self.default_phone_region not in phonenumbers.SUPPORTED_REGIONS:
			frappe.throw(_("Country of Phone Numbers: use a two-letter code such as US."))
		if not self.stay_longer_minutes:
			frappe.throw(_("Stay Longer With One Tap: give at least 1 minute."))
		if self.severe_absence_rate < self.chronic_absence_rate:
			frappe.throw(
				_("Severe From: give at least the rate of Chronic From, {0}%.").format(
					f"{self.chronic_absence_rate:g}"
				)
			)
