"""Phone numbers as people type them."""

import frappe
import phonenumbers
from frappe import _


def check_phone(number: str, field: str) -> None:
	"""Refuse what cannot be dialled. Numbers without a country code are of the setting's country.

	Raises frappe.InvalidPhoneNumberError with the field's name.
	"""
	region = frappe.db.get_single_value("Liaison Settings", "default_phone_region") or "US"
	try:
		possible = phonenumbers.is_possible_number(phonenumbers.parse(number, region))
	except phonenumbers.NumberParseException:
		possible = False
	if not possible:
		frappe.throw(
			_("{0}: {1} is not a phone number. Write it as it is dialled, such as 303-555-0142.").format(
				field, frappe.bold(frappe.utils.escape_html(number))
			),
			frappe.InvalidPhoneNumberError,
		)
