"""Who decides about a child's records, and who may receive them (34 CFR 99.3, 99.4, 99.5)."""

import frappe
from frappe import _

from liaison_app.families.guardianships import ORDER_RIGHT
from liaison_app.outreach.contact_rights import is_of_family, standing


def is_entitled(student: str, family_member: str | None) -> bool:
	"""Whether this adult, or (None) the student in person, decides about the student's records today.

	A student who speaks for themself decides alone: the rights have passed to them.
	"""
	for_self = bool(frappe.db.get_value("Focus Student", student, "stands_for_self"))
	if for_self or not family_member:
		return for_self and not family_member
	is_adult = frappe.db.get_value("Family Member", family_member, "is_adult")
	return bool(is_adult and is_guardian(student, family_member, **{ORDER_RIGHT: 1}))


def check_entitled(student: str, family_member: str | None, field: str) -> None:
	"""Refuse who may not decide about this student's records; the sentence says why. field: the place to mend."""
	if is_entitled(student, family_member):
		return
	child = frappe.db.get_value("Focus Student", student, ["full_name", "stands_for_self"], as_dict=True)
	if not family_member:
		frappe.throw(
			_("{0}: choose an adult, {1} does not speak for themself.").format(field, child.full_name)
		)
	if child.stands_for_self:
		frappe.throw(_("{0}: {1} speaks for themself. Leave this empty.").format(field, child.full_name))
	adult = frappe.db.get_value("Family Member", family_member, ["full_name", "is_adult"], as_dict=True)
	if not adult.is_adult:
		frappe.throw(_("{0}: {1} is not an adult.").format(field, adult.full_name))
	frappe.throw(
		_(
			"{0}: {1} may not receive the records of {2}. Choose an adult who may, under Guardianships."
		).format(field, adult.full_name, child.full_name)
	)


def check_may_receive(student: str, family_member: str | None, field: str) -> None:
	"""Refuse who may not be handed this student's records: who has no right to them, or may not be contacted."""
	check_entitled(student, family_member, field)
	family = frappe.db.get_value("Focus Student", student, "family") or ""
	if family_member and standing(family, family_member, [student]).barred:
		adult = frappe.db.get_value("Family Member", family_member, "full_name")
		frappe.throw(_("{0}: {1} may not be contacted, and gets nothing.").format(field, adult))


def forget_refusal() -> None:
	"""Take back what the host has noted of a refusal that is answered in another way."""
	frappe.clear_last_message()
	frappe.local.response.pop("exc_type", None)


def check_entitled_to_all(family: str, family_member: str | None, field: str) -> None:
	"""Refuse who may not decide about each child of the family that does not speak for themself."""
	if not family_member:
		frappe.throw(_("{0}: choose an adult, or the Student who speaks for themself.").format(field))
	if not is_of_family(family_member, family):
		frappe.throw(_("{0}: choose an adult of this family.").format(field))
	for child in children_in_care(family):
		check_entitled(child, family_member, field)


def children_in_care(family: str) -> list[str]:
	"""The family's children for whom an adult decides."""
	filters = {"family": family, "stands_for_self": 0}
	return frappe.get_all("Focus Student", filters=filters, pluck="name", order_by="birth_date asc, name asc")


def is_guardian(student: str, family_member: str, **values: int) -> bool:
	"""Whether this adult stands in the student's guardianships, with these values in the row."""
	row = {"parent": student, "parenttype": "Focus Student", "family_member": family_member}
	return bool(frappe.db.exists("Guardianship", {**row, **values}))
