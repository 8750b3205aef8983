"""One message to many families: who gets it is decided at once, sending is a job, each family's part is logged.

A message is no contact, no attempt and no reach (docs/definitions.md); its minutes are split over the families.
"""

from collections import Counter
from dataclasses import asdict
from hashlib import sha256

import frappe
from frappe import _
from frappe.utils import cint, nowdate

from liaison_app.arguments import parse_names
from liaison_app.families.contact_card import language_name
from liaison_app.jobs import one_by_one
from liaison_app.ledger.lines import split_minutes
from liaison_app.outreach.recipients import Recipient, Skipped, find_recipients
from liaison_app.outreach.sending import Message, problem_of, send
from liaison_app.outreach.work import own_liaison

FINISHED = "liaison_message_finished"


@frappe.whitelist(methods=["POST"])
def preview_message(families: list | str, channel: str) -> dict:
	"""Who of these families would get a message by this channel now, and why the others not; nothing is sent.

	Returns recipients (family, family_name, full_name of the adult, language_name of what they read), problem (why
	the site cannot send by this channel, or None) and what `send_message` returns.
	"""
	_check_sender()
	recipients, skipped = _find(families, channel)
	shown = [
		{
			"family": recipient.family,
			"family_name": recipient.family_name,
			"full_name": recipient.full_name,
			"language_name": language_name(recipient.language),
		}
		for recipient in recipients
	]
	problem = problem_of(frappe.get_cached_value("Contact Channel", channel, "way"))
	return {"recipients": shown, "problem": problem, **_plan(recipients, skipped)}


@frappe.whitelist(methods=["POST"])
def send_message(
	families: list | str,
	text: str,
	channel: str,
	purpose: str,
	subject: str | None = None,
	minutes: int | None = None,
	message_id: str | None = None,
) -> dict:
	"""Write to one adult of each family, in the background, and log it for each.

	families: names of Focus Families. minutes: for the whole message (default: those of a usual contact).
	message_id: the caller's own; what was sent under it is not sent again. Returns message_id, families (how
	many get it), languages (how many read which) and skipped (family, family_name, reason). While it is sent
	the user gets the host's progress, and in the end FINISHED with families and skipped.
	Raises frappe.PermissionError for whoever is no liaison, frappe.ValidationError for a message that cannot
	be sent or for more families than the settings allow in a day.
	"""
	_check_sender()
	key = _key(message_id or frappe.generate_hash(length=20))
	message = Message(
		key, frappe.session.user, channel, purpose, subject or "", text.strip(), _minutes(purpose, minutes)
	)
	_check_message(message)
	recipients, skipped = _find(families, channel)
	_check_day(len(recipients))
	if recipients:
		# Not after the commit: this request writes nothing, and early Frappe 15 commits only those that do.
		frappe.enqueue(
			deliver,
			queue="long",
			job_id=f"liaison_message:{key}",
			deduplicate=True,
			message=asdict(message),
			families=[recipient.family for recipient in recipients],
		)
	return {"message_id": message_id or key, **_plan(recipients, skipped)}


def deliver(message: dict, families: list[str]) -> None:
	"""The job: send what was not sent yet. Rights are judged again, for they may have been taken meanwhile."""
	message = Message(**message)
	sent = _sent(message.id)
	recipients, skipped = find_recipients([name for name in families if name not in sent], message.way)
	shares = split_minutes(max(message.minutes - sum(sent.values()), 0), len(recipients) or 1)
	parts = [(recipient, shares[index], index + 1) for index, recipient in enumerate(recipients)]

	def send_part(part: tuple[Recipient, int, int]) -> None:
		recipient, share, number = part
		send(message, recipient, share)
		frappe.publish_progress(number * 100 / len(parts), title=_("Writing to Families"))

	one_by_one(send_part, parts, title="A message could not be sent to a family")
	finished = {"families": len(_sent(message.id)), "skipped": [asdict(family) for family in skipped]}
	frappe.publish_realtime(FINISHED, finished, user=message.liaison)


def _check_sender() -> None:
	if not own_liaison() or not frappe.has_permission("Liaison Contact", "create"):
		frappe.throw(_("Only a liaison can write to families."), frappe.PermissionError)


def _check_message(message: Message) -> None:
	if not message.text:
		frappe.throw(_("Text is missing: write what the families should read."))
	if message.way == "Email" and not message.subject:
		frappe.throw(_("Subject is missing: an e-mail needs one."))
	if message.minutes < 0:
		frappe.throw(_("Staff Minutes cannot be less than 0."))
	if problem := problem_of(message.way):
		frappe.throw(problem)


def _find(families: list | str, channel: str) -> tuple[list[Recipient], list[Skipped]]:
	names = parse_names(families, _("Families"))
	return find_recipients(names, frappe.get_cached_value("Contact Channel", channel, "way"))


def _check_day(count: int) -> None:
	most = frappe.db.get_single_value("Liaison Settings", "message_families_a_day")
	today = frappe.db.count(
		"Liaison Contact",
		{
			"liaison": frappe.session.user,
			"message_id": ["is", "set"],
			"contacted_at": [">=", f"{nowdate()} 00:00:00"],
		},
	)
	if today + count > most:
		frappe.throw(
			_("Families: you may write to {0} more today. Choose fewer, or go on tomorrow.").format(
				max(most - today, 0)
			)
		)


def _plan(recipients: list[Recipient], skipped: list[Skipped]) -> dict:
	return {
		"families": len(recipients),
		"languages": dict(Counter(recipient.language or "" for recipient in recipients)),
		"skipped": [asdict(family) for family in skipped],
	}


def _key(message_id: str) -> str:
	"""Of this user alone: nobody can claim that another's message was sent."""
	return sha256(f"{frappe.session.user} {message_id}".encode()).hexdigest()[:20]


def _minutes(purpose: str, minutes: int | None) -> int:
	if minutes is not None:
		return cint(minutes)
	of_purpose = frappe.db.get_value("Contact Purpose", purpose, "usual_minutes")
	return of_purpose or frappe.db.get_single_value("Liaison Settings", "usual_contact_minutes")


def _sent(message_id: str) -> dict[str, int]:
	"""The families that have had their part, each with its minutes."""
	rows = frappe.get_all(
		"Liaison Contact",
		filters={"message_id": message_id},
		fields=["family", "staff_minutes"],
		order_by="creation asc",
	)
	return {row.family: row.staff_minutes for row in rows}
