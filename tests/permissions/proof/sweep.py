"""Every function that the host lets a browser call, and arguments that fit most of them."""

import importlib
import inspect
import json
import pkgutil
import sys
from collections.abc import Callable
from typing import Any

import frappe

from tests.permissions.proof.facts import Row
from tests.permissions.proof.makers import word

#: Functions that end the session, change the user, or wait for another machine.
LEFT_OUT = (
	"logout", "web_logout", "clear", "update_password", "reset_password", "generate_keys", "sign_up", "login_via_key",
	"login_via_token", "send_login_link", "impersonate", "authorize_access", "callback", "verify_password",
)  # fmt: skip
DOCTYPES = (
	"doctype", "dt", "reference_doctype", "ref_doctype", "document_type", "reference_dt", "goal_doctype", "child_type",
	"_doctype", "reminder_doctype", "parent_doctype", "for_doctype", "link_doctype",
)  # fmt: skip
NAMES = (
	"name", "dn", "docname", "doc_name", "reference_name", "reference_docname", "ref_name", "ref_docname",
	"reference_doc", "source_name", "reminder_docname", "document_name", "document", "label",
)  # fmt: skip
LENGTHS = ("page_len", "page_length", "limit", "limit_page_length")
#: What functions that take anything are told.
USUAL = ("doctype", "fields", "filters", "start", "page_length", "title", "file_format_type")
LISTS_OF_NAMES = ("names", "docnames", "items", "source_names", "docs")


def functions(package: str = "frappe") -> dict[str, set[str]]:
	"""The whitelisted functions of an app by their path, with what each takes; empty where it takes anything."""
	_import_all(package)
	found: dict[int, tuple[str, Callable]] = {}
	for path, module in sorted(sys.modules.items()):
		if path.split(".")[0] == package:
			for name, function in vars(module).items():
				# Some of the host's decorators hide where a function comes from: then the first module counts.
				if _is_whitelisted(function) and function.__module__ in (path, "frappe"):
					found.setdefault(id(function), (f"{path}.{name}", function))
	return {
		path: _taken(function)
		for path, function in sorted(found.values())
		if path.rsplit(".", 1)[1] not in LEFT_OUT
	}


def _is_whitelisted(function: Any) -> bool:
	return inspect.isfunction(function) and function in frappe.whitelisted


def _taken(function: Callable) -> set[str]:
	parameters = inspect.signature(function).parameters.values()
	return (
		set() if any(one.kind == one.VAR_KEYWORD for one in parameters) else {one.name for one in parameters}
	)


def _import_all(package: str) -> None:
	module = importlib.import_module(package)
	for found in pkgutil.walk_packages(module.__path__, f"{package}."):
		if (
			not {"tests", "patches", "commands", "boilerplate"} & set(found.name.split("."))
			and ".test_" not in found.name
		):
			try:
				importlib.import_module(found.name)
			except Exception:  # a part of the host that this machine has no library for
				continue


def arguments(row: Row, taken: set[str]) -> dict[str, Any]:
	"""What a function might want to know of a row."""
	known = _known(row)
	if not taken:
		return {name: known[name] for name in USUAL}
	if {"doctype", "name"} <= taken:
		# Told both ways, many look at the document that was sent along, and not at the one that is stored.
		known.pop("doc")
	elif {"doc", "name"} <= taken:
		known["doc"] = row.doctype
	return {name: known[name] for name in taken & set(known)}


def _known(row: Row) -> dict[str, Any]:
	doc = {"doctype": row.doctype, "name": row.name}
	field = row.field or "name"
	columns = json.dumps({row.doctype: ["name", field]})
	return {
		**dict.fromkeys(DOCTYPES, row.doctype), **dict.fromkeys(NAMES, row.name),
		**dict.fromkeys(LISTS_OF_NAMES, json.dumps([row.name])), "doc": json.dumps(doc), "value": row.word or "",
		"fieldname": field, "field": field, "fields": json.dumps(["name", field]), "stats": json.dumps([field]),
		**dict.fromkeys(("current_filters", "or_filters", "states"), "[]"), "filters": "{}", "file_format_type": "CSV",
		**dict.fromkeys(("goal_total_field", "goal_value_field", "goal_history_field", "goal_field"), field),
		**dict.fromkeys(("start", "limit_start", "prev"), "0"), **dict.fromkeys(LENGTHS, "500"),
		**dict.fromkeys(("content", "description", "title"), word()), "txt": "", "text": "Zq", "search_term": "Zq",
		"searchfield": "name", "field_map": json.dumps({"start": "creation", "end": "modified", "title": field}), "type": "coordinates", "as_dict": "1", "tag": "%", "perm_type": "read",
		"sort_field": "modified", "sort_order": "desc", "action": "Save", "user": "Administrator", "with_data": "1",
		"message": "{{ doc.as_json() }}", "subject": "{{ doc.as_json() }}", "report_name": "Family Worklist",
		"from_date": "2000-01-01", "to_date": "2099-01-01", "end": "2099-01-01", "print_format": "Standard",
		"workflow_state_field": "workflow_state", "goal_doctype_link": "name", "date_field": "creation",
		"aggregation": "count", "file_type": "CSV", "export_records": "all", "export_fields": columns,
		"select_columns": columns,
	}  # fmt: skip
