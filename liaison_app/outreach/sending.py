"""Sends a family's part of a message by the host's e-mail or text gateway, and logs it."""

from dataclasses import dataclass

import frappe
from frappe import _
from frappe.utils import escape_html, now_datetime

from liaison_app.gateways import has_mail, has_texts, send_text
from liaison_app.outreach.recipients import Recipient

#: Ways by which a machine can write.
WAYS = ("Email", "Text")


@dataclass(frozen=True)
class Message:
	"""What is sent to many. id: the same message, run again, has the same. minutes: for all of it."""

	id: str
	liaison: str
	channel: str
	purpose: str
	subject: str
	text: str
	minutes: int

	@property
	def way(self) -> str:
		"""Of the channel."""
		return frappe.get_cached_value("Contact Channel", self.channel, "way")


def problem_of(way: str | None) -> str | None:
	"""Why this site cannot write to many by a way, in a sentence; None where it can."""
	if way not in WAYS:
		return _("How: a message to many goes by e-mail or as a text message.")
	if way == "Email" and not has_mail():
		return _("How: no outgoing e-mail account is set up. Ask the administrator.")
	if way == "Text" and not has_texts():
		return _("How: no text gateway is set up in SMS Settings. Ask the administrator.")
	return None


def send(message: Message, recipient: Recipient, minutes: int) -> None:
	"""Log a family's part of a message and send it: never twice, also where the job is killed in between.

	An e-mail is queued in the transaction that logs it: both are there or neither. A text leaves this
	machine, so that it is logged for good before; one that fails is marked Returned.
	"""
	contact = _log(message, recipient, minutes)
	if message.way == "Email":
		_queue_email(message, recipient)
		return
	frappe.db.commit()
	try:
		send_text(recipient.address, message.text)
	except Exception:
		frappe.log_error(title="A text to a family could not be sent")
		contact.db_set("outcome", "Returned")


def _log(message: Message, recipient: Recipient, minutes: int):
	# Inserted as the liaison: the row rule has its say.
	return frappe.get_doc(
		{
			"doctype": "Liaison Contact",
			"family": recipient.family,
			"family_member": recipient.family_member,
			"school": recipient.school,
			"liaison": message.liaison,
			"channel": message.channel,
			"number_used": recipient.address if message.way == "Text" else None,
			"contacted_at": now_datetime(),
			"outcome": "Left Message",
			"purpose": message.purpose,
			"summary": "\n".join(part for part in (message.subject, message.text) if part),
			"staff_minutes": minutes,
			"is_message": 1,
			"message_id": message.id,
			"message_key": f"{message.id} {recipient.family}",
		}
	).insert()


def _queue_email(message: Message, recipient: Recipient) -> None:
	"""No reference to our documents: what leaves the house names neither family nor programme."""
	frappe.sendmail(
		recipients=[recipient.address],
		subject=message.subject,
		message=escape_html(message.text).replace("\n", "<br>"),
		reply_to=frappe.db.get_value("User", message.liaison, "email"),
	)
