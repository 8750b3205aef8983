"""Values that no form would send, for the fields of a DocType and the arguments of a function."""

import inspect
import json
import re
import typing
from datetime import date

import frappe
from frappe.model import no_value_fields, numeric_fieldtypes, table_fields
from hypothesis import strategies as some

TEXTS = (
	"", " ", "\0", "a\0b", "\x07\x1b[31m", "\u202egnorw\u202c", "\u200f\u2066", "\ud800", "\U0001f600" * 40, "x" * 5000,
	"' or '1'='1", "`; drop table tabUser; -- ", "%s %(name)s {0} {{ 7 * 7 }}", "../../etc/passwd", "null", "[]", "{",
	"[[", '{"a": 1}', '["like", "%"]', "<script>window.attacked = 1</script>", "name", "None", "nan", "1e999",
)  # fmt: skip
NUMBERS = (
	0, 1, -1, 1.5, 1441, 2**31, -(2**31) - 1, 2**63, 10**40, 10**400, 1e308, float("nan"), float("inf"), True, False,
)  # fmt: skip
MOMENTS = (
	"0000-00-00", "0001-01-01", "9999-12-31", "10000-01-01", "2026-02-30", "2026-13-45 25:61:61", "31/12/2026",
	"tomorrow", "25:00:00", "-01:00:00", "9999-12-31 23:59:59.999999",
)  # fmt: skip
NESTED = (
	[], {}, [[]], [None], [1, "a"], {"a": {"b": [1]}}, ["like", "%"], ["in", ["a", ""]], {"name": ["!=", ""]},
	{"doctype": "User", "name": "Administrator"}, [{"doctype": "User"}], [{}], [["name", "like", "%"]],
)  # fmt: skip
OPERATORS = (
	"=",
	"!=",
	"like",
	"in",
	"not in",
	"between",
	">",
	"is",
	"timespan",
	"descendants of",
	"'",
	"",
	None,
)

anything = some.one_of(
	some.none(), *map(some.sampled_from, (TEXTS, NUMBERS, MOMENTS, NESTED)), some.text(max_size=20)
)


def document(doctype: str, depth: int = 1) -> some.SearchStrategy:
	"""A posted document that could be meant, but for a few of its values."""
	fields = {field.fieldname: field for field in _fields(doctype)}
	likely = {name: _likely(field, depth) for name, field in fields.items()}
	required = {name: likely.pop(name) for name, field in fields.items() if field.reqd}
	odd = some.dictionaries(some.sampled_from([*fields, *STANDARD]), anything, max_size=2)
	meant = some.fixed_dictionaries(required, optional=likely)
	return some.tuples(meant, odd).map(lambda parts: {**parts[0], **parts[1]})


#: Names that the host gives a meaning of its own.
STANDARD = (
	"name", "doctype", "docstatus", "owner", "creation", "modified", "idx", "parent", "parenttype", "flags", "__islocal",
	"__unsaved", "workflow_state", "_user_tags", "amended_from", "no_such_field", "data", "run_method",
)  # fmt: skip


def filters(doctype: str) -> some.SearchStrategy:
	"""Filters of a list."""
	names = [field.fieldname for field in _fields(doctype)] + [
		"name",
		"parent",
		"a.b",
		"`",
		"1=1",
		"family.name",
	]
	condition = some.tuples(some.sampled_from(names), some.sampled_from(OPERATORS), anything).map(list)
	of_names = some.dictionaries(some.sampled_from(names), anything, max_size=3)
	return some.one_of(some.lists(condition, max_size=3), of_names, anything)


def arguments(function: typing.Callable) -> some.SearchStrategy:
	"""Arguments of a whitelisted function by name: those that its docstring speaks of, and others."""
	keys = sorted(set(re.findall(r"\b[a-z][a-z_]+\b", function.__doc__ or "")))
	parameters = {
		name: _argument(name, parameter, keys)
		for name, parameter in inspect.signature(function).parameters.items()
		if parameter.kind is not parameter.VAR_KEYWORD
	}
	return some.fixed_dictionaries({}, optional=parameters)


def as_texts(values: dict) -> dict[str, str]:
	"""Values as an address or a form holds them: each is text."""
	texts = {name: value if isinstance(value, str) else json.dumps(value) for name, value in values.items()}
	return {name: text.encode(errors="replace").decode() for name, text in texts.items()}


def names_of(doctype: str) -> some.SearchStrategy:
	"""The name of one of the latest documents, of whichever school, or of none."""
	names = frappe.get_all(doctype, pluck="name", order_by="creation desc", limit=4)
	return some.sampled_from([*names, "no such document"])


def _fields(doctype: str) -> list:
	return [field for field in frappe.get_meta(doctype).fields if _holds_value(field)]


def _holds_value(field) -> bool:
	return field.fieldtype in table_fields or field.fieldtype not in no_value_fields


def _likely(field, depth: int) -> some.SearchStrategy:
	if field.fieldtype == "Link":
		return names_of(field.options)
	if field.fieldtype == "Select":
		return some.sampled_from((field.options or "").split("\n"))
	if field.fieldtype in table_fields:
		return some.lists(document(field.options, depth - 1), max_size=2) if depth else some.just([])
	if field.fieldtype in ("Date", "Datetime"):
		return some.dates(date(2025, 9, 1), date.today()).map(str)
	if field.fieldtype in numeric_fieldtypes:
		return some.integers(0, 90)
	return some.sampled_from(["Some words", "303-555-0142", "a@tests.example"])


def _argument(name: str, parameter: inspect.Parameter, keys: list[str]) -> some.SearchStrategy:
	likely = [some.just(default) for default in [parameter.default] if default is not parameter.empty]
	likely += [names_of(doctype) for doctype in _meant_by(name)]
	if "list" in str(parameter.annotation):
		likely += [some.lists(names_of(doctype), max_size=3) for doctype in _meant_by(name)]
	if "dict" in str(parameter.annotation):
		likely.append(_object(keys, depth=1))
	return some.one_of(*likely, anything)


def _object(keys: list[str], depth: int) -> some.SearchStrategy:
	values = [names_of(doctype) for doctype in ("Focus Family", "Liaison School", "Family Member")]
	rows = [some.lists(_object(keys, depth - 1), max_size=2)] if depth else []
	return some.dictionaries(some.sampled_from(keys), some.one_of(*values, *rows, anything), max_size=8)


def _meant_by(argument: str) -> list[str]:
	"""The DocTypes of ours of which an argument may name documents: "families" those of Focus Family."""
	stem = argument.removesuffix("ies").removesuffix("y").removesuffix("s").replace("_", " ")
	ours = frappe.get_all(
		"DocType",
		filters={"module": "Liaison App", "istable": 0, "issingle": 0},
		pluck="name",
		order_by="name",
	)
	return [doctype for doctype in ours if stem in doctype.lower()][:2]
