"""What a request names, whichever endpoint it is sent to: DocTypes, filters, fields."""

import re
from collections.abc import Iterator
from itertools import pairwise
from typing import Any

import frappe

from liaison_app.arguments import parse_json

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
FILTER_KEYS = ("filters", "or_filters", "current_filters")
#: Fields in which the host's charts, cards, boards and reports keep filters.
STORED_FILTERS = ("filters", "filters_json")
#: What is posted as a document.
DOCUMENT_KEYS = ("doc", "docs", "data", "fieldname", "value")


def named_doctypes(given: dict) -> list[str]:
	"""Every DocType that the request names, in its parameters or its path."""
	found = [given.get(key) for key in DOCTYPE_KEYS]
	parts = [part for part in frappe.local.request.path.split("/") if part]
	found += [after for before, after in pairwise(parts) if before in ("resource", "document", "doctype")]
	return list(dict.fromkeys(doctype for doctype in found if doctype and isinstance(doctype, str)))


def last_names(given: dict) -> set[str]:
	"""The last names of the endpoint that the request goes to: its path's and, where it has one, its command's."""
	asked = (frappe.local.request.path.rstrip("/"), str(given.get("cmd") or ""))
	return {re.split(r"[./]", text)[-1] for text in asked if text}


def given_filters(given: dict) -> list[Any]:
	"""The filters that a request brings along, those of a card or chart in it too."""
	found = [parse_json(given.get(key)) for key in FILTER_KEYS]
	for key in (*DOCUMENT_KEYS, "chart"):
		doc = parse_json(given.get(key))
		found += [parse_json(doc.get(key)) for key in STORED_FILTERS] if isinstance(doc, dict) else []
	return [filters for filters in found if filters]


def filtered_fields(filters: Any) -> Iterator[str]:
	"""What stands in filters where a field is named, however deep; an operator stands there too."""
	if isinstance(filters, dict):
		yield from (key for key in filters if isinstance(key, str))
	elif isinstance(filters, list | tuple):
		yield from (part for part in filters[:2] if isinstance(part, str))
		for part in filters:
			yield from filtered_fields(part) if isinstance(part, list | tuple | dict) else ()


def texts_in(value: Any) -> Iterator[str]:
	"""Every text in a value, names of values too."""
	if isinstance(value, str):
		yield value
	elif isinstance(value, dict):
		yield from texts_in(list(value.keys()))
		yield from texts_in(list(value.values()))
	elif isinstance(value, list):
		for part in value:
			yield from texts_in(part)
