"""The Disclosure Record: what a parent is told of who asked for, and who was given, a child's record."""

from base64 import b64encode
from typing import Any

import frappe
from frappe import _

from liaison_app.arguments import parse_name
from liaison_app.outreach.places import is_place_protected
from liaison_app.permissions.criteria import is_row_allowed
from liaison_app.permissions.documents import is_stored_row_allowed
from liaison_app.privacy.disclosures import PARENT, SHELTER, disclose
from liaison_app.privacy.pdf import to_pdf
from liaison_app.privacy.rights import is_guardian

#: Parties that say nothing of where a family is. Of a family that hides, the others' names are not printed.
PLACELESS = ("Parent or Student", "Court or Authority")
TEMPLATE = "liaison_app/templates/disclosure_record.html"


@frappe.whitelist(methods=["POST"])
def give(student: str, received_by: str | None = None) -> dict[str, Any]:
	"""Log that this adult, or (None) the student in person, is given the Disclosure Record of a child; and give it.

	Returns given, and either filename and content (a PDF in base64) or the sentence why not: where the adult may not
	receive the child's records the request is logged as refused.
	Raises frappe.PermissionError where the user may not log disclosures of this child, frappe.ValidationError for an
	adult who does not stand in its guardianships: what is answered and logged names the adult.
	"""
	student = parse_name(student, _("Student")) or ""
	received_by = parse_name(received_by, _("Received by"))
	if not is_stored_row_allowed("Focus Student", student) or not may_log(student):
		frappe.throw(
			_("You may not open {0} {1}.").format(_("Focus Student"), student), frappe.PermissionError
		)
	if received_by and not is_guardian(student, received_by):
		frappe.throw(_("Received by: choose an adult who stands in the child's guardianships."))
	html = render(student)
	answer = disclose(
		student,
		basis=PARENT,
		received_by=received_by,
		what=_("Disclosure Record"),
		parties=[receiver(student, received_by, _("To know who was told what"))],
	)
	if not answer.given:
		return {"given": False, "sentence": answer.sentence}
	# A neutral name: it stays on the disk of whoever downloads it.
	filename = f"disclosures-{answer.entry}.pdf"
	return {"given": True, "filename": filename, "content": b64encode(to_pdf(html)).decode()}


def may_log(student: str) -> bool:
	"""Whether the user may log disclosures of this student."""
	return is_row_allowed({"student": student}, "Disclosure Log Entry", ptype="create")


def receiver(student: str, received_by: str | None, interest: str) -> dict[str, Any]:
	"""The party of an entry that is an adult of the family, or the student in person."""
	doctype, name = ("Family Member", received_by) if received_by else ("Focus Student", student)
	party = frappe.db.get_value(doctype, name, "full_name")
	return {"party_name": party, "party_kind": "Parent or Student", "legitimate_interest": interest}


def render(student: str) -> str:
	"""The Disclosure Record of a child as HTML. A protected place stands in it as "protected"."""
	child = frappe.db.get_value("Focus Student", student, ["name", "full_name", "family"], as_dict=True)
	hidden = is_place_protected([child.family] if child.family else [])
	entries = [frappe.get_doc("Disclosure Log Entry", name) for name in _entries(student)]
	rows = [_shown(entry, hidden) for entry in entries]
	return frappe.render_template(TEMPLATE, {"child": child, "entries": rows, "hidden": hidden}, is_path=True)


def _entries(student: str) -> list[str]:
	return frappe.get_all(
		"Disclosure Log Entry", {"student": student}, pluck="name", order_by="disclosed_on asc, creation asc"
	)


def _shown(entry, hidden: bool) -> dict[str, Any]:
	"""Of a family that hides no word that somebody wrote is printed: any of them could say where it is."""
	return {
		"date": entry.disclosed_on,
		"outcome": entry.outcome,
		"basis": entry.basis,
		"what": _("protected") if hidden else entry.what,
		"kinds": [row.record_kind for row in entry.record_kinds],
		"reason": ""
		if hidden
		else (entry.threat or entry.order_reference or entry.refusal_reason or entry.basis_note),
		"parties": [_party(row, hidden) for row in entry.parties],
	}


def _party(row, hidden: bool) -> dict[str, Any]:
	is_hidden = row.party_kind == SHELTER or (hidden and row.party_kind not in PLACELESS)
	return {
		"name": _("protected") if is_hidden else row.party_name,
		"interest": _("protected") if is_hidden else row.legitimate_interest,
		"is_further": row.is_further,
	}
