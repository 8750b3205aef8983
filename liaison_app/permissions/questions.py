"""What a request may ask of a secret room, so that every look can be noted (`looks.py`).

Values come with the names of their rows, and what somebody wrote is no question: a number, or a no, would tell it
without a row to note.
"""

import re
from collections.abc import Iterable
from typing import Any

import frappe
from frappe import _

from liaison_app.arguments import parse_json
from liaison_app.permissions.asked import (
	NAME_KEYS,
	filtered_fields,
	given_filters,
	last_names,
	named_doctypes,
	texts_in,
)
from liaison_app.permissions.harmless import TYPED
from liaison_app.permissions.refusal import refuse
from liaison_app.permissions.rooms import SECRET

#: What asks for values of rows.
VALUE_KEYS = ("fields", "fieldname", "field", "export_fields", "stats")
#: Fields of the host by which a list groups: who has a row, who made it, its tags.
OF_NO_ROW = {"assigned_to", "owner", "_user_tags"}
#: Endpoints of the host that are about the one row which they are given by name.
OF_ONE_ROW = {"set_value", "upload_file", "validate_link"}


def check_questions(given: dict) -> None:
	"""Refuse values without the names of their rows, and filters by what somebody wrote."""
	for doctype in (doctype for doctype in named_doctypes(given) if doctype in SECRET):
		for key in VALUE_KEYS:
			texts = {*texts_in(parse_json(given.get(key)))} - {doctype} - OF_NO_ROW
			if texts and not (_name_the_row(doctype, texts) or _is_row_named(given, key)):
				_refuse_look()
		# The desk's lists group by the name, which joins no rows.
		if given.get("group_by") and _column(doctype, str(given.group_by)) != "name":
			_refuse_look()
	if sought := given_filters(given):
		named = {*texts_in([parse_json(value) for value in given.values()]), *named_doctypes(given)}
		for doctype in named & {*SECRET}:
			for filters in sought:
				refuse_sought_words(doctype, filters)


def refuse_sought_words(doctype: str, filters: Any) -> None:
	"""Refuse filters by a text that somebody wrote in a row of a secret room."""
	if doctype not in SECRET:
		return
	fields = " ".join(filtered_fields(filters)).lower()
	for df in frappe.get_meta(doctype).get("fields", {"fieldtype": ["in", TYPED]}):
		if not df.fetch_from and re.search(rf"\b{df.fieldname}\b", fields):
			refuse(
				_("{0} is not searched, because who looks at it is noted. Open the rows.").format(_(df.label))
			)


def refuse_tales(settings: dict) -> None:
	"""Refuse a chart or card of a secret room that tells a value of its rows instead of their number."""
	tells = settings.get("aggregate_function_based_on") or settings.get("chart_type") == "Group By"
	if settings.get("document_type") in SECRET and tells:
		_refuse_look()


def asks_values(doctype: str, filters: Any) -> bool:
	"""Whether filters ask more of rows than whose they are."""
	columns = {_column(doctype, text) for text in filtered_fields(filters)} - {"family"}
	return any(frappe.get_meta(doctype).has_field(name) for name in columns if name)


def _name_the_row(doctype: str, texts: Iterable[str]) -> bool:
	"""Whether these are plain columns, the name among them: a function or another name could stand in its place."""
	columns = [_column(doctype, part) for text in texts for part in text.split(",")]
	return all(columns) and any(name in ("name", "*") for name in columns)


def _is_row_named(given: dict, key: str) -> bool:
	"""Whether the request is about one row, by its name."""
	if last_names(given) <= OF_ONE_ROW:
		return any(given.get(name) for name in NAME_KEYS)
	filters = parse_json(given.get("filters"))
	named = filters.get("name") if isinstance(filters, dict) else filters
	return key in ("fields", "fieldname") and isinstance(named, str)


def _column(doctype: str, text: str) -> str | None:
	"""The column that a text names plainly, as the desk or a person writes it."""
	found = re.fullmatch(rf"(`?tab{doctype}`?\.)?`?(\w+|\*)`?", text.strip())
	return found and found[2]


def _refuse_look() -> None:
	refuse(_("Ask for the rows with their names: who looks at them is noted."))
