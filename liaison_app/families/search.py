"""Finding a family, whom of it one may contact, or a school's liaisons, from a few letters."""

import frappe
from frappe import _

from liaison_app.arguments import parse_json, parse_name, parse_values
from liaison_app.outreach.contact_rights import barred_members
from liaison_app.outreach.work import assigned_liaisons
from liaison_app.permissions.documents import is_stored_row_allowed
from liaison_app.permissions.gate import refuse_sql

#: A child's or an adult's name leads to the family as well as its own.
NAMED_BY = {"Focus Student": "full_name", "Family Member": "full_name"}


@frappe.whitelist()
@frappe.validate_and_sanitize_search_inputs
def find_families(
	doctype: str,
	txt: str,
	searchfield: str,
	start: int,
	page_len: int,
	filters: dict | list | str | None = None,
	**_more,
) -> list[list[str]]:
	"""Families that the user may read, by the family's, a child's or an adult's name.

	A link query, filters: what a form narrows it to. Returns rows of name, family name, children.
	"""
	refuse_sql(filters)
	like = ["like", f"%{txt}%"]
	names = set()
	for source, field in NAMED_BY.items() if txt else ():
		rows = frappe.get_list(
			source,
			filters={field: like, "family": ["is", "set"]},
			pluck="family",
			order_by=f"{field} asc",
			limit=50,
		)
		names.update(rows)
	families = frappe.get_list(
		"Focus Family",
		filters=parse_json(filters),
		or_filters=[["family_name", *like], ["name", *like], ["name", "in", sorted(names) or ["-"]]],
		fields=["name", "family_name"],
		order_by="family_name asc, name asc",
		start=start,
		limit=page_len,
	)
	children = children_of([family.name for family in families])
	return [
		[family.name, family.family_name, ", ".join(children.get(family.name, []))] for family in families
	]


@frappe.whitelist()
@frappe.validate_and_sanitize_search_inputs
def find_adults(
	doctype: str,
	txt: str,
	searchfield: str,
	start: int,
	page_len: int,
	filters: dict | str | None = None,
	**_more,
) -> list[list[str]]:
	"""The adults of a family (filters: family), each with "may not be contacted" where that is so.

	A link query: returns rows of name, full name, remark.
	"""
	family = parse_name(parse_values(filters, _("Filters")).family, _("Family"))
	members = frappe.get_list(
		"Family Member",
		filters={"family": family, "is_adult": 1, "full_name": ["like", f"%{txt}%"]},
		fields=["name", "full_name"],
		order_by="primary_contact desc, full_name asc",
		start=start,
		limit=page_len,
	)
	barred = barred_members(family) if members else set()
	return [
		[member.name, member.full_name, _("may not be contacted") if member.name in barred else ""]
		for member in members
	]


@frappe.whitelist()
@frappe.validate_and_sanitize_search_inputs
def find_adults_of_child(
	doctype: str,
	txt: str,
	searchfield: str,
	start: int,
	page_len: int,
	filters: dict | str | None = None,
	**_more,
) -> list[list[str]]:
	"""The adults of a child's family and those in its guardianships (filters: student), each with the relation.

	A link query: returns rows of name, full name, relation, as far as the user may read the child and them; none without a
	child.
	"""
	student = parse_name(parse_values(filters, _("Filters")).student, _("Student"))
	if not student or not is_stored_row_allowed("Focus Student", student):
		return []
	rows = frappe.get_all(
		"Guardianship",
		filters={"parent": student, "parenttype": "Focus Student"},
		fields=["family_member", "relation"],
		order_by="idx asc",
	)
	relations = {row.family_member: row.relation for row in rows}
	family = frappe.db.get_value("Focus Student", student, "family")
	of_family = [["family", "=", family]] if family else []
	members = frappe.get_list(
		"Family Member",
		filters={"is_adult": 1, "full_name": ["like", f"%{txt}%"]},
		or_filters=[*of_family, ["name", "in", sorted(relations) or ["-"]]],
		fields=["name", "full_name"],
		order_by="full_name asc, name asc",
		start=start,
		limit=page_len,
	)
	return [[member.name, member.full_name, _(relations.get(member.name, ""))] for member in members]


@frappe.whitelist()
@frappe.validate_and_sanitize_search_inputs
def find_liaisons(
	doctype: str,
	txt: str,
	searchfield: str,
	start: int,
	page_len: int,
	filters: dict | str | None = None,
	**_more,
) -> list[list[str]]:
	"""The active liaisons who are assigned to a school today (filters: school), or all where it is empty.

	A link query: returns rows of name and the liaison's name, as far as the user may read them.
	"""
	school = parse_name(parse_values(filters, _("Filters")).school, _("School"))
	here = {"name": ["in", assigned_liaisons(school) or ["-"]]} if school else {}
	found = frappe.get_list(
		"Family Liaison",
		filters={"enabled": 1, **here},
		or_filters=[["liaison_name", "like", f"%{txt}%"], ["name", "like", f"%{txt}%"]],
		fields=["name", "liaison_name"],
		order_by="liaison_name asc, name asc",
		start=start,
		limit=page_len,
	)
	return [[liaison.name, liaison.liaison_name] for liaison in found]


def children_of(families: list[str]) -> dict[str, list[str]]:
	"""The names of each family's children that the user may read: what tells families of one name apart."""
	if not families:
		return {}
	rows = frappe.get_list(
		"Focus Student",
		filters={"family": ["in", families]},
		fields=["family", "full_name"],
		order_by="birth_date asc, full_name asc",
	)
	found: dict[str, list[str]] = {}
	for row in rows:
		found.setdefault(row.family, []).append(row.full_name)
	return found
