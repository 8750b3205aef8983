"""Host channels that pass over row rules, closed for every scoped DocType at once.

What the host opens without asking the row rule (tried on three versions, see docs/permissions.md): link search
with "ignore user permissions", counts by the client API, rows of host DocTypes that name our documents, files
put onto foreign documents, and shares, which open a document whatever the rule says.
"""

from collections.abc import Callable
from typing import Any

import frappe
from frappe import _
from frappe.model.document import Document

from liaison_app import MODULE
from liaison_app.arguments import parse_json
from liaison_app.permissions.documents import is_stored_row_allowed, leave_to_host
from liaison_app.permissions.gate import refuse_sql
from liaison_app.permissions.rooms import ASKED_OF, NAMING, REFERENCES, ROOMS, function_name

DATES = ("Date", "Datetime", "Time")


def _hide_references(doctype: str, column: str) -> Callable[[str | None], str]:
	def condition(user: str | None = None) -> str:
		user = user or frappe.session.user
		if user == "Administrator":
			return ""
		table = frappe.qb.DocType(doctype)
		rule = table[column].isnull() | table[column].notin(sorted(ROOMS))
		for asked in ASKED_OF.get(doctype, ()):
			rule |= table[asked] == user
		return f"({rule.get_sql(quote_char='`', with_namespace=True)})"

	condition.__doc__ = f"The rows of {doctype} that name no document of ours, as SQL."
	return condition


globals().update(
	{function_name(dt): _hide_references(dt, column) for dt, (column, _name) in REFERENCES.items()}
)


def may_see_reference(doc: Document, ptype: str | None = None, user: str | None = None) -> bool | None:
	"""Refuse a record of the host that names a document which the user may not read.

	The host asks nothing for the text of a comment or a mail by its name.
	"""
	user = user or frappe.session.user
	doctype, name = (doc.get(column) for column in REFERENCES[doc.doctype])
	# What its document has outlived, or came before it, is its writer's.
	owners = [doc.owner] if name and not frappe.db.exists(doctype, name) else []
	owners += [doc.get(column) for column in ASKED_OF.get(doc.doctype, ())]
	named = doctype in ROOMS and name and user != "Administrator"
	if named and user not in owners and not is_stored_row_allowed(doctype, str(name), user):
		return False
	return leave_to_host()


@frappe.whitelist()
@frappe.validate_and_sanitize_search_inputs
def search_links(
	doctype: str,
	txt: str,
	searchfield: str,
	start: int,
	page_len: int,
	filters: dict[str, Any] | list | str | None = None,
	**_options: Any,
) -> list[list]:
	"""Link search over a scoped DocType, always by the row rule.

	The host's own search drops the rule for whoever sends `ignore_user_permissions`. Returns rows of name and
	search fields, as the link field shows them. Raises frappe.PermissionError without the role's right.
	"""
	refuse_sql(filters)
	meta = frappe.get_meta(doctype)
	fields = list(dict.fromkeys(["name", meta.title_field or "name", *meta.get_search_fields()]))
	# Newer hosts read what is sought in a date as a date, and fail.
	sought = [field for field in fields if field == "name" or meta.get_field(field).fieldtype not in DATES]
	return frappe.get_list(
		doctype,
		filters=filters,
		or_filters=[[doctype, field, "like", f"%{txt}%"] for field in sought] if txt else None,
		fields=fields,
		limit_start=start,
		limit_page_length=page_len,
		order_by=f"`tab{doctype}`.{meta.title_field or 'name'} asc",
		as_list=True,
	)


@frappe.whitelist()
def get_count(
	doctype: str, filters: dict[str, Any] | list | str | None = None, debug: bool = False, cache: bool = False
) -> int:
	"""Count rows for the client API: those that the user's list would show.

	The host's own counts every row: with filters, a yes or no about any family, and about what versions,
	comments and mails say of it.
	"""
	filters = frappe.parse_json(filters)
	refuse_sql(filters)
	if frappe.get_meta(doctype).istable:
		frappe.throw(_("Count the documents, not their rows."), frappe.PermissionError)
	return len(frappe.get_list(doctype, filters=filters, pluck="name", limit=0))


def refuse_share(share: Document, _method: str | None = None) -> None:
	"""Refuse a share, and with it an assignment that would need one: it opens the document past the row rule."""
	if share.share_doctype in ROOMS:
		frappe.throw(
			_(
				"{0} cannot be shared: who sees it follows from the school's staff. Hand on a Next Step instead."
			).format(_(share.share_doctype)),
			frappe.PermissionError,
		)


def check_reference(doc: Document, _method: str | None = None) -> None:
	"""Refuse a comment, tag, follow, mail or the like on a document that the user may not read.

	The host tells its title to whoever is mentioned, and mails its changes to whoever follows.
	"""
	if doc.flags.ignore_permissions or frappe.session.user == "Administrator":
		return
	doctype, named = (doc.get(column) for column in REFERENCES[doc.doctype])
	if doctype in ROOMS and named and not is_stored_row_allowed(doctype, str(named)):
		frappe.throw(_("You may not open {0} {1}.").format(_(doctype), named), frappe.PermissionError)


def refuse_row_alone(row: Document, _method: str | None = None) -> None:
	"""Refuse to save a row of a table by itself: its document's rules would not be asked."""
	if not row.flags.ignore_permissions:
		frappe.throw(_("Change the document itself, not a row of it."), frappe.PermissionError)


def refuse_unattended_report(doc: Document, _method: str | None = None) -> None:
	"""Refuse to mail or to prepare one of our reports.

	The host mails a report as Administrator, to whom every row is open, and keeps a prepared one after its
	reader's assignment has ended.
	"""
	report = doc.get("report") or doc.get("report_name")
	values = frappe.db.get_value("Report", report, ["module", "report_type", "ref_doctype"], as_dict=True)
	# A report that a user built in the host's own builder runs by the row rule of the user whom it names.
	names_other = doc.get("user") not in (None, frappe.session.user)
	if values and values.ref_doctype in NAMING and names_other and frappe.session.user != "Administrator":
		frappe.throw(
			_("User: {0} is mailed with the rights of this user, so name yourself.").format(report),
			frappe.PermissionError,
		)
	if values and values.module == MODULE and values.report_type != "Report Builder":
		frappe.throw(
			_(
				"{0} shows each person other rows, so it is neither mailed nor prepared ahead: open it in the desk."
			).format(_(report)),
			frappe.PermissionError,
		)


def check_report(report: Document, _method: str | None = None) -> None:
	"""Refuse a stored report with SQL for a filter, or with columns that it would fetch from all families' documents."""
	settings = parse_json(report.json) if frappe.session.user != "Administrator" else None
	if not isinstance(settings, dict):
		return
	refuse_sql(settings.get("filters"))
	for column in settings.get("columns") or ():
		if isinstance(column, dict) and column.get("link_field") and column.get("doctype") in NAMING:
			frappe.throw(
				_("{0}: this column is not offered for families' documents.").format(column.get("label")),
				frappe.PermissionError,
			)


def refuse_form(form: Document, _method: str | None = None) -> None:
	"""Refuse a form of the website on the app's documents: it reads and writes past the row rule.

	So does a field of any form that offers the names of families' documents.
	"""
	if frappe.session.user == "Administrator":
		return
	offered = {form.doc_type, *(field.options for field in form.web_form_fields)}
	if offered & NAMING or frappe.db.get_value("DocType", form.doc_type, "module") == MODULE:
		frappe.throw(
			_("DocType: families' documents are not filled in on the website, nor offered there."),
			frappe.PermissionError,
		)
