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
from frappe.query_builder import Criterion

from liaison_app import MODULE
from liaison_app.arguments import parse_json
from liaison_app.columns import is_empty
from liaison_app.permissions.criteria import NOTHING, criterion
from liaison_app.permissions.documents import check_stored_row, is_stored_row_allowed, leave_to_host
from liaison_app.permissions.gate import refuse_sql
from liaison_app.permissions.looks import remember
from liaison_app.permissions.rooms import ASKED_OF, NAMING, REFERENCES, ROOMS, SECRET, function_name
from liaison_app.permissions.unspoken import refuse_reference

DATES = ("Date", "Datetime", "Time")


def _hide_references(doctype: str, column: str, named: str) -> Callable[[str | None], str]:
	def condition(user: str | None = None) -> str:
		user = user or frappe.session.user
		if user == "Administrator":
			return ""
		table = frappe.qb.DocType(doctype)
		rule = table[column].isnull() | table[column].notin(sorted(ROOMS))
		if doctype in ASKED_OF:
			asked = [table[asked] == user for asked in ASKED_OF[doctype]]
			rule |= Criterion.all([*filter(None, [Criterion.any(asked)]), _opens(table, column, named, user)])
		return f"({rule.get_sql(quote_char='`', with_namespace=True)})"

	condition.__doc__ = f"The rows of {doctype} that name no document which the user may not know of, as SQL."
	return condition


def _opens(table, column: str, named: str, user: str) -> Criterion:
	"""The document that a row names is one that the user may read. What is kept in a secret room is named to nobody."""
	opened = [NOTHING]
	for doctype in sorted(set(ROOMS) - set(SECRET)):
		ours = frappe.qb.DocType(doctype)
		rule = criterion(ours, doctype, user)
		if rule is None:
			opened.append(table[column] == doctype)
		elif rule is not NOTHING:
			names = frappe.qb.from_(ours).select(ours.name).where(rule)
			opened.append((table[column] == doctype) & table[named].isin(names))
	return Criterion.any(opened)


globals().update({function_name(dt): _hide_references(dt, *columns) for dt, columns in REFERENCES.items()})


def may_see_reference(doc: Document, ptype: str | None = None, user: str | None = None) -> bool | None:
	"""Refuse a record of the host that names a document which the user may not read.

	The host asks nothing for the text of a comment or a mail by its name.
	"""
	user = user or frappe.session.user
	doctype, name = (doc.get(column) for column in REFERENCES[doc.doctype])
	# What its document has outlived, or came before it, is its writer's, and theirs to whom it is addressed.
	asked = [doc.get(column) for column in ASKED_OF.get(doc.doctype, ())]
	owners = [doc.owner, *asked] if name and not frappe.db.exists(doctype, name) else []
	named = doctype in ROOMS and name and user != "Administrator"
	if named and user not in owners and not is_stored_row_allowed(doctype, str(name), user):
		return False
	if named and ptype in (None, "read"):
		remember(doctype, str(name))
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
	refuse_reference(doc)
	if doc.flags.ignore_permissions or frappe.session.user == "Administrator":
		return
	doctype, named = (doc.get(column) for column in REFERENCES[doc.doctype])
	if doctype in ROOMS and named:
		check_stored_row(doctype, str(named))


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
	if values and values.ref_doctype in NAMING:
		_refuse_other_addresses(doc)
	if values and values.ref_doctype in SECRET:
		frappe.throw(
			_("{0} is not mailed: who looks at {1} is noted, so open it in the desk.").format(
				_(report), _(values.ref_doctype)
			),
			frappe.PermissionError,
		)
	if values and values.module == MODULE and values.report_type != "Report Builder":
		frappe.throw(
			_(
				"{0} shows each person other rows, so it is neither mailed nor prepared ahead: open it in the desk."
			).format(_(report)),
			frappe.PermissionError,
		)


def _refuse_other_addresses(mailed: Document) -> None:
	"""Whom a report is mailed to has not the rights with which it is made."""
	own = {mailed.get("user"), frappe.db.get_value("User", mailed.get("user"), "email")}
	others = sorted(set((mailed.get("email_to") or "").replace(",", " ").split()) - own)
	if others and frappe.session.user != "Administrator":
		frappe.throw(
			_("Email To: {0} may see other rows than you, so have it mailed to yourself alone.").format(
				frappe.utils.escape_html(others[0])
			),
			frappe.PermissionError,
		)


def access_log(user: str | None = None) -> str:
	"""The rows of Access Log, as SQL, that hold nothing of ours: the host keeps the whole page of a report's PDF in one."""
	if (user or frappe.session.user) == "Administrator":
		return ""
	table = frappe.qb.DocType("Access Log")
	no_page = is_empty(table.page)
	not_ours = table.export_from.isnull() | table.export_from.notin(sorted(ROOMS))
	return f"({(no_page & not_ours).get_sql(quote_char='`', with_namespace=True)})"


def may_see_access(doc: Document, ptype: str | None = None, user: str | None = None) -> bool | None:
	"""Refuse a row of Access Log that its list does not show."""
	if (user or frappe.session.user) != "Administrator" and (doc.page or doc.export_from in ROOMS):
		return False
	return leave_to_host()


def check_report(report: Document, _method: str | None = None) -> None:
	"""Refuse a stored report with SQL for a filter, or with columns that it would fetch from all families' documents."""
	settings = parse_json(report.json) if frappe.session.user != "Administrator" else None
	if not isinstance(settings, dict):
		return
	refuse_sql(settings.get("filters"))
	built = report.report_type == "Report Builder"
	if (
		built
		and report.ref_doctype in SECRET
		and ["name", report.ref_doctype] not in (settings.get("fields") or [])
	):
		frappe.throw(
			_("{0}: add the column ID, because who looks at {1} is noted.").format(
				report.name, _(report.ref_doctype)
			)
		)
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
