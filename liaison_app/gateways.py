"""Writes to somebody outside the site by the host's own means, and says whether it can."""

import frappe
from frappe.core.doctype.sms_settings.sms_settings import send_sms
from frappe.email.doctype.email_account.email_account import EmailAccount


def has_mail() -> bool:
	"""Whether an outgoing e-mail account is set up."""
	return bool(EmailAccount.find_outgoing())


def has_texts() -> bool:
	"""Whether a text gateway is set up in SMS Settings."""
	return bool(frappe.db.get_single_value("SMS Settings", "sms_gateway_url"))


def send_text(number: str, text: str) -> None:
	"""Send a text by the gateway; it raises where the text did not go out.

	An early Frappe 15 without ERPNext has no SMS Log: there the host stumbles over it once the text is out.
	"""
	try:
		send_sms([number], text, success_msg=False)
	except (ImportError, frappe.DoesNotExistError):
		if frappe.db.exists("DocType", "SMS Log"):
			raise
