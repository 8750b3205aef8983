"""The log of disclosures of 34 CFR 99.32, and what makes one lawful (34 CFR 99.30, 99.31).

One entry is about one child, so that a parent's print names no other.
"""

from dataclasses import dataclass
from typing import Any

import frappe
from frappe import _
from frappe.model.document import Document
from frappe.utils import getdate

from liaison_app.privacy.consents import consent_for
from liaison_app.privacy.rights import check_may_receive, forget_refusal

CONSENT, PARENT = "Consent", "Parent or Eligible Student"
#: What each basis has to be shown by; further bases, which an administrator may add, by a note.
SHOWN_BY = {"Health or Safety Emergency": "threat", "Court Order or Subpoena": "order_reference"}
SHELTER = "Shelter or Safe House"


class NotLawful(frappe.ValidationError):
	"""Nothing may be given: no consent in force and no other basis in law."""


@dataclass(frozen=True)
class Disclosure:
	"""given: whether the thing may be handed out now. entry: the log's. sentence: why not, else empty."""

	given: bool
	entry: str
	sentence: str = ""


def disclose(student: str, **values: Any) -> Disclosure:
	"""Log that something of a child's record is given to somebody, before it is. Every action that gives asks this.

	values: the fields of Disclosure Log Entry (parties, what, record_kinds, basis and what shows it). Where no
	consent is in force and no other basis holds, the request is logged as refused, and `given` is False: the caller
	hands out nothing and tells the sentence. The caller has checked that the user may act for this child.
	"""
	try:
		return Disclosure(True, _log(student, outcome="Disclosed", **values))
	except NotLawful as refused:
		forget_refusal()
		return Disclosure(False, log_refusal(student, str(refused), **values), str(refused))


def log_refusal(student: str, reason: str, **values: Any) -> str:
	"""Log a request that was refused (values: as for `disclose`). Returns the entry's name."""
	return _log(student, outcome="Refused", refusal_reason=reason, **values)


def validate_entry(entry: Document) -> None:
	"""Refuse an entry that is incomplete, and a disclosure without a basis in law; find the consent for one by consent.

	Raises NotLawful, or frappe.ValidationError for a field that cannot be; both name the field and the way out.
	"""
	entry.made_by = frappe.session.user
	if not entry.student:
		return  # the host says that it is missing
	if getdate(entry.disclosed_on) > getdate():
		frappe.throw(_("Date is in the future."))
	for row in entry.parties:
		if row.party_kind == SHELTER:
			row.party_name = "protected"
	if all(row.is_further for row in entry.parties):
		frappe.throw(_("Parties: the first party gets it from you, so untick By Redisclosure."))
	entry.consent = None
	if entry.outcome == "Refused":
		_need(entry, "refusal_reason")
	else:
		_check_basis(entry)


def _check_basis(entry: Document) -> None:
	_need(entry, "basis")
	if entry.basis == CONSENT:
		entry.consent = _consent(entry)
	elif entry.basis == PARENT:
		_check_receiver(entry)
	else:
		_need(entry, SHOWN_BY.get(entry.basis, "basis_note"))


def _check_receiver(entry: Document) -> None:
	try:
		check_may_receive(entry.student, entry.received_by, _(entry.meta.get_label("received_by")))
	except frappe.ValidationError as error:
		forget_refusal()
		_refuse(str(error))


def _consent(entry: Document) -> str:
	parties = [row.party_name for row in entry.parties if not row.is_further]
	kinds = [row.record_kind for row in entry.record_kinds]
	if len(parties) > 1:
		frappe.throw(_("Parties: a consent is for one party. Make an entry for each."))
	if not kinds:
		frappe.throw(_("Kinds of Record: say what is given, as the consent does."))
	found = consent_for(entry.student, parties[0], kinds, entry.disclosed_on)
	if not found:
		_refuse(
			_(
				"Basis: no consent in force lets {0} have {1}. Ask the family for one, or choose another Basis that holds."
			).format(parties[0], ", ".join(_(kind) for kind in kinds))
		)
	return found


def _need(entry: Document, field: str) -> None:
	entry.set(field, (entry.get(field) or "").strip())
	if not entry.get(field):
		_refuse(
			_("{0}: fill it, in words. Without it there is no basis.").format(_(entry.meta.get_label(field)))
		)


def _refuse(sentence: str) -> None:
	frappe.throw(sentence, NotLawful)


def _log(student: str, **values: Any) -> str:
	entry = frappe.get_doc({"doctype": "Disclosure Log Entry", "student": student, **values})
	# Whoever gives something away may not be one who logs by hand; the action has checked who they are.
	return entry.insert(ignore_permissions=True).name
