"""What may be posted into a document: each field a value of its kind, before any code reads it.

Who writes past the desk can send a list where text belongs. In a link the host would take it for a filter and look
it up past the row rule; elsewhere it stumbles over it.
"""

import re
from math import isinf, isnan
from typing import Any

import frappe
from frappe import _
from frappe.model import child_table_fields, default_fields, numeric_fieldtypes, optional_fields, table_fields
from frappe.model.base_document import get_controller
from frappe.utils import escape_html, flt, get_time

from liaison_app import MODULE
from liaison_app.arguments import parse_moment

LINKS = ("Link", "Dynamic Link")
#: Where the host looks for markup, and stumbles over a number.
LONG_TEXTS = ("Small Text", "Text", "Long Text", "Text Editor", "HTML Editor", "Markdown Editor", "Code")
#: Fields of every document, and which of them are not simply text or nothing.
STANDARD = (*default_fields, *child_table_fields, *optional_fields)
MAY_BE = {"name": str | int | None, "idx": int, "docstatus": str | int | None}
#: What the host's columns for numbers hold.
LARGEST = 2**31 - 1


def check_values(doctype: str, values: dict) -> None:
	"""Refuse values that a DocType's fields cannot hold.

	Of a DocType of the host, only a link whose value is no text. Raises frappe.ValidationError with a sentence
	that names the field, frappe.PermissionError for a link.
	"""
	meta = frappe.get_meta(doctype)
	ours = meta.module == MODULE
	for field in meta.fields:
		value = values.get(field.fieldname)
		if field.fieldtype in LINKS and isinstance(value, dict | list):
			_refuse(field.label, _("name a document by its name."), frappe.PermissionError)
		elif field.fieldtype in table_fields and isinstance(value, list):
			_check_rows(field, value, ours)
		elif ours and value not in (None, ""):
			_check_value(field, value)
	if ours:
		_check_standard(meta, values)
		_check_no_code(meta, values)


def check_text(value: Any) -> None:
	"""Refuse, wherever in a request it stands, half of a character: it can be neither stored nor sent back."""
	if isinstance(value, str):
		if not value.isascii() and any("\ud800" <= sign <= "\udfff" for sign in value):
			frappe.throw(_("The text holds a character that is cut in half: type it again."))
	elif isinstance(value, dict):
		check_text(list(value.keys()))
		check_text(list(value.values()))
	elif isinstance(value, list):
		for part in value:
			check_text(part)


def _check_rows(field, rows: list, ours: bool) -> None:
	for row in rows:
		if isinstance(row, dict):
			check_values(field.options, row)
		elif ours:
			_refuse(field.label, _("give a list of rows."))


def _check_value(field, value: Any) -> None:
	if field.fieldtype in table_fields:
		_refuse(field.label, _("give a list of rows."))
	if isinstance(value, dict | list):
		_refuse(field.label, _("give text or a number, not a list."))
	if field.fieldtype in LONG_TEXTS and not isinstance(value, str):
		_refuse(field.label, _("give text."))
	if field.fieldtype in numeric_fieldtypes:
		_check_number(field.label, value)
	elif isinstance(value, float) and (isnan(value) or isinf(value)):
		_refuse(field.label, _("give text or a number."))
	elif field.fieldtype in ("Date", "Datetime"):
		parse_moment(value, _(field.label))
	elif field.fieldtype == "Time":
		_check_time(field.label, value)


def _check_number(label: str, value: Any) -> None:
	number = value if isinstance(value, int | float) else flt(value)
	if not abs(number) <= LARGEST:  # not "greater": nothing compares with what is no number
		_refuse(label, _("the number is too large."))


def _check_time(label: str, value: Any) -> None:
	try:
		get_time(value)
	except (ValueError, TypeError, OverflowError, AttributeError):
		_refuse(label, _("give a time as HH:MM."))


def _check_standard(meta, values: dict) -> None:
	for name in () if meta.istable else child_table_fields:
		if values.get(name):
			_refuse(name, _("only a row of a table has one."))
	for name in STANDARD:
		if name in values and not isinstance(values[name], MAY_BE.get(name, str | None)):
			_refuse(name, _("give text."))
	for name in ("creation", "modified"):
		if values.get(name):
			parse_moment(values[name], name)
	if str(values.get("docstatus") or 0) not in ("0", "1", "2"):
		_refuse("docstatus", _("give 0, 1 or 2."))
	_check_number("idx", values.get("idx", 0))


def _check_no_code(meta, values: dict) -> None:
	"""The host sets what is posted on the document itself, where it would stand in for a method or a rule of it."""
	controller = get_controller(meta.name)
	for name in values:
		if meta.has_field(name) or name in STANDARD:
			continue
		if hasattr(controller, name) or re.match("_(?!_)", name) or name == "amended_from":
			frappe.throw(_("{0} is no field of {1}.").format(escape_html(name), _(meta.name)))


def _refuse(label: str, sentence: str, error: type[Exception] = frappe.ValidationError) -> None:
	frappe.throw(f"{_(label)}: {sentence}", error)
