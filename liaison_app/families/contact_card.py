"""What a liaison needs to know before contacting a family, in one small answer."""

import frappe
from frappe.utils import getdate, now_datetime

from liaison_app.outreach.contact_rights import SAFE_FIELDS, barred_members
from liaison_app.outreach.diligence import due_diligence
from liaison_app.outreach.due import lead_enrolment, next_contact_due
from liaison_app.outreach.work import liaison_label
from liaison_app.permissions.scope import PENDING
from liaison_app.privacy.notes import count_notes


def contact_card(family: str) -> dict:
	"""The card of a family; its caller has checked that the user may read the family.

	Returns family_name, safety_instruction, home_language, last_reached, next_due, is_due, paused_until, diligence
	(attempts, dates, channels, done), lead (liaison's name and school), adults (each with phones, e-mail,
	barred, the ways that are not safe, safe hours), students (name, grade, school); and, as far as this user may
	see them, waiting (enrolments without a decision: name, status, school), last_contact, next_appointment, next_steps
	(the open ones) and how many restricted_notes there are. A barred adult comes without
	numbers: there is nothing to dial.
	"""
	values = frappe.db.get_value(
		"Focus Family",
		family,
		[
			"family_name",
			"safety_instruction",
			"home_language",
			"last_reached",
			"pause_reason",
			"pause_ends_on",
		],
		as_dict=True,
	)
	due = next_contact_due(family)
	return {
		"family_name": values.family_name,
		"safety_instruction": values.safety_instruction,
		"home_language": language_name(values.home_language),
		"last_reached": values.last_reached,
		"next_due": due,
		"is_due": bool(due and due <= getdate()),
		"paused_until": values.pause_ends_on if values.pause_reason else None,
		"diligence": vars(due_diligence(family)),
		"lead": _lead(family),
		"adults": _adults(family),
		"students": _students(family),
		"waiting": _waiting(family),
		"last_contact": _last_contact(family),
		"next_appointment": _next_appointment(family),
		"next_steps": _open_steps(family),
		"restricted_notes": count_notes(family),
	}


@frappe.whitelist()
def get_contact_card(family: str) -> dict:
	"""The card of a family that the user may read (see `contact_card`)."""
	frappe.get_doc("Focus Family", family).check_permission("read")
	return contact_card(family)


def _lead(family: str) -> dict | None:
	enrolment = lead_enrolment(family)
	return enrolment and {"liaison": liaison_label(enrolment.liaison), "school": enrolment.school}


def _students(family: str) -> list[dict]:
	return frappe.get_all(
		"Focus Student",
		filters={"family": family},
		fields=["name", "full_name", "grade", "school", "stands_for_self"],
		order_by="birth_date asc, full_name asc",
	)


def _waiting(family: str) -> list[dict]:
	return _readable(
		"Family Enrolment",
		filters={"family": family, "status": ["in", PENDING]},
		fields=["name", "status", "school"],
		order_by="nominated_on asc, creation asc",
	)


def _last_contact(family: str) -> dict | None:
	"""The newest exchange or try; a message to many is none."""
	rows = _readable(
		"Liaison Contact",
		filters={"family": family, "is_message": 0},
		fields=["name", "contacted_at", "channel", "outcome"],
		order_by="contacted_at desc, creation desc",
		limit=1,
	)
	return rows[0] if rows else None


def _next_appointment(family: str) -> dict | None:
	"""The visit or meeting that comes first, with its DocType."""
	rows = [
		{"doctype": doctype, **row}
		for doctype in ("Home Visit", "Liaison Meeting")
		for row in _readable(
			doctype,
			filters={"family": family, "docstatus": 0, "planned_start": [">=", now_datetime()]},
			fields=["name", "planned_start"],
			order_by="planned_start asc, creation asc",
			limit=1,
		)
	]
	return min(rows, key=lambda row: row["planned_start"], default=None)


def _open_steps(family: str) -> list[dict]:
	return _readable(
		"Next Step",
		filters={"family": family, "done": 0},
		fields=["name", "what", "due_on", "assignee"],
		order_by="due_on asc, creation asc",
		limit=20,
	)


def _readable(doctype: str, **query) -> list[dict]:
	"""The rows of a query that the user's list would show."""
	return frappe.get_list(doctype, **query) if frappe.has_permission(doctype, "read") else []


def _adults(family: str) -> list[dict]:
	barred = barred_members(family)
	members = frappe.get_all(
		"Family Member",
		filters={"family": family, "is_adult": 1},
		fields=["name", "full_name", "email", "preferred_channel", "spoken_language", "interpreter_needed",
			"primary_contact", "safe_voicemail", "safe_from", "safe_to", *SAFE_FIELDS.values()],
		order_by="primary_contact desc, creation asc",
	)  # fmt: skip
	phones = _phones([member.name for member in members if member.name not in barred])
	relations = _relations([member.name for member in members])
	return [
		{
			"name": member.name,
			"full_name": member.full_name,
			"relation": relations.get(member.name, ""),
			"barred": member.name in barred,
			"unsafe_ways": [way for way, field in SAFE_FIELDS.items() if not member[field]],
			"no_voicemail": not member.safe_voicemail,
			"safe_from": member.safe_from,
			"safe_to": member.safe_to,
			"preferred_channel": member.preferred_channel,
			"spoken_language": member.spoken_language,
			"language_name": language_name(member.spoken_language),
			"interpreter_needed": member.interpreter_needed,
			"phones": phones.get(member.name, []),
			"email": None if member.name in barred else member.email,
		}
		for member in members
	]


def language_name(code: str | None) -> str | None:
	"""A language's name for people to read."""
	return code and (frappe.get_cached_value("Language", code, "language_name") or code)


def _phones(members: list[str]) -> dict[str, list[dict]]:
	if not members:
		return {}
	rows = frappe.get_all(
		"Family Phone",
		filters={"parent": ["in", members], "parenttype": "Family Member", "out_of_service": 0},
		fields=["parent", "phone_number", "kind"],
		order_by="parent asc, idx asc",
	)
	found: dict[str, list[dict]] = {}
	for row in rows:
		found.setdefault(row.pop("parent"), []).append(row)
	return found


def _relations(members: list[str]) -> dict[str, str]:
	if not members:
		return {}
	rows = frappe.get_all(
		"Guardianship",
		filters={"family_member": ["in", members], "parenttype": "Focus Student"},
		fields=["family_member", "relation"],
		order_by="creation desc",
	)
	return {row.family_member: row.relation for row in rows}
