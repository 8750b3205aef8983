"""Words that one requester must not read in a child's file: other children, other adults' numbers, protected places.

Of a family that hides also its schools and their staff, whose names say where it is.
"""

import re
from collections.abc import Iterable

import frappe

from liaison_app.outreach.contact_rights import households
from liaison_app.outreach.places import is_place_protected

MARK = "[…]"
#: What of an address tells where it is.
PLACE = ("address_line", "city", "postal_code")


class Redactor:
	"""Takes such words out of texts, for one child and one requester (None: the child in person)."""

	def __init__(self, student: str, requester: str | None) -> None:
		family = frappe.db.get_value("Focus Student", student, "family")
		self.families = sorted(households(family)) if family else []
		self.hidden = is_place_protected(self.families)
		words = [*_other_children(student, self.families), *_addresses(self.families)]
		words += _whereabouts(self.families) if self.hidden else ()
		patterns = [_word(word) for word in words]
		patterns += [_word(mail) for mail in _mails(self.families, requester)]
		patterns += [_number(number) for number in _numbers(self.families, requester)]
		# The longest first: a full name goes whole.
		found = sorted({pattern for pattern in patterns if pattern}, key=len, reverse=True)
		self._pattern = re.compile("|".join(found), re.IGNORECASE) if found else None

	def clean(self, text: str | None) -> str:
		"""The text with a mark in place of each such word."""
		return self._pattern.sub(MARK, text or "") if self._pattern else text or ""


def _other_children(student: str, families: list[str]) -> Iterable[str]:
	own = frappe.db.get_value("Focus Student", student, "first_name")
	for child in _all(
		"Focus Student", {"family": ["in", families], "name": ["!=", student]}, ["first_name", "full_name"]
	):
		yield child.full_name
		if child.first_name != own:
			yield child.first_name


def _addresses(families: list[str]) -> Iterable[str]:
	for row in _all("Family Address", {"family": ["in", families], "protected": 1}, [*PLACE]):
		for field in PLACE:
			yield from (row[field] or "").splitlines()


def _whereabouts(families: list[str]) -> list[str]:
	"""The schools of the children and of the enrolments, and whoever is or was on their staff."""
	of_families = {"family": ["in", families]}
	schools = {
		row.school
		for doctype in ("Focus Student", "Family Enrolment")
		for row in _all(doctype, of_families, ["school"])
	}
	staff = {row.user for row in _all("School Assignment", {"parent": ["in", sorted(schools)]}, ["user"])}
	return [
		*sorted(schools),
		*(row.full_name for row in _all("User", {"name": ["in", sorted(staff)]}, ["full_name"])),
	]


def _mails(families: list[str], requester: str | None) -> list[str]:
	filters = {"family": ["in", families], "name": ["!=", requester or ""]}
	return [row.email for row in _all("Family Member", filters, ["email"]) if row.email]


def _numbers(families: list[str], requester: str | None) -> list[str]:
	filters = {"family": ["in", families], "name": ["!=", requester or ""]}
	others = [row.name for row in _all("Family Member", filters, ["name"])]
	return [row.phone_number for row in _all("Family Phone", {"parent": ["in", others]}, ["phone_number"])]


def _all(doctype: str, filters: dict, fields: list[str]) -> list[dict]:
	# An empty list of names would be no filter.
	if any(value == ["in", []] for value in filters.values()):
		return []
	return frappe.get_all(doctype, filters=filters, fields=fields, order_by="creation asc")


def _word(text: str | None) -> str:
	words = [re.escape(word) for word in (text or "").split()]
	return r"(?<!\w)" + r"[\s,]+".join(words) + r"(?!\w)" if words else ""


def _number(text: str) -> str:
	"""Its last ten digits, however they are parted."""
	digits = re.sub(r"\D", "", text)[-10:]
	return r"[^\d\n]{0,2}".join(digits) if len(digits) >= 7 else ""
