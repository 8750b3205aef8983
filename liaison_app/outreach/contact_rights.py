"""Who of a family may be contacted, about whom, and by which safe ways."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, time, timedelta

import frappe
from frappe import _
from frappe.model.document import Document
from frappe.utils import get_time

#: The check field of Family Member that says whether a channel's way is safe. Meetings need no such field.
SAFE_FIELDS = {"Call": "safe_call", "Text": "safe_text", "Email": "safe_email", "Letter": "safe_letter"}
#: Ways that reach into a home at any hour, so the safe hours bind them.
TIMED_WAYS = ("Call", "Text")


@dataclass(frozen=True)
class Standing:
	"""An adult's standing towards the children that a contact is about.

	barred: some guardianship says that they may not be contacted. relation: to the (first) child.
	"""

	barred: bool
	relation: str


def standing(family: str, family_member: str, students: Iterable[str] = ()) -> Standing:
	"""How an adult stands to these students, or to all of the family's where none are named.

	Fail-closed: named for the whole family, a bar for any one child bars.
	"""
	rows = _guardianships(family, [family_member], students)
	return Standing(
		barred=any(not row.may_be_contacted for row in rows),
		relation=next((row.relation for row in rows), ""),
	)


def barred_members(family: str, students: Iterable[str] = ()) -> set[str]:
	"""Names of the family's members who may not be contacted about these students (default: any)."""
	members = frappe.get_all("Family Member", filters={"family": family}, pluck="name", order_by="name asc")
	rows = _guardianships(family, members, students)
	return {row.family_member for row in rows if not row.may_be_contacted}


def households(family: str) -> set[str]:
	"""The family, and those of guardians of its children who live in a second household."""
	row, student = frappe.qb.DocType("Guardianship"), frappe.qb.DocType("Focus Student")
	member = frappe.qb.DocType("Family Member")
	rows = (
		frappe.qb.from_(row)
		.join(student)
		.on(student.name == row.parent)
		.join(member)
		.on(member.name == row.family_member)
		.select(member.family)
		.distinct()
		.where(student.family == family)
	).run()
	return {family, *(name for (name,) in rows)}


def is_of_family(member: str, family: str) -> bool:
	"""Whether someone belongs to the family, or to a second household of its children."""
	return frappe.db.get_value("Family Member", member, "family") in households(family)


def check_adult_of(member: str, families: Iterable[str], field: str) -> list[str]:
	"""Refuse who is no adult of one of these families (or of a second household of its children).

	Returns the families that the adult belongs to. field: what the sentence calls the place to mend.
	"""
	own = [family for family in families if is_of_family(member, family)]
	if not own:
		# Without the name: whoever typed a foreign one may not learn it here.
		frappe.throw(_("{0}: choose an adult of this family.").format(field))
	values = frappe.db.get_value("Family Member", member, ["full_name", "is_adult"], as_dict=True)
	if not values.is_adult:
		frappe.throw(_("{0}: {1} is not an adult.").format(field, values.full_name))
	return own


def check_may_be_invited(member: str, families: Iterable[str], students: Iterable[str], field: str) -> None:
	"""Refuse an adult with whom nothing may be arranged: a barred one, or one of another family."""
	students = list(students)
	for family in check_adult_of(member, families, field):
		about = [name for name in students if frappe.db.get_value("Focus Student", name, "family") == family]
		if standing(family, member, about).barred:
			frappe.throw(
				_("{0}: {1} may not be contacted. Choose another adult.").format(
					field, frappe.db.get_value("Family Member", member, "full_name")
				)
			)


def is_reachable(member: str, family: str, students: Iterable[str] = ()) -> bool:
	"""Whether a talk with this person reaches the family: its adult, who may be contacted about these students."""
	is_adult = frappe.db.get_value("Family Member", member, "is_adult")
	return bool(is_adult) and is_of_family(member, family) and not standing(family, member, students).barred


def speak_for_themselves(students: Iterable[str]) -> bool:
	"""Whether a talk with these students reaches their family, as one with an adult would; False for none."""
	students = list(students)
	return bool(students) and all(
		frappe.db.get_value("Focus Student", name, "stands_for_self") for name in students
	)


def unsafe_reason(
	member: Document, way: str, outcome: str | None = None, at: datetime | None = None
) -> str | None:
	"""Why this way is not safe for an adult, as a sentence; None where it is.

	member: a Family Member. way: of the Contact Channel. outcome "Left Message" on a call is voicemail.
	at: date and time of the contact, judged against the adult's safe hours.
	"""
	name = member.full_name
	field = SAFE_FIELDS.get(way)
	if field and not member.get(field):
		return _("{0} is not a safe way to reach {1}: choose another Channel.").format(_(way), name)
	if way == "Call" and outcome == "Left Message" and not member.safe_voicemail:
		return _("Voicemail is not safe for {0}: leave no message, and set Outcome to No Answer.").format(
			name
		)
	if way in TIMED_WAYS and at and not _in_safe_hours(member, get_time(at)):
		return _("{0} can be reached safely only between {1} and {2}: check Date and Time.").format(
			name, _clock(member.safe_from) or "00:00", _clock(member.safe_to) or "24:00"
		)
	return None


def _in_safe_hours(member: Document, moment: time) -> bool:
	after = not member.safe_from or moment >= get_time(member.safe_from)
	before = not member.safe_to or moment <= get_time(member.safe_to)
	return after and before


def _clock(value: time | timedelta | str | None) -> str:
	return get_time(value).strftime("%H:%M") if value else ""


def _guardianships(family: str, members: list[str], students: Iterable[str]) -> list[dict]:
	if not members:
		return []
	row, student = frappe.qb.DocType("Guardianship"), frappe.qb.DocType("Focus Student")
	query = (
		frappe.qb.from_(row)
		.join(student)
		.on(student.name == row.parent)
		.select(row.family_member, row.relation, row.may_be_contacted)
		.where(row.family_member.isin(members))
		.orderby(student.birth_date, row.idx)
	)
	students = list(students)
	query = query.where(student.name.isin(students)) if students else query.where(student.family == family)
	return query.run(as_dict=True)
