"""Whether the site can write to somebody outside it, by the host's own means."""

import frappe
from frappe.email.doctype.email_account.email_account import EmailAccount


def has_mail() -> bool:
	"""Whether an outgoing e-mail account is set up."""
	return bool(EmailAccount.find_outgoing())


def has_texts() -> bool:
	"""Whether a text gateway is set up in SMS Settings."""
	return bool(frappe.db.get_single_value("SMS Settings", "sms_gateway_url"))
