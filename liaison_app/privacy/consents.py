"""Written consent to tell somebody outside the school (34 CFR 99.30), as it stands at the moment of use."""

from collections.abc import Iterable
from datetime import date

import frappe
from frappe import _
from frappe.model.document import Document
from frappe.utils import getdate, now_datetime

from liaison_app.arguments import parse_name
from liaison_app.permissions.criteria import readable
from liaison_app.permissions.documents import check_stored_row
from liaison_app.permissions.scope import current_rows
from liaison_app.privacy.rights import check_entitled, check_entitled_to_all, is_entitled
from liaison_app.stored import put_back

#: What a revocation writes, and nothing else.
REVOCATION = ("revoked_at", "revoked_by", "revoke_reason")


def consent_for(
	student: str, recipient: str, record_kinds: Iterable[str], on: date | str | None = None
) -> str | None:
	"""The consent by which this recipient may be told these kinds of records of a student; None where there is none.

	recipient: the party's name; capitals and the number of spaces do not count. on: the day of use, by default today. A
	consent that was revoked counts no longer from that day on; nor does one of an adult who has lost the right since.
	Every action that gives something away asks this at that moment, and keeps no answer.
	"""
	family = frappe.db.get_value("Focus Student", student, "family")
	wanted = set(record_kinds)
	for consent in _in_force(family, recipient, getdate(on)) if family and wanted else ():
		of_student = consent.student in (None, "", student)
		if of_student and wanted <= _kinds(consent.name) and is_entitled(student, consent.given_by):
			return consent.name
	return None


@frappe.whitelist(methods=["POST"])
def revoke(consent: str, reason: str) -> None:
	"""End a consent at once. Whoever may read it may do this; nobody can take it back.

	Raises frappe.PermissionError without read permission, frappe.ValidationError without a reason.
	"""
	consent = parse_name(consent, _("Consent")) or ""
	reason = str(reason or "").strip()
	check_stored_row("Family Consent", consent)
	if not reason:
		frappe.throw(_("Why It Was Revoked: say who revoked it, and how."))
	doc = frappe.get_doc("Family Consent", consent, for_update=True)
	if doc.revoked_at:
		return
	doc.update(dict(zip(REVOCATION, (now_datetime(), frappe.session.user, reason), strict=True)))
	doc.flags.revoking = True
	# Reading is enough to revoke, by design: nobody learns more by it.
	doc.save(ignore_permissions=True)


def consents_ending(user: str, by: date) -> list[dict]:
	"""The consents in force today that end by a day, as far as the user may read them, the next to end first.

	Each row: consent, family_name, last_day.
	"""
	consent = frappe.qb.DocType("Family Consent")
	query = (
		frappe.qb.from_(consent)
		.select(consent.name.as_("consent"), consent.family_name, consent.last_day)
		.where(consent.revoked_at.isnull() & current_rows(consent) & (consent.last_day <= by))
		.orderby(consent.last_day, consent.name)
	)
	return readable(query, consent, "Family Consent", user).run(as_dict=True)


def keep_revocation(doc: Document) -> None:
	"""Keep what only `revoke` writes as it is stored: a form, or a request, cannot make it or take it back."""
	if not doc.flags.revoking:
		put_back(doc, *REVOCATION)


def validate_giver(doc: Document) -> None:
	"""Refuse a new consent of who cannot give it, or of a child who is not of the family."""
	label = _(doc.meta.get_label("given_by"))
	if not doc.family:
		return  # the host says that it is missing
	if not doc.student:
		check_entitled_to_all(doc.family, doc.given_by, label)
	elif frappe.db.get_value("Focus Student", doc.student, "family") != doc.family:
		frappe.throw(_("Student: choose a child of this family."))
	else:
		check_entitled(doc.student, doc.given_by, label)


def _in_force(family: str, recipient: str, day: date) -> list[dict]:
	"""Newest first."""
	rows = frappe.get_all(
		"Family Consent",
		filters={"family": family, "starts_on": ["<=", day], "last_day": [">=", day]},
		fields=["name", "student", "given_by", "recipient", "revoked_at"],
		order_by="starts_on desc, name desc",
	)  # fmt: skip
	rows = [row for row in rows if not row.revoked_at or getdate(row.revoked_at) > day]
	return [row for row in rows if _plain(row.recipient) == _plain(recipient)]


def _plain(text: str | None) -> str:
	return " ".join((text or "").split()).casefold()


def _kinds(consent: str) -> set[str]:
	filters = {"parent": consent, "parenttype": "Family Consent"}
	return set(frappe.get_all("Named Record Kind", filters=filters, pluck="record_kind", order_by="idx asc"))
