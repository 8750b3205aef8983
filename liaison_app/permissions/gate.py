"""What no request may ask, whichever endpoint of the host it is sent to.

The host has dozens of endpoints that take a document, a filter or a field, and each checks in its own way or
not at all. Here every request is looked at once, before any of them runs: a document that the user may not read,
a name that is really a question, SQL in a filter, and a field beyond a link are refused for all of them.
"""

import re
from collections.abc import Iterable, Iterator
from itertools import pairwise
from typing import Any

import frappe
from frappe import _

from liaison_app.permissions.documents import is_stored_row_allowed
from liaison_app.permissions.rooms import ROOMS

DOCTYPE_KEYS = ("doctype", "dt", "reference_doctype", "ref_doctype", "reference_type", "document_type")
NAME_KEYS = (
	"name",
	"dn",
	"docname",
	"doc_name",
	"reference_name",
	"ref_name",
	"ref_docname",
	"document_name",
)
NAMES_KEYS = ("docs", "items", "docnames")
FILTER_KEYS = ("filters", "or_filters", "current_filters")
FIELD_KEYS = (
	"fields",
	"fieldname",
	"field",
	"field_map",
	"order_by",
	"group_by",
	"filter_fields",
	"stats",
	"sort_field",
)
DOCUMENT_KEYS = ("doc", "docs", "fieldname", "value")
#: What joins conditions in a list of filters; anything else that stands there as text is SQL.
JOINTS = ("and", "or")


def check_request() -> None:
	"""Refuse, with frappe.PermissionError, a request that would pass over the row rule. Called before each."""
	if frappe.session.user == "Administrator":
		return
	given = frappe.local.form_dict
	_check_names(given)
	for key in FILTER_KEYS:
		refuse_sql(_parsed(given.get(key)))
	_check_fields(given)
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


def _check_names(given: dict) -> None:
	doctypes = _doctypes(given)
	names = [given.get(key) for key in NAME_KEYS if given.get(key) is not None]
	for doctype in (doctype for doctype in doctypes if doctype in ROOMS):
		for name in names:
			if not isinstance(name, str | int):
				_refuse(_("Name a document by its name."))
			for one in _names_in(name):
				_check_row(doctype, one)
		for key in NAMES_KEYS:
			for one in _names_in(given.get(key)):
				_check_row(doctype, one)


def _check_row(doctype: str, name: str) -> None:
	# A document that is not there (yet) has no row to protect.
	if frappe.db.exists(doctype, name) and not is_stored_row_allowed(doctype, name):
		_refuse(_("You may not open {0} {1}.").format(_(doctype), name))


def _check_fields(given: dict) -> None:
	texts = [text for key in FIELD_KEYS for text in _texts(_parsed(given.get(key)))]
	texts += [text for key in FILTER_KEYS for text in _filtered_fields(_parsed(given.get(key)))]
	if any("." in text for text in texts):
		for doctype in _doctypes(given):
			if frappe.db.exists("DocType", doctype):
				refuse_beyond_link(doctype, texts)


def _check_posted(given: dict) -> None:
	"""A link whose value is no text would be looked up by the host as a filter, past the row rule."""
	for doctype in _doctypes(given):
		_check_links(given, doctype)
		for key in DOCUMENT_KEYS:
			_check_links(_parsed(given.get(key)), doctype)
	for key in DOCUMENT_KEYS:
		_check_links(_parsed(given.get(key)), None)


def _check_links(value: Any, doctype: str | None) -> None:
	for doc in value if isinstance(value, list) else [value]:
		if not isinstance(doc, dict):
			continue
		kind = doc.get("doctype") if isinstance(doc.get("doctype"), str) else doctype
		if not (kind and frappe.db.exists("DocType", kind)):
			continue
		for field in frappe.get_meta(kind).fields:
			posted = doc.get(field.fieldname)
			if isinstance(posted, list) and field.fieldtype in frappe.model.table_fields:
				_check_links(posted, field.options)
			elif isinstance(posted, dict | list) and field.fieldtype in ("Link", "Dynamic Link"):
				_refuse(_("{0}: name a document by its name.").format(_(field.label)))


def _doctypes(given: dict) -> list[str]:
	"""Every DocType that the request names, in its parameters or its path."""
	found = [given.get(key) for key in DOCTYPE_KEYS]
	parts = [part for part in frappe.local.request.path.split("/") if part]
	found += [after for before, after in pairwise(parts) if before in ("resource", "document", "doctype")]
	return list(dict.fromkeys(doctype for doctype in found if doctype and isinstance(doctype, str)))


def _names_in(value: Any) -> Iterator[str]:
	value = _parsed(value)
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


def _parsed(value: Any) -> Any:
	"""A parameter as the host's endpoints read it: JSON where it is, text else."""
	if isinstance(value, str) and value[:1] in '[{"':
		try:
			return frappe.parse_json(value)
		except ValueError:
			return value
	return value


def _refuse(sentence: str) -> None:
	# In the host's own way: the desk shows the sentence under "Not permitted".
	frappe.flags.error_message = sentence
	raise frappe.PermissionError(sentence)
