"""The app's roles keep their names: the matrix knows them by these. What people read is a translation."""

import frappe
from frappe import _
from frappe.model.document import Document

from liaison_app.permissions.matrix import ROLES


def keep_role_names(_role: Document, _method: str, old: str, *_new) -> None:
	"""Refuse, with frappe.ValidationError, a new name for a role of the app's."""
	if old in ROLES:
		frappe.throw(_("{0} keeps its name: add a Translation of it instead.").format(_(old)))
