"""The matrix, the rooms and the DocTypes say the same: no site needed."""

import sys
from pathlib import Path

import pytest

from liaison_app.permissions import matrix
from liaison_app.permissions.rooms import CHILD_ROOMS, ROOMS, SECRET

sys.path.insert(0, str(Path(__file__).parents[2] / "docs"))

from print_docs import TABLES, read_doctypes

DOCTYPES = read_doctypes()
DOCUMENTS = sorted(name for name, doctype in DOCTYPES.items() if not doctype.get("istable"))
NEEDS_SUBMIT = {"submit", "cancel", "amend"}
NOT_OF_SINGLES = {"create", "delete", "import", "export", "report"}


def granted(doctype: dict) -> dict[str, set[str]]:
	"""What each role's row in the DocType grants."""
	return {
		row["role"]: {right for right, value in row.items() if value == 1} for row in doctype["permissions"]
	}


def expected(doctype: dict) -> dict[str, set[str]]:
	"""What the matrix grants, as far as this kind of DocType knows such rights."""
	unknown = set() if doctype.get("is_submittable") else NEEDS_SUBMIT
	unknown = unknown | (NOT_OF_SINGLES if doctype.get("issingle") else set())
	unknown = unknown | (set() if doctype.get("allow_import") else {"import"})
	rights = {
		role: set(matrix.role_permissions(doctype["name"], role)) - unknown
		for role in (*matrix.ROLES, matrix.SYSTEM_MANAGER)
	}
	return {role: names for role, names in rights.items() if names}


def children(doctype: dict) -> set[str]:
	return {field["options"] for field in doctype["fields"] if field["fieldtype"] in TABLES}


def links_to_family(doctype: dict) -> bool:
	return any(
		field["fieldtype"] == "Link" and field.get("options") in ("Focus Family", "Focus Student")
		for field in doctype["fields"]
	)


@pytest.mark.parametrize("name", DOCUMENTS)
def test_a_doctype_grants_each_role_what_the_matrix_says(name):
	assert granted(DOCTYPES[name]) == expected(DOCTYPES[name])


def test_the_matrix_names_doctypes_that_exist():
	assert set(matrix.MATRIX) <= set(DOCUMENTS)


def test_every_document_that_names_a_family_or_a_student_has_a_room():
	found = {name for name in DOCUMENTS if links_to_family(DOCTYPES[name])}
	assert found <= set(ROOMS)


def test_the_columns_of_every_room_exist():
	for name, room in ROOMS.items():
		fields = {field["fieldname"] for field in DOCTYPES[name]["fields"]}
		tables = {table for table in (room.families, room.invited, room.named) if table}
		assert (set(room.columns) | tables) - {"name"} <= fields, name


def test_every_child_table_of_a_room_follows_exactly_its_parents():
	parents: dict[str, set[str]] = {}
	for name in ROOMS:
		for child in children(DOCTYPES[name]):
			parents.setdefault(child, set()).add(name)
	assert {child: set(names) for child, names in CHILD_ROOMS.items()} == parents


def test_no_child_table_outside_the_rooms_names_a_family():
	tables = {name for name, doctype in DOCTYPES.items() if doctype.get("istable")}
	found = {name for name in tables if links_to_family(DOCTYPES[name])}
	assert found <= set(CHILD_ROOMS)


def test_a_scope_is_only_granted_where_a_column_can_decide_it():
	needs = {"f": "family", "o": "own", "i": "invited", "n": "named", "p": "school"}
	for name, cells in matrix.MATRIX.items():
		for role in cells:
			for grant in matrix.grants(name, role):
				assert grant.scope == "a" or name in ROOMS, name
				column = needs.get(grant.scope)
				room = ROOMS.get(name)
				assert column is None or getattr(room, column) or room.follows_pupil, (name, role)


@pytest.mark.parametrize("name", SECRET)
def test_who_looks_into_a_secret_room_can_be_noted(name):
	doctype = DOCTYPES[name]
	assert doctype["autoname"] == "hash", "A look is known by the row's name: none may be a word or a number."
	assert doctype.get("track_views"), "The form notes who looked."
	assert not doctype.get("track_changes"), "A history would keep what it says."
	assert ROOMS[name].family or ROOMS[name].pupil, "The report says whose family it is."


def test_no_role_may_share_or_mail_a_document():
	for name in DOCUMENTS:
		for role, rights in granted(DOCTYPES[name]).items():
			assert not rights & {"share", "email"}, (name, role)
