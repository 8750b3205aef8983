"""Which adult of a family gets a message, and why some families get none."""

from collections.abc import Iterable
from dataclasses import dataclass

import frappe
from frappe import _
from frappe.utils import getdate, now_datetime

from liaison_app.outreach.contact_rights import barred_members, unsafe_reason
from liaison_app.outreach.work import usual_school


@dataclass(frozen=True)
class Recipient:
	"""A family's part in a message: its adult, and the address or number.

	language: what the adult reads; where nobody asked, what they speak.
	"""

	family: str
	family_name: str
	school: str
	family_member: str
	full_name: str
	address: str
	language: str | None


@dataclass(frozen=True)
class Skipped:
	"""A family that gets no message. family_name is empty where the user may not read the family."""

	family: str
	family_name: str
	reason: str


def find_recipients(
	families: Iterable[str], way: str, user: str | None = None
) -> tuple[list[Recipient], list[Skipped]]:
	"""Choose an adult of each family whom this way reaches safely now; say why where there is none.

	way: of the Contact Channel. user: whose families may be written to (default: the session's).
	"""
	chosen, skipped = [], []
	for family in dict.fromkeys(families):
		found = _find(family, way, user or frappe.session.user)
		(chosen if isinstance(found, Recipient) else skipped).append(found)
	return chosen, skipped


def _find(family: str, way: str, user: str) -> Recipient | Skipped:
	readable = frappe.db.exists("Focus Family", family) and frappe.has_permission(
		"Focus Family", "read", doc=family, user=user
	)
	school = usual_school(user, family) if readable else None
	if not school:
		return Skipped(family, "", _("not a family of your schools"))
	values = frappe.db.get_value(
		"Focus Family", family, ["family_name", "pause_reason", "pause_ends_on"], as_dict=True
	)
	if values.pause_reason and values.pause_ends_on and values.pause_ends_on >= getdate():
		until = frappe.format(values.pause_ends_on, "Date")
		return Skipped(family, values.family_name, _("paused until {0}").format(until))
	reasons = []
	for member in _adults(family):
		reason = unsafe_reason(member, way, at=now_datetime()) or _no_address(member, way)
		if not reason:
			return Recipient(
				family=family,
				family_name=values.family_name,
				school=school,
				family_member=member.name,
				full_name=member.full_name,
				address=_address(member, way),
				language=member.written_language or member.spoken_language,
			)
		reasons.append(reason)
	return Skipped(family, values.family_name, next(iter(reasons), _("no adult may be contacted")))


def _adults(family: str) -> list:
	"""Those who may be contacted about every child: the primary contact first.

	A message is about no child in particular, so a bar for any one bars.
	"""
	barred = barred_members(family)
	names = frappe.get_all(
		"Family Member",
		filters={"family": family, "is_adult": 1},
		pluck="name",
		order_by="primary_contact desc, creation asc",
	)
	return [frappe.get_doc("Family Member", name) for name in names if name not in barred]


def _no_address(member, way: str) -> str | None:
	address = _address(member, way)
	if not address:
		missing = _("no e-mail address") if way == "Email" else _("no mobile number in service")
		return _("{0} has {1} on file").format(member.full_name, missing)
	if frappe.db.exists("Email Unsubscribe", {"email": address, "global_unsubscribe": 1}):
		return _("{0} has unsubscribed from e-mail").format(member.full_name)
	return None


def _address(member, way: str) -> str | None:
	if way == "Email":
		return member.email
	mobiles = (row for row in member.phones if row.kind == "Mobile" and not row.out_of_service)
	return next((row.phone_number for row in mobiles), None)
