"""What no request may ask, whichever endpoint of the host it is sent to.

The host has dozens of endpoints that take a document, a filter or a field, and each checks in its own way or
not at all. Here every request is looked at once, before any of them runs: a document that the user may not read,
a name that is really a question, SQL in a filter, and a field beyond a link are refused for all of them.
"""

import re
from collections.abc import Iterable, Iterator
from inspect import signature
from itertools import pairwise
from typing import Any

import frappe
from frappe import _

from liaison_app.arguments import parse_json
from liaison_app.permissions.documents import is_stored_row_allowed
from liaison_app.permissions.imports import check_import
from liaison_app.permissions.posted import check_text, check_values
from liaison_app.permissions.rooms import NAMING, ROOMS, SECRET, UNSPOKEN
from liaison_app.permissions.templates import refuse_code

DOCTYPE_KEYS = (
	"doctype",
	"dt",
	"reference_doctype",
	"ref_doctype",
	"reference_type",
	"reference_dt",
	"document_type",
)
NAME_KEYS = (
	"name",
	"dn",
	"docname",
	"doc_name",
	"reference_name",
	"reference_doc",
	"ref_name",
	"ref_docname",
	"document_name",
)
NAMES_KEYS = ("docs", "items", "docnames")
FILTER_KEYS = ("filters", "or_filters", "current_filters")
#: Fields in which the host's charts, cards, boards and reports keep filters.
STORED_FILTERS = ("filters", "filters_json")
#: What asks for values of rows.
VALUE_KEYS = ("fields", "fieldname", "field", "export_fields", "stats")
FIELD_KEYS = (*VALUE_KEYS, "field_map", "order_by", "group_by", "filter_fields", "sort_field")
#: Fields of the host by which a list groups: who has a row, who made it, its tags.
OF_NO_ROW = {"assigned_to", "owner", "_user_tags"}
#: Endpoints of the host that are about the one row which they are given by name.
OF_ONE_ROW = ("set_value", "upload_file", "validate_link")
DOCUMENT_KEYS = ("doc", "docs", "data", "fieldname", "value")
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
	check_import(given)
	for key in FILTER_KEYS:
		refuse_sql(parse_json(given.get(key)))
	_check_fields(given)
	_check_looks(given)
	_check_posted(given)


def refuse_sql(filters: Any) -> None:
	"""Refuse text where a condition should stand: the host puts it into the query as it is."""
	if isinstance(filters, list | tuple):
		for part in filters:
			if isinstance(part, str) and part.lower() not in JOINTS:
				_refuse(_("Filters: give each as field, operator and value."))


def refuse_beyond_link(doctype: str, texts: Iterable[str]) -> None:
	"""Refuse `link.field` where the link leads to a document of ours: the host joins it without the row rule."""
	texts = [text for text in texts if "." in text]
	if not texts:
		return
	for field in frappe.get_meta(doctype).get("fields", {"fieldtype": "Link"}):
		pattern = re.compile(rf"(?<![\w`.]){re.escape(field.fieldname)}\s*\.")
		if field.options in ROOMS and any(pattern.search(text) for text in texts):
			_refuse(_("{0}: open the document to read its fields.").format(_(field.label)))


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
	if any(text in NAMING for value in named for text in _texts(parse_json(value))):
		_refuse(_("This is not offered for families' documents: open the document, or its list."))
	if _is_asked(given, PRINTING) and any(
		text in UNSPOKEN for value in given.values() for text in _texts(parse_json(value))
	):
		_refuse(_("This is not printed: paper has more readers. Read it in the desk."))
	if _is_asked(given, RENDERING):
		refuse_code(_texts([*given.values()]))


def _is_asked(given: dict, endpoints: tuple[str, ...]) -> bool:
	"""Whether the request goes to an endpoint with one of these last names."""
	asked = (frappe.local.request.path.rstrip("/"), str(given.get("cmd")))
	return any(re.split(r"[./]", text)[-1] in endpoints for text in asked)


def _check_names(given: dict) -> None:
	doctypes = named_doctypes(given)
	ptype = "write" if _is_asked(given, WRITING) else "read"
	names = [given.get(key) for key in NAME_KEYS if given.get(key) is not None]
	for doctype in (doctype for doctype in doctypes if doctype in ROOMS):
		for name in names:
			if not isinstance(name, str | int):
				_refuse(_("Name a document by its name."))
			for one in _names_in(name):
				_check_row(doctype, one, ptype)
		for key in NAMES_KEYS:
			for one in _names_in(given.get(key)):
				_check_row(doctype, one, ptype)


def _check_row(doctype: str, name: str, ptype: str) -> None:
	# A document that is not there (yet) has no row to protect.
	if frappe.db.exists(doctype, name) and not is_stored_row_allowed(doctype, name, ptype=ptype):
		if ptype == "write":
			_refuse(_("You may not change {0} {1}.").format(_(doctype), name))
		_refuse(_("You may not open {0} {1}.").format(_(doctype), name))


def _check_fields(given: dict) -> None:
	texts = [text for key in FIELD_KEYS for text in _texts(parse_json(given.get(key)))]
	texts += [text for key in FILTER_KEYS for text in _filtered_fields(parse_json(given.get(key)))]
	if any("." in text for text in texts):
		for doctype in named_doctypes(given):
			if frappe.db.exists("DocType", doctype):
				refuse_beyond_link(doctype, texts)


def _check_looks(given: dict) -> None:
	"""Of a secret room: no values without the names of their rows, by which a look is noted."""
	for doctype in (doctype for doctype in named_doctypes(given) if doctype in SECRET):
		for key in VALUE_KEYS:
			texts = {*_texts(parse_json(given.get(key)))} - {doctype} - OF_NO_ROW
			if texts and not (_name_the_row(doctype, texts) or _is_row_named(given, key)):
				_refuse_look()
		# The desk's lists group by the name, which joins no rows.
		if given.get("group_by") and _column(doctype, str(given.group_by)) != "name":
			_refuse_look()


def _name_the_row(doctype: str, texts: Iterable[str]) -> bool:
	"""Whether these are plain columns, the name among them: a function or another name could stand in its place."""
	columns = [_column(doctype, part) for text in texts for part in text.split(",")]
	return all(columns) and any(column in ("name", "*") for column in columns)


def _column(doctype: str, text: str) -> str | None:
	"""The column that a text names plainly, as the desk or a person writes it."""
	found = re.fullmatch(rf"(`?tab{doctype}`?\.)?`?(\w+|\*)`?", text.strip())
	return found and found[2]


def _is_row_named(given: dict, key: str) -> bool:
	"""Whether the request is about one row, by its name."""
	asked = (given.get("cmd"), frappe.local.request.path.rstrip("/"))
	if {re.split(r"[./]", text)[-1] for text in asked if text} <= {*OF_ONE_ROW}:
		return any(given.get(name) for name in NAME_KEYS)
	filters = parse_json(given.get("filters"))
	named = filters.get("name") if isinstance(filters, dict) else filters
	return key in ("fields", "fieldname") and isinstance(named, str)


def refuse_look(settings: dict) -> None:
	"""Refuse a chart or card of a secret room that tells a value of its rows instead of their number."""
	tells = settings.get("aggregate_function_based_on") or settings.get("chart_type") == "Group By"
	if settings.get("document_type") in SECRET and tells:
		_refuse_look()


def _refuse_look() -> None:
	_refuse(_("Ask for the rows with their names: who looks at them is noted."))


def _check_posted(given: dict) -> None:
	"""Of each document that is posted: a link whose value is no text would be looked up as a filter."""
	if _is_document(given):
		if "data" in given and not isinstance(parse_json(given.data), dict):
			_refuse(_("Post a document as names and values."))
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
			refuse_look(doc)
		# The host says when a document was changed before it asks who may see it.
		if isinstance(doc, dict) and doc.get("doctype") in [*ROOMS] and isinstance(doc.get("name"), str):
			_check_row(doc["doctype"], doc["name"], "read")


def named_doctypes(given: dict) -> list[str]:
	"""Every DocType that the request names, in its parameters or its path."""
	found = [given.get(key) for key in DOCTYPE_KEYS]
	parts = [part for part in frappe.local.request.path.split("/") if part]
	found += [after for before, after in pairwise(parts) if before in ("resource", "document", "doctype")]
	return list(dict.fromkeys(doctype for doctype in found if doctype and isinstance(doctype, str)))


def _names_in(value: Any) -> Iterator[str]:
	value = parse_json(value)
	for one in value if isinstance(value, list) else [value]:
		if isinstance(one, str | int):
			yield str(one)


def _texts(value: Any) -> Iterator[str]:
	if isinstance(value, str):
		yield value
	elif isinstance(value, dict):
		yield from _texts(list(value.keys()))
		yield from _texts(list(value.values()))
	elif isinstance(value, list):
		for part in value:
			yield from _texts(part)


def _filtered_fields(filters: Any) -> Iterator[str]:
	if isinstance(filters, dict):
		yield from (key for key in filters if isinstance(key, str))
	for condition in filters if isinstance(filters, list) else ():
		if isinstance(condition, list):
			yield from (part for part in condition[:2] if isinstance(part, str))


def _refuse(sentence: str) -> None:
	# In the host's own way: the desk shows the sentence under "Not permitted".
	frappe.flags.error_message = sentence
	raise frappe.PermissionError(sentence)
