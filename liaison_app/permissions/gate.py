"""What no request may ask, whichever endpoint of the host it is sent to.

The host has dozens of endpoints that take a document, a filter or a field, and each checks in its own way or
not at all. Here every request is looked at once, before any of them runs: a document that the user may not read,
a name that is really a question, SQL in a filter, and a field beyond a link are refused for all of them.
"""

import re
from collections.abc import Iterable, Iterator
from inspect import signature
from typing import Any

import frappe
from frappe import _

from liaison_app.arguments import parse_json
from liaison_app.permissions.asked import (
	DOCUMENT_KEYS,
	FILTER_KEYS,
	NAME_KEYS,
	STORED_FILTERS,
	filtered_fields,
	last_names,
	named_doctypes,
	texts_in,
)
from liaison_app.permissions.documents import is_stored_row_allowed
from liaison_app.permissions.imports import check_import
from liaison_app.permissions.posted import check_text, check_values
from liaison_app.permissions.questions import VALUE_KEYS, check_questions, refuse_tales
from liaison_app.permissions.refusal import refuse
from liaison_app.permissions.rooms import NAMING, ROOMS, SAVED, UNSPOKEN
from liaison_app.permissions.templates import refuse_code

NAMES_KEYS = ("docs", "items", "docnames")
FIELD_KEYS = (*VALUE_KEYS, "field_map", "order_by", "group_by", "filter_fields", "sort_field")
#: Endpoints of the host that count or hand out all rows of a DocType, mail what changes, or call any function by its
#: name; known by their last name. Nobody needs them for documents of ours.
CLOSED = (
	"follow_document",
	"get_all_nodes",
	"get_coords",
	"get_data_for_custom_field",
	"get_form_data",
	"get_link_options",
	"get_monthly_goal_graph_data",
	"update_follow",
)
#: Endpoints of the host that run a template which is posted.
RENDERING = ("generate_message_preview",)
#: Endpoints of the host that print.
PRINTING = (
	"download_multi_pdf",
	"download_multi_pdf_async",
	"download_pdf",
	"get_html_and_style",
	"get_rendered_raw_commands",
	"print_by_server",
	"printview",
)
#: Endpoints of the host that write on a document itself and ask nobody.
WRITING = ("add_tag", "add_tags", "remove_tag")
#: What joins conditions in a list of filters; anything else that stands there as text is SQL.
JOINTS = ("and", "or")
OURS = "liaison_app."


def check_request() -> None:
	"""Refuse, with frappe.PermissionError, a request that would pass over the row rule. Called before each."""
	if frappe.session.user == "Administrator":
		return
	# The host's own pages on what broke; `answers.py` sees to all other answers.
	frappe.local.flags.disable_traceback = "System Manager" not in frappe.get_roles()
	given = frappe.local.form_dict
	check_text(given)
	_check_arguments(given)
	_check_endpoint(given)
	_check_names(given)
	_check_board(given)
	check_import(given)
	for key in FILTER_KEYS:
		refuse_sql(parse_json(given.get(key)))
	_check_fields(given)
	check_questions(given)
	_check_posted(given)


def refuse_sql(filters: Any) -> None:
	"""Refuse text where a condition should stand: the host puts it into the query as it is."""
	if isinstance(filters, list | tuple):
		for part in filters:
			if isinstance(part, str) and part.lower() not in JOINTS:
				refuse(_("Filters: give each as field, operator and value."))


def refuse_beyond_link(doctype: str, texts: Iterable[str]) -> None:
	"""Refuse `link.field` where the link leads to a document of ours: the host joins it without the row rule."""
	texts = [text for text in texts if "." in text]
	if not texts:
		return
	closed = {*ROOMS, *SAVED}
	for field in frappe.get_meta(doctype).get("fields", {"fieldtype": "Link"}):
		pattern = re.compile(rf"(?<![\w`.]){re.escape(field.fieldname)}\s*\.")
		if field.options in closed and any(pattern.search(text) for text in texts):
			refuse(_("{0}: open the document to read its fields.").format(_(field.label)))


def _check_board(given: dict) -> None:
	"""Refuse a board that the user does not see: the host's functions hand it out, and save it, to whoever names it."""
	board = given.get("board_name")
	stored = isinstance(board, str) and frappe.db.exists("Kanban Board", board)
	if stored and not frappe.has_permission("Kanban Board", "read", doc=board):
		refuse(_("You may not open this board."))


def _check_arguments(given: dict) -> None:
	"""Of a function of ours: what it cannot do without."""
	path = str(given.get("cmd") or frappe.local.request.path.rstrip("/").rpartition("/")[2])
	missing = [name for name in _needed_by(path) if name not in given] if path.startswith(OURS) else ()
	if missing:
		frappe.throw(_("{0} is missing.").format(missing[0]))


def _needed_by(path: str) -> list[str]:
	try:
		parameters = signature(frappe.get_attr(path)).parameters.values()
	except (ImportError, AttributeError, TypeError, ValueError, frappe.ValidationError):
		return []  # the host says that there is no such function
	return [
		parameter.name
		for parameter in parameters
		if parameter.default is parameter.empty and parameter.kind is parameter.POSITIONAL_OR_KEYWORD
	]


def _check_endpoint(given: dict) -> None:
	"""Refuse the closed endpoints, and columns that a report fetches from all rows, for documents of ours."""
	closed = _is_asked(given, CLOSED)
	named = [*given.values()] if closed else [given.get("custom_columns")]
	if any(text in NAMING for value in named for text in texts_in(parse_json(value))):
		refuse(_("This is not offered for families' documents: open the document, or its list."))
	if _is_asked(given, PRINTING) and any(
		text in UNSPOKEN for value in given.values() for text in texts_in(parse_json(value))
	):
		refuse(_("This is not printed: paper has more readers. Read it in the desk."))
	if _is_asked(given, RENDERING):
		refuse_code(texts_in([*given.values()]))


def _is_asked(given: dict, endpoints: tuple[str, ...]) -> bool:
	"""Whether the request goes to an endpoint with one of these last names."""
	return not last_names(given).isdisjoint(endpoints)


def _check_names(given: dict) -> None:
	doctypes = named_doctypes(given)
	ptype = "write" if _is_asked(given, WRITING) else "read"
	names = [given.get(key) for key in NAME_KEYS if given.get(key) is not None]
	for doctype in (doctype for doctype in doctypes if doctype in ROOMS):
		for name in names:
			if not isinstance(name, str | int):
				refuse(_("Name a document by its name."))
			for one in _names_in(name):
				_check_row(doctype, one, ptype)
		for key in NAMES_KEYS:
			for one in _names_in(given.get(key)):
				_check_row(doctype, one, ptype)


def _check_row(doctype: str, name: str, ptype: str) -> None:
	# A document that is not there (yet) has no row to protect.
	if frappe.db.exists(doctype, name) and not is_stored_row_allowed(doctype, name, ptype=ptype):
		if ptype == "write":
			refuse(_("You may not change {0} {1}.").format(_(doctype), name))
		refuse(_("You may not open {0} {1}.").format(_(doctype), name))


def _check_fields(given: dict) -> None:
	texts = [text for key in FIELD_KEYS for text in texts_in(parse_json(given.get(key)))]
	texts += [text for key in FILTER_KEYS for text in filtered_fields(parse_json(given.get(key)))]
	if any("." in text for text in texts):
		for doctype in named_doctypes(given):
			if frappe.db.exists("DocType", doctype):
				refuse_beyond_link(doctype, texts)


def _check_posted(given: dict) -> None:
	"""Of each document that is posted: a link whose value is no text would be looked up as a filter."""
	if _is_document(given):
		if "data" in given and not isinstance(parse_json(given.data), dict):
			refuse(_("Post a document as names and values."))
		_check_document(given, named_doctypes(given)[-1])
	for doctype in named_doctypes(given):
		for key in DOCUMENT_KEYS:
			_check_document(parse_json(given.get(key)), doctype)
		if isinstance(given.get("fieldname"), str):
			_check_document({given.fieldname: given.get("value")}, doctype)
	for key in DOCUMENT_KEYS:
		_check_document(parse_json(given.get(key)), None)


def _is_document(given: dict) -> bool:
	"""Whether the request's parameters are a document's values: REST's create and update."""
	parts = [part for part in frappe.local.request.path.split("/") if part and part not in ("v1", "v2")]
	if parts[:2] not in (["api", "resource"], ["api", "document"]) or given.get("cmd"):
		return False
	verb = frappe.local.request.method
	return verb in ("PUT", "PATCH") or (verb == "POST" and len(parts) == 3)


def _check_document(value: Any, doctype: str | None) -> None:
	for doc in value if isinstance(value, list) else [value]:
		# What the document says it is does not count alone: REST takes the DocType from the path.
		for kind in (doctype, doc.get("doctype")) if isinstance(doc, dict) else ():
			if isinstance(kind, str) and frappe.db.exists("DocType", kind):
				check_values(kind, doc)
		for key in STORED_FILTERS if isinstance(doc, dict) else ():
			refuse_sql(parse_json(doc.get(key)))
		if isinstance(doc, dict):
			refuse_tales(doc)
		# The host says when a document was changed before it asks who may see it.
		if isinstance(doc, dict) and doc.get("doctype") in [*ROOMS] and isinstance(doc.get("name"), str):
			_check_row(doc["doctype"], doc["name"], "read")


def _names_in(value: Any) -> Iterator[str]:
	value = parse_json(value)
	for one in value if isinstance(value, list) else [value]:
		if isinstance(one, str | int):
			yield str(one)
