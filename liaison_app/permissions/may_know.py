"""Whom something may be told: people who have a login, and may open the document that it is about today."""

import frappe

from liaison_app.permissions.documents import is_stored_row_allowed
from liaison_app.permissions.matrix import COORDINATOR


def has_login(user: str | None) -> bool:
	"""Whether somebody can log in."""
	return bool(user and frappe.db.get_value("User", user, "enabled"))


def may_know(user: str | None, doctype: str, name: str) -> bool:
	"""Whether somebody has a login and may open a document today."""
	return has_login(user) and is_stored_row_allowed(doctype, name, user)


def first_who_may_know(doctype: str, name: str, *wanted: str | None) -> str | None:
	"""The first of these people, or else of the coordinators by name, who may open a document today; None without any.

	One who has left, or is kept from the family, could not be given a step: nobody would be told.
	"""
	return next((user for user in (*wanted, *coordinators()) if may_know(user, doctype, name)), None)


def first_who_may_know_child(student: str, *wanted: str | None) -> str | None:
	"""The first of these people, or else of the coordinators, who may read a child and its family today."""
	family = frappe.db.get_value("Focus Student", student, "family")
	told = ("Focus Family", family) if family else ("Focus Student", student)
	return first_who_may_know(*told, *wanted)


def coordinators() -> list[str]:
	"""The coordinators with a login, by name. Administrator is nobody who could be told, whatever its roles."""
	role, user = frappe.qb.DocType("Has Role"), frappe.qb.DocType("User")
	query = (
		frappe.qb.from_(role)
		.join(user)
		.on(user.name == role.parent)
		.select(user.name)
		.where((role.role == COORDINATOR) & (role.parenttype == "User"))
		.where((user.enabled == 1) & (user.name != "Administrator"))
		.orderby(user.name)
	)
	return [name for (name,) in query.run()]
