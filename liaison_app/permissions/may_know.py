"""Whom something may be told: people who have a login, and may open the document that it is about today."""

import frappe

from liaison_app.permissions.documents import is_stored_row_allowed
from liaison_app.permissions.matrix import COORDINATOR


def may_know(user: str | None, doctype: str, name: str) -> bool:
	"""Whether somebody has a login and may open a document today."""
	enabled = user and frappe.db.get_value("User", user, "enabled")
	return bool(enabled) and is_stored_row_allowed(doctype, name, user)


def first_who_may_know(doctype: str, name: str, *wanted: str | None) -> str | None:
	"""The first of these people, or else of the coordinators by name, who may open a document today; None without any.

	One who has left, or is kept from the family, could not be given a step: nobody would be told.
	"""
	return next((user for user in (*wanted, *_coordinators()) if may_know(user, doctype, name)), None)


def _coordinators() -> list[str]:
	role = frappe.qb.DocType("Has Role")
	query = frappe.qb.from_(role).select(role.parent).orderby(role.parent)
	rows = query.where((role.role == COORDINATOR) & (role.parenttype == "User")).run()
	return [user for (user,) in rows]
