"""Tells users something urgent by every way that the site has: in the desk, by e-mail, as a text."""

from collections.abc import Callable
from dataclasses import dataclass

import frappe
from frappe import _
from frappe.utils import escape_html, get_url

from liaison_app.gateways import has_mail, has_texts, send_text

PAGE = "/app/who-is-out"


@dataclass(frozen=True)
class Notice:
	"""What is told: a subject and sentences. Plain text."""

	subject: str
	lines: list[str]

	@property
	def html(self) -> str:
		"""The sentences and the way to answer, as HTML."""
		sentences = "".join(f"<p>{escape_html(line)}</p>" for line in self.lines if line)
		return f'{sentences}<p><a href="{get_url(PAGE)}">{_("Answer here")}</a></p>'

	@property
	def text(self) -> str:
		"""All of it as a text message."""
		return "\n".join(part for part in (self.subject, *self.lines, get_url(PAGE)) if part)


def tell(users: list[str], notice: Notice) -> None:
	"""Tell users in the desk and by e-mail, and as a text where a gateway and a mobile number are set up.

	A note in the desk and a queued e-mail are in the caller's transaction. Texts leave this machine, so the
	transaction is committed before: a text that was not sent when the run was killed comes with the repetition.
	"""
	for user in users:
		_note(user, notice)
		_or_log(_mail, user, notice)
	numbers = _mobile_numbers(users)
	if numbers:
		frappe.db.commit()
		for number in numbers:
			_or_log(send_text, number, notice.text)


def _note(user: str, notice: Notice) -> None:
	note = frappe.new_doc("Notification Log")
	# It names no document: not everyone who is told may open one. Frappe 15.44 and later lead to the link.
	note.update({"type": "Alert", "for_user": user, "subject": escape_html(notice.subject)})
	note.update({"email_content": notice.html, "link": PAGE})
	note.insert(ignore_permissions=True)


def _mail(user: str, notice: Notice) -> None:
	address = frappe.db.get_value("User", user, "email")
	if address and has_mail():
		frappe.sendmail(
			recipients=[address], subject=notice.subject, message=notice.html, add_unsubscribe_link=0
		)


def _mobile_numbers(users: list[str]) -> list[str]:
	if not has_texts():
		return []
	rows = frappe.get_all("User", filters={"name": ["in", users]}, pluck="mobile_no", order_by="name asc")
	return [number for number in rows if number]


def _or_log(do: Callable[..., object], *given, **options) -> None:
	"""One way that fails must not silence the others."""
	try:
		do(*given, **options)
	except Exception:
		frappe.log_error(title="A notice could not be sent")
