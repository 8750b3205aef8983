"""What users save of how they look at documents: reports, list filters and boards, each under words of their own.

The host shows a saved report and a board to all who use the desk, and by REST everybody's list filters too. Their names,
what they look for and a board's columns may tell of a family. On documents of ours they are their maker's; a coordinator's
and a System Manager's are offered to whoever may read such documents, other than those of a secret room.
"""

from collections.abc import Callable

import frappe
from frappe.model.document import Document
from frappe.query_builder import Criterion

from liaison_app.columns import is_empty
from liaison_app.permissions.criteria import NOTHING, criterion
from liaison_app.permissions.documents import leave_to_host
from liaison_app.permissions.matrix import COORDINATOR, SYSTEM_MANAGER
from liaison_app.permissions.rooms import CHILD_ROOMS, ROOMS, SAVED, SECRET, function_name
from liaison_app.permissions.scope import sees_everything

#: Those who look after the views of a whole district.
MAKERS = (COORDINATOR, SYSTEM_MANAGER)


def _condition(doctype: str) -> Callable[[str | None], str]:
	def condition(user: str | None = None) -> str:
		user = user or frappe.session.user
		if sees_everything(user):
			return ""
		rule = _seen(frappe.qb.DocType(doctype), doctype, user)
		return f"({rule.get_sql(quote_char='`', with_namespace=True)})"

	condition.__doc__ = f"The rows of {doctype} that a user sees, as SQL."
	return condition


globals().update({function_name(doctype): _condition(doctype) for doctype in SAVED})


def may_see(doc: Document, ptype: str | None = None, user: str | None = None) -> bool | None:
	"""Refuse what somebody else has saved on documents of ours, as it stands in the database."""
	user = user or frappe.session.user
	table = frappe.qb.DocType(doc.doctype)
	stored = frappe.qb.from_(table).select(table.name).where(table.name == doc.name)
	if not sees_everything(user) and stored.run() and not stored.where(_seen(table, doc.doctype, user)).run():
		return False
	return leave_to_host()


def _seen(table, doctype: str, user: str) -> Criterion:
	of = table[SAVED[doctype]]
	seen = is_empty(of) | of.notin([*ROOMS, *CHILD_ROOMS]) | (table.owner == user)
	if doctype == "Report":
		seen |= table.is_standard == "Yes"
	offered = _is_makers(table)
	if doctype == "List Filter":
		offered &= is_empty(table.for_user)
	if not set(MAKERS) & set(frappe.get_roles(user)):
		# No secret room is asked: the whole answer would be looked through for its rows (`looks.py`), and the desk's page is one.
		readable = [name for name in ROOMS if name not in SECRET and _may_read_any(name, user)]
		# Nothing is in an empty list, and MariaDB cannot read one.
		offered &= of.isin(readable or [""])
	return seen | offered


def _is_makers(table) -> Criterion:
	role = frappe.qb.DocType("Has Role")
	makers = frappe.qb.from_(role).select(role.parent)
	makers = makers.where((role.parenttype == "User") & role.role.isin(MAKERS))
	return (table.owner == "Administrator") | table.owner.isin(makers)


def _may_read_any(doctype: str, user: str) -> bool:
	return criterion(frappe.qb.DocType(doctype), doctype, user) is not NOTHING
