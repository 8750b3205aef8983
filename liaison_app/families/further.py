"""Further enrolments of a family that is on file: it returns after an exit, or a sibling's school takes part."""

import frappe
from frappe import _
from frappe.model.document import Document
from frappe.utils import escape_html, nowdate

from liaison_app.arguments import parse_name
from liaison_app.families.nomination import schools_to_nominate_at
from liaison_app.permissions.scope import OPEN


@frappe.whitelist()
def schools_of_siblings(enrolment: str) -> list[str]:
	"""The schools of the family's children that have no open enrolment of it. Raises frappe.PermissionError."""
	return _schools_of_siblings(_readable(enrolment))


def may_return(enrolment: Document) -> bool:
	"""Whether a family may be nominated again after this enrolment: it was the last Lead, and none has come since."""
	is_open = {"family": enrolment.family, "role": "Lead", "status": ["in", OPEN]}
	return enrolment.name == former_enrolment(enrolment.family) and not frappe.db.exists(
		"Family Enrolment", is_open
	)


@frappe.whitelist(methods=["POST"])
def nominate_return(enrolment: str, school: str, reason: str, liaison: str | None = None) -> str:
	"""Nominate a family again that has left; the new enrolment names the former one. Returns its name.

	Raises frappe.PermissionError at a school where the user may not nominate, frappe.ValidationError with one sentence.
	"""
	former = _readable(enrolment)
	if former.status != "Exited" or former.role != "Lead":
		frappe.throw(
			_("Only a family whose Lead enrolment has ended returns: this one is {0}, {1}.").format(
				_(former.role), _(former.status)
			)
		)
	return _nominate(former, "Lead", school, reason, liaison)


@frappe.whitelist(methods=["POST"])
def nominate_support(enrolment: str, school: str, reason: str, liaison: str | None = None) -> str:
	"""Nominate a Supporting enrolment at the school of a sibling. Returns its name. Raises as `nominate_return` does."""
	lead = _readable(enrolment)
	if lead.role != "Lead" or lead.status not in OPEN:
		frappe.throw(_("A supporting school is added to an open Lead enrolment."))
	if parse_name(school, _("School")) not in _schools_of_siblings(lead):
		frappe.throw(
			_("School: {0} has no child of the family, or an open enrolment already.").format(
				escape_html(str(school or ""))
			)
		)
	return _nominate(lead, "Supporting", school, reason, liaison)


def former_enrolment(family: str) -> str | None:
	"""The Lead enrolment that ended last."""
	ended = {"family": family, "role": "Lead", "status": "Exited"}
	return frappe.db.get_value("Family Enrolment", ended, "name", order_by="last_day desc, creation desc")


def _readable(enrolment: str) -> Document:
	doc = frappe.get_doc("Family Enrolment", parse_name(enrolment, _("Enrolment")))
	doc.check_permission("read")
	return doc


def _schools_of_siblings(enrolment: Document) -> list[str]:
	family = {"family": enrolment.family}
	schools = frappe.get_all(
		"Focus Student", filters=family, pluck="school", distinct=True, order_by="school asc"
	)
	is_open = {**family, "status": ["in", OPEN]}
	taken = frappe.get_all("Family Enrolment", filters=is_open, pluck="school", order_by="school asc")
	return [school for school in schools if school not in taken]


def _nominate(of: Document, role: str, school: str, reason: str, liaison: str | None) -> str:
	if school not in schools_to_nominate_at():
		frappe.throw(
			_("You are not assigned to {0}: nominate the family at a school of your own.").format(escape_html(str(school or ""))),
			frappe.PermissionError,
		)  # fmt: skip
	if not (reason or "").strip():
		frappe.throw(_("Reason is missing: say in a sentence why."))
	new = {
		"doctype": "Family Enrolment",
		"family": of.family,
		"school": school,
		"liaison": parse_name(liaison, _("Liaison")),
		"role": role,
		"chosen_by": "Judgement",
		"reason": reason,
		"nominated_on": nowdate(),
		"nominated_by": frappe.session.user,
	}
	# Liaisons make no enrolments but by nominating; the school was checked above.
	return frappe.get_doc(new).insert(ignore_permissions=True).name
