"""The one rule: which rows of a DocType a user may touch, as a criterion and as a test of one row.

`criterion` and `readable` narrow queries (lists, reports); `is_row_allowed` judges the values of one row. All walk the
same grants of the matrix, so that they cannot part ways (tests/permissions compares them).
"""

from collections.abc import Mapping

import frappe
from frappe.query_builder import Criterion
from pypika.terms import LiteralValue

from liaison_app.columns import is_empty
from liaison_app.permissions import matrix
from liaison_app.permissions.looks import touch
from liaison_app.permissions.rooms import CHILD_ROOMS, ROOMS, Room
from liaison_app.permissions.scope import Scope, get_scope, sees_everything

NOTHING = LiteralValue("1") == LiteralValue("0")
PUPIL_ROOM = ROOMS["Focus Student"]


def criterion(table, doctype: str, user: str | None = None, ptype: str = "read") -> Criterion | None:
	"""The rows of `table` (a query-builder table of `doctype`) that the user may touch.

	Reports must pass the user for whom they run: jobs and mailed reports run as Administrator.
	Returns None where every row is open, and a criterion that is never true where none is.
	"""
	user = user or frappe.session.user
	touch(doctype)
	if sees_everything(user):
		return None
	if doctype in CHILD_ROOMS:
		return _child_criterion(table, doctype, user, ptype)
	room, scope = ROOMS[doctype], get_scope(user)
	allowed = [
		_scope_criterion(table, room, scope, role, name)
		for role in sorted(scope.roles)
		for name in matrix.scopes(doctype, role, ptype)
	]
	if not allowed:
		return NOTHING
	# Not `None in allowed`: the query builder's == makes a (true) criterion of any comparison.
	opens_all = any(part is None for part in allowed)
	parts = [] if opens_all else [Criterion.any(allowed)]
	parts += _exclusions(table, room, scope)
	return Criterion.all(parts) if parts else None


def readable(query, table, doctype: str, user: str | None = None, ptype: str = "read"):
	"""A query narrowed to the rows of `table` (see `criterion`) that the user may read, or do `ptype` to."""
	rule = criterion(table, doctype, user, ptype)
	return query if rule is None else query.where(rule)


def is_row_allowed(values: Mapping, doctype: str, user: str | None = None, ptype: str = "read") -> bool:
	"""Whether the user may do `ptype` to a row with these values of the room's columns."""
	user = user or frappe.session.user
	touch(doctype)
	if sees_everything(user):
		return True
	room, scope = ROOMS[doctype], get_scope(user)
	pupil = _pupil(values, room)
	if (families_of(values, room) | families_of(pupil, PUPIL_ROOM)) & scope.excluded:
		return False
	if room.hidden_from and values.get(room.hidden_from) == user:
		return False
	return any(
		_opens(values, room, scope, role, name)
		and (name == "a" or not room.pupil or _in_scope(pupil, PUPIL_ROOM, scope, role, name))
		for role in scope.roles
		for name in matrix.scopes(doctype, role, ptype)
	)


def is_granted_on_all(doctype: str, ptype: str, user: str | None = None) -> bool:
	"""Whether one of the user's roles may do `ptype` to every row of a DocType (scope a)."""
	user = user or frappe.session.user
	roles = get_scope(user).roles
	return sees_everything(user) or any("a" in matrix.scopes(doctype, role, ptype) for role in roles)


def families_of(values: Mapping, room: Room) -> set[str]:
	"""Every family that a row names, in its own column or in its rows of Work Family."""
	named = [values.get(room.family)] if room.family else []
	if room.families:
		named += [row.get("family") for row in values.get(room.families) or ()]
	return {family for family in named if family}


def _scope_criterion(table, room: Room, scope: Scope, role: str, name: str) -> Criterion | None:
	if name == "n":
		return _named_criterion(table, room, scope, role)
	rule = None if name == "a" else _other_criterion(table, room, scope, role, name)
	if not room.kept:
		return rule
	is_open = table[room.kept] == 0
	return is_open if rule is None else rule & is_open


def _other_criterion(table, room: Room, scope: Scope, role: str, name: str) -> Criterion:
	if room.pupil:
		return _pupil_criterion(table, room, scope, role, name)
	return _own_columns_criterion(table, room, scope, role, name)


def _named_criterion(table, room: Room, scope: Scope, role: str) -> Criterion:
	"""Scope n: the user wrote the row, or is named in it."""
	reader = frappe.qb.DocType("Note Reader")
	named_in = frappe.qb.from_(reader).select(reader.parent).where(reader.user == _literal(scope.user))
	mine = (table[room.own] == _literal(scope.user)) | table.name.isin(named_in)
	return mine & _base_criterion(table, room, scope, role) if role in matrix.CAPACITIES else mine


def _pupil_criterion(table, room: Room, scope: Scope, role: str, name: str) -> Criterion:
	"""The student's row is in scope, and the row itself by its own columns, where it has any."""
	pupil = frappe.qb.DocType("Focus Student")
	rule = _own_columns_criterion(pupil, PUPIL_ROOM, scope, role, name)
	of_pupil = table[room.pupil].isin(frappe.qb.from_(pupil).select(pupil.name).where(rule))
	return (
		of_pupil if room.follows_pupil else of_pupil & _own_columns_criterion(table, room, scope, role, name)
	)


def _own_columns_criterion(table, room: Room, scope: Scope, role: str, name: str) -> Criterion:
	if name == "f":
		return _is_one_of(table[room.family], scope.caseload)
	if name == "p":
		return _is_one_of(table[room.school], scope.schools.get(role, frozenset()))
	if name == "i":
		return _is_invited(table, scope) & _is_one_of(
			table[room.school], scope.schools.get(role, frozenset())
		)
	if name == "o":
		return _own_criterion(table, room, scope, role)
	return _base_criterion(table, room, scope, role)


def _own_criterion(table, room: Room, scope: Scope, role: str) -> Criterion:
	mine = table[room.own] == _literal(scope.user)
	if _is_handed_to_staff(room, role):
		return mine & _is_one_of(table[room.school], scope.schools.get(role, frozenset()))
	return mine & _base_criterion(table, room, scope, role)


def _base_criterion(table, room: Room, scope: Scope, role: str) -> Criterion:
	"""Scope s: the rows that the role's schools open."""
	schools = scope.schools.get(role, frozenset())
	families = scope.families.get(role, frozenset())
	if room.own == "name":
		return _is_one_of(table.name, scope.colleagues.get(role, frozenset()))
	if not room.family:
		return _is_one_of(table[room.school], schools)
	in_family = _is_one_of(table[room.family], families)
	if not room.school:
		return in_family
	in_school = _is_one_of(table[room.school], schools)
	if room.student:
		return in_family | in_school
	no_family = is_empty(table[room.family])
	if room.ledger:
		return in_school & (in_family | no_family)
	in_base = in_family | (no_family & in_school)
	return in_base & _names_only(table, families) if room.families else in_base


def _names_only(table, families: frozenset[str]) -> Criterion:
	"""No row of Work Family names another family. The first family, a column, has narrowed the rows before."""
	others = _work_families(table)
	if families:
		others = others.where(frappe.qb.DocType("Work Family").family.notin(_literals(families)))
	return table.name.notin(others)


def _work_families(table):
	"""A correlated query: the row's own name once for each family that it names."""
	child = frappe.qb.DocType("Work Family")
	return frappe.qb.from_(child).select(child.parent).where(child.parent == table.name)


def _is_invited(table, scope: Scope) -> Criterion:
	invited = frappe.qb.DocType("Meeting Invited")
	parents = frappe.qb.from_(invited).select(invited.parent).where(invited.user == _literal(scope.user))
	return table.name.isin(parents)


def _pupil(values: Mapping, room: Room) -> dict:
	"""The row of the student that a row is about; empty where there is none."""
	name = room.pupil and values.get(room.pupil)
	return (name and frappe.db.get_value("Focus Student", name, PUPIL_ROOM.columns, as_dict=True)) or {}


def _opens(values: Mapping, room: Room, scope: Scope, role: str, name: str) -> bool:
	"""Whether a scope opens a row by its own columns; what is kept to who is named is open to them alone."""
	if name == "n":
		return _is_named(values, room, scope, role)
	return not (room.kept and values.get(room.kept)) and _in_scope(values, room, scope, role, name)


def _in_scope(values: Mapping, room: Room, scope: Scope, role: str, name: str) -> bool:
	if name == "a" or room.follows_pupil:
		return True
	if name == "f":
		return values.get(room.family) in scope.caseload
	if name == "p":
		return values.get(room.school) in scope.schools.get(role, frozenset())
	if name == "i":
		users = {row.get("user") for row in values.get(room.invited) or ()}
		return scope.user in users and values.get(room.school) in scope.schools.get(role, frozenset())
	if name == "o":
		return _is_own(values, room, scope, role)
	return _in_base_scope(values, room, scope, role)


def _is_named(values: Mapping, room: Room, scope: Scope, role: str) -> bool:
	named = {row.get("user") for row in values.get(room.named) or ()}
	mine = scope.user in {values.get(room.own), *named}
	return mine and (role not in matrix.CAPACITIES or _in_base_scope(values, room, scope, role))


def _is_own(values: Mapping, room: Room, scope: Scope, role: str) -> bool:
	mine = values.get(room.own) == scope.user
	if _is_handed_to_staff(room, role):
		return mine and values.get(room.school) in scope.schools.get(role, frozenset())
	return mine and _in_base_scope(values, room, scope, role)


def _in_base_scope(values: Mapping, room: Room, scope: Scope, role: str) -> bool:
	schools = scope.schools.get(role, frozenset())
	if room.own == "name":
		return values.get("name") in scope.colleagues.get(role, frozenset())
	in_school = bool(room.school) and values.get(room.school) in schools
	if not room.family:
		return in_school
	named = families_of(values, room)
	in_family = bool(named) and named <= scope.families.get(role, frozenset())
	if room.student:
		return in_family or in_school
	if room.ledger:
		return in_school and (in_family or not named)
	return in_family or (bool(room.school) and not named and in_school)


def _is_handed_to_staff(room: Room, role: str) -> bool:
	"""A step handed to someone who sees no family: their school opens it, and it alone."""
	return room.own == "assignee" and role != matrix.LIAISON


def _exclusions(table, room: Room, scope: Scope) -> list[Criterion]:
	parts = []
	if room.family and scope.excluded:
		column = table[room.family]
		parts.append(column.isnull() | column.notin(_literals(scope.excluded)))
		if room.families:
			kept_away = frappe.qb.DocType("Work Family").family.isin(_literals(scope.excluded))
			parts.append(table.name.notin(_work_families(table).where(kept_away)))
	if room.pupil and scope.excluded:
		pupil = frappe.qb.DocType("Focus Student")
		kept_away = pupil.family.isin(_literals(scope.excluded))
		parts.append(table[room.pupil].notin(frappe.qb.from_(pupil).select(pupil.name).where(kept_away)))
	if room.hidden_from:
		parts.append(table[room.hidden_from] != _literal(scope.user))
	return parts


def _child_criterion(table, doctype: str, user: str, ptype: str) -> Criterion | None:
	allowed = []
	for parenttype in CHILD_ROOMS[doctype]:
		parent = frappe.qb.DocType(parenttype)
		rule = criterion(parent, parenttype, user, ptype)
		of_parent = table.parenttype == parenttype
		if rule is None:
			allowed.append(of_parent)
		elif rule is NOTHING:
			continue
		else:
			names = frappe.qb.from_(parent).select(parent.name).where(rule)
			allowed.append(of_parent & table.parent.isin(names))
	return Criterion.any(allowed) if allowed else NOTHING


def _is_one_of(column, values: frozenset[str]) -> Criterion:
	return column.isin(_literals(values)) if values else NOTHING


def _literals(values: frozenset[str]) -> list[LiteralValue]:
	return [_literal(value) for value in sorted(values)]


def _literal(value: str) -> LiteralValue:
	"""A value as the database escapes it: the same criterion serves the query builder and list hooks."""
	return LiteralValue(frappe.db.escape(value, percent=False))
