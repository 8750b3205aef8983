"""Channels that hand out one document."""

import json

import frappe

from liaison_app.permissions.rooms import UNSPOKEN
from tests.permissions.proof.channels.register import answers, reading
from tests.permissions.proof.facts import Row
from tests.web import Answer, Client, resource


def has_words(row: Row) -> bool:
	"""Whether a field of the row's own holds a word."""
	return bool(row.word)


def can_be_printed(row: Row) -> bool:
	"""A document with words, which somebody may have on paper."""
	return has_words(row) and row.doctype not in UNSPOKEN


def has_workflow(row: Row) -> bool:
	"""Whether a workflow runs on the row's DocType."""
	return bool(frappe.get_meta(row.doctype).get_workflow())


def says_yes(_row: Row, answer: Answer) -> bool:
	"""The answer is a yes."""
	return answer.status == 200 and any(yes in answer.text for yes in (":true", ":1", ": true"))


def is_named(row: Row, answer: Answer) -> bool:
	"""The answer names the row."""
	return answer.status == 200 and row.name in answer.text


@reading("GET /api/resource/<doctype>/<name>", thorough=True)
def rest(client: Client, row: Row) -> Answer:
	return client.get(resource(row.doctype, row.name))


@reading("GET /api/v2/document/<doctype>/<name>", since=16)
def rest_v2(client: Client, row: Row) -> Answer:
	return client.get(f"/api/v2/document/{row.doctype.replace(' ', '%20')}/{row.name}/")


@reading("GET /api/v2/document/<doctype>/<name>/copy", since=16)
def copy_v2(client: Client, row: Row) -> Answer:
	return client.get(f"/api/v2/document/{row.doctype.replace(' ', '%20')}/{row.name}/copy")


@reading("frappe.client.get by name")
def client_get(client: Client, row: Row) -> Answer:
	return client.call("frappe.client.get", doctype=row.doctype, name=row.name)


@reading("frappe.client.get by filters")
def client_get_by_filters(client: Client, row: Row) -> Answer:
	return client.call("frappe.client.get", doctype=row.doctype, filters={"name": row.name})


@reading("frappe.client.get_value", takes=has_words)
def get_value(client: Client, row: Row) -> Answer:
	parent = {"parent": row.parent.doctype} if row.parent else {}
	return client.call(
		"frappe.client.get_value",
		doctype=row.doctype,
		fieldname=[row.field],
		filters={"name": row.name},
		**parent,
	)


@reading("frappe.client.validate_link", takes=has_words)
def validate_link(client: Client, row: Row) -> Answer:
	return client.call(
		"frappe.client.validate_link", doctype=row.doctype, docname=row.name, fields=json.dumps([row.field])
	)


@reading("frappe.client.has_permission", serves=says_yes)
def has_permission(client: Client, row: Row) -> Answer:
	return client.call("frappe.client.has_permission", doctype=row.doctype, docname=row.name)


@reading("frappe.desk.form.load.getdoc")
def getdoc(client: Client, row: Row) -> Answer:
	return client.call("frappe.desk.form.load.getdoc", doctype=row.doctype, name=row.name)


@reading("frappe.desk.form.load.get_docinfo", serves=answers)
def get_docinfo(client: Client, row: Row) -> Answer:
	return client.call("frappe.desk.form.load.get_docinfo", doctype=row.doctype, name=row.name)


@reading("frappe.desk.search.get_link_title", serves=answers)
def get_link_title(client: Client, row: Row) -> Answer:
	return client.call("frappe.desk.search.get_link_title", doctype=row.doctype, docname=row.name)


@reading("frappe.www.printview.get_html_and_style", takes=can_be_printed)
def print_view(client: Client, row: Row) -> Answer:
	return client.call(
		"frappe.www.printview.get_html_and_style", doc=row.doctype, name=row.name, print_format="Standard"
	)


@reading("GET /printview", takes=can_be_printed)
def print_page(client: Client, row: Row) -> Answer:
	return client.get("/printview", doctype=row.doctype, name=row.name, format="Standard")


@reading("frappe.desk.form.linked_with.get", serves=answers)
def linked_with(client: Client, row: Row) -> Answer:
	return client.call("frappe.desk.form.linked_with.get", doctype=row.doctype, docname=row.name)


@reading("frappe.desk.notifications.get_open_count", serves=answers)
def get_open_count(client: Client, row: Row) -> Answer:
	return client.call(
		"frappe.desk.notifications.get_open_count", doctype=row.doctype, name=row.name, items="[]"
	)


@reading("frappe.share.get_users", serves=answers)
def share_get_users(client: Client, row: Row) -> Answer:
	return client.call("frappe.share.get_users", doctype=row.doctype, name=row.name)


@reading("frappe.model.workflow.get_transitions", serves=answers, takes=has_workflow)
def get_transitions(client: Client, row: Row) -> Answer:
	doc = json.dumps({"doctype": row.doctype, "name": row.name})
	return client.call("frappe.model.workflow.get_transitions", doc=doc)


@reading("frappe.realtime.can_subscribe_doc", serves=says_yes)
def can_subscribe(client: Client, row: Row) -> Answer:
	if int(frappe.__version__.split(".")[0]) >= 16:
		return client.call("frappe.realtime.has_permission", doctype=row.doctype, name=row.name)
	return client.call("frappe.realtime.can_subscribe_doc", doctype=row.doctype, docname=row.name)
