"""`permission_query_conditions`: one named function for each DocType, all made from the one rule.

Frappe 15 hands the hook the user alone, so each DocType needs a function of its own name.
"""

from collections.abc import Callable

import frappe

from liaison_app.permissions.criteria import criterion
from liaison_app.permissions.rooms import CHILD_ROOMS, ROOMS, function_name


def _condition(doctype: str) -> Callable[[str | None], str]:
	def condition(user: str | None = None, doctype: str = doctype) -> str:
		rule = criterion(frappe.qb.DocType(doctype), doctype, user)
		return "" if rule is None else f"({rule.get_sql(quote_char='`', with_namespace=True)})"

	condition.__doc__ = f"The rows of {doctype} that the user may read, as SQL; empty where all."
	return condition


globals().update({function_name(doctype): _condition(doctype) for doctype in (*ROOMS, *CHILD_ROOMS)})
