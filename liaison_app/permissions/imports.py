"""Import files hold whole families: they, what is said of their rows and their previews are for who imports them.

The host opens them to every System Manager, and the preview, on early Frappe 15, to whoever can name the import.
Whose rows would all be refused is told so before the first, because the host logs such a refusal without a word.
"""

import frappe
from frappe import _
from frappe.model.document import Document
from pypika.terms import Field

from liaison_app.permissions.documents import leave_to_host
from liaison_app.permissions.matrix import ROLES, SYSTEM_MANAGER, scopes
from liaison_app.permissions.rooms import ROOMS

#: Arguments of the host's functions that name an import.
IMPORT_KEYS = ("data_import", "data_import_name")


def data_import(user: str | None = None) -> str:
	"""The imports that a user sees: the user's own, and those into no document of ours; as SQL."""
	return _not_in(frappe.qb.DocType("Data Import").name, user)


def data_import_log(user: str | None = None) -> str:
	"""What is said of the rows of such imports; as SQL."""
	return _not_in(frappe.qb.DocType("Data Import Log").data_import, user)


def _not_in(column: Field, user: str | None) -> str:
	user = user or frappe.session.user
	if user == "Administrator":
		return ""
	table = frappe.qb.DocType("Data Import").as_("others")
	others = frappe.qb.from_(table).select(table.name)
	others = others.where(table.reference_doctype.isin(sorted(ROOMS)) & (table.owner != user))
	return f"({column.notin(others).get_sql(quote_char='`', with_namespace=True)})"


def may_see(doc: Document, ptype: str | None = None, user: str | None = None) -> bool | None:
	"""Refuse another's import into documents of ours, and what is said of its rows."""
	name = doc.name if doc.doctype == "Data Import" else doc.data_import
	stored = frappe.db.get_value("Data Import", name, ["reference_doctype", "owner"], as_dict=True)
	owners = (stored.owner, "Administrator") if stored else ()
	if stored and stored.reference_doctype in ROOMS and (user or frappe.session.user) not in owners:
		return False
	return leave_to_host()


def refuse_without_right(data_import: Document, _method: str | None = None) -> None:
	"""Refuse an import into documents of ours by whoever may not write a single one.

	Raises frappe.PermissionError that names the roles which may.
	"""
	doctype = data_import.reference_doctype
	right = "write" if data_import.import_type == "Update Existing Records" else "create"
	if doctype not in ROOMS or frappe.has_permission(doctype, right):
		return
	roles = [_(role) for role in ROLES if scopes(doctype, role, right)]
	if not roles:
		frappe.throw(
			_("{0} is written by the app alone, never imported.").format(_(doctype)), frappe.PermissionError
		)
	frappe.throw(
		_("To import into {0} you need the role {1} beside {2}: ask an administrator for it.").format(
			_(doctype), frappe.utils.comma_or(roles), _(SYSTEM_MANAGER)
		),
		frappe.PermissionError,
	)  # fmt: skip


def check_import(given: dict) -> None:
	"""Refuse, with frappe.PermissionError, a request that names an import which the user may not read.

	A preview may name another file: one that the user may read.
	"""
	for name in (given.get(key) for key in IMPORT_KEYS):
		if isinstance(name, str) and frappe.db.exists("Data Import", name):
			frappe.get_doc("Data Import", name).check_permission("read")
			_check_file(given.get("import_file"))


def _check_file(url: str | None) -> None:
	if not url:
		return
	files = frappe.get_all("File", filters={"file_url": url}, pluck="name", order_by="creation")
	if not files or not all(frappe.has_permission("File", "read", doc=name) for name in files):
		frappe.throw(_("Import File: attach the file to the import."), frappe.PermissionError)
