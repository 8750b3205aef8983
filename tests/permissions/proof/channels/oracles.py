"""Questions about what a document says, asked where only a number, a yes or another list is answered.

Each is asked with a word of a document and with a word that stands nowhere: who may not read the document must be
answered the same.
"""

import json
from collections.abc import Callable

import frappe

from tests.permissions.proof.channels.register import ORACLES, Oracle
from tests.permissions.proof.facts import Row
from tests.web import Answer, Client, resource

Ask = Callable[[Client, Row, str], Answer]


def oracle(name: str, since: int = 15, control: bool = True) -> Callable[[Ask], Ask]:
	"""Keep a way of asking."""

	def keep(ask: Ask) -> Ask:
		ORACLES.append(Oracle(name, ask, since, control))
		return ask

	return keep


def where(row: Row, text: str) -> list[list[str]]:
	"""A filter on the row's text."""
	return [[row.doctype, row.field, "like", f"%{text}%"]]


def linking(row: Row) -> tuple[str, str] | None:
	"""A DocType with a link to the row's, and the field with the link."""
	found = frappe.get_all(
		"DocField",
		filters={"fieldtype": "Link", "options": row.doctype, "parent": ["!=", row.doctype]},
		fields=["parent", "fieldname"],
		order_by="parent asc",
	)
	return next(((one.parent, one.fieldname) for one in found), None)


@oracle("frappe.client.get_count")
def client_count(client: Client, row: Row, text: str) -> Answer:
	return client.call("frappe.client.get_count", doctype=row.doctype, filters=where(row, text))


@oracle("frappe.desk.reportview.get_count")
def list_count(client: Client, row: Row, text: str) -> Answer:
	return client.call("frappe.desk.reportview.get_count", doctype=row.doctype, filters=where(row, text))


@oracle("GET /api/resource/<doctype>, filters")
def rest_filters(client: Client, row: Row, text: str) -> Answer:
	return client.get(resource(row.doctype), filters=where(row, text))


@oracle("GET /api/v2/document/<doctype>, filters", since=16)
def rest_v2_filters(client: Client, row: Row, text: str) -> Answer:
	path = f"/api/v2/document/{row.doctype.replace(' ', '%20')}"
	return client.get(path, filters={row.field: ["like", f"%{text}%"]})


@oracle("frappe.client.get_list, or_filters")
def or_filters(client: Client, row: Row, text: str) -> Answer:
	given = [*where(row, text), [row.doctype, "name", "=", "none"]]
	return client.call("frappe.client.get_list", doctype=row.doctype, or_filters=given)


@oracle("frappe.client.get_list, SQL in the order", control=False)
def order(client: Client, row: Row, text: str) -> Answer:
	by = f"(select if(count(*), 1, sleep(0)) from `tab{row.doctype}` where `{row.field}` = '{text}') asc"
	return client.call("frappe.client.get_list", doctype="Contact Channel", order_by=by)


@oracle("frappe.client.get_value, by filters")
def value(client: Client, row: Row, text: str) -> Answer:
	return client.call(
		"frappe.client.get_value", doctype=row.doctype, fieldname="name", filters={row.field: text}
	)


@oracle("frappe.client.get, by filters")
def get(client: Client, row: Row, text: str) -> Answer:
	return client.call("frappe.client.get", doctype=row.doctype, filters={row.field: text})


@oracle("frappe.desk.reportview.get, filters")
def report_view(client: Client, row: Row, text: str) -> Answer:
	return client.call(
		"frappe.desk.reportview.get", doctype=row.doctype, fields=["name"], filters=where(row, text)
	)


@oracle("frappe.desk.search.search_link, words")
def search_words(client: Client, row: Row, text: str) -> Answer:
	return client.call("frappe.desk.search.search_link", doctype=row.doctype, txt=text)


@oracle("frappe.desk.search.search_link, filters")
def search_filters(client: Client, row: Row, text: str) -> Answer:
	return client.call(
		"frappe.desk.search.search_link", doctype=row.doctype, txt="", filters={row.field: text},
		ignore_user_permissions=1,
	)  # fmt: skip


@oracle("frappe.desk.search.search_widget, a field of its own", control=False)
def search_field(client: Client, row: Row, text: str) -> Answer:
	return client.call(
		"frappe.desk.search.search_widget",
		doctype=row.doctype,
		txt=text,
		searchfield=row.field,
		page_length=9,
	)


@oracle("frappe.desk.doctype.number_card.number_card.get_result")
def number_card(client: Client, row: Row, text: str) -> Answer:
	doc = {"document_type": row.doctype, "function": "Count"}
	filters = where(row, text)
	return client.call("frappe.desk.doctype.number_card.number_card.get_result", doc=doc, filters=filters)


@oracle("frappe.desk.listview.get_group_by_count")
def group_by_count(client: Client, row: Row, text: str) -> Answer:
	filters = json.dumps(where(row, text))
	return client.call(
		"frappe.desk.listview.get_group_by_count",
		doctype=row.doctype, current_filters=filters, field="owner",
	)  # fmt: skip


@oracle("frappe.desk.reportview.get_sidebar_stats", control=False)
def sidebar(client: Client, row: Row, text: str) -> Answer:
	return client.call(
		"frappe.desk.reportview.get_sidebar_stats",
		stats=json.dumps(["_user_tags", row.field]), doctype=row.doctype, filters=where(row, text),
	)  # fmt: skip


@oracle("frappe.desk.calendar.get_events, filters", control=False)
def calendar(client: Client, row: Row, text: str) -> Answer:
	return client.call(
		"frappe.desk.calendar.get_events",
		doctype=row.doctype, start="2000-01-01", end="2099-01-01", filters=where(row, text),
		field_map=json.dumps({"start": "creation", "end": "modified", "id": "name", "title": "name"}),
	)  # fmt: skip


@oracle("frappe.desk.form.utils.get_next, filters", control=False)
def get_next(client: Client, row: Row, text: str) -> Answer:
	return client.call(
		"frappe.desk.form.utils.get_next",
		doctype=row.doctype, value="", prev=0, filters=where(row, text), sort_field="modified",
	)  # fmt: skip


@oracle("a filter on a foreign DocType", control=False)
def foreign_filter(client: Client, row: Row, text: str) -> Answer:
	doctype, _field = linking(row) or ("Liaison School", "")
	return client.call("frappe.client.get_list", doctype=doctype, filters=where(row, text))


@oracle("a filter beyond a link", control=False)
def dotted_filter(client: Client, row: Row, text: str) -> Answer:
	doctype, field = linking(row) or ("Liaison School", "name")
	filters = {f"{field}.{row.field}": ["like", f"%{text}%"]}
	return client.call("frappe.client.get_list", doctype=doctype, filters=json.dumps(filters))


@oracle("a foreign field, counted", control=False)
def foreign_count(client: Client, row: Row, text: str) -> Answer:
	doctype, _field = linking(row) or ("Liaison School", "")
	return client.call("frappe.client.get_count", doctype=doctype, filters=where(row, text))


@oracle("frappe.utils.global_search.search", control=False)
def global_search(client: Client, row: Row, text: str) -> Answer:
	return client.call("frappe.utils.global_search.search", text=text, doctype=row.doctype)


@oracle("frappe.desk.query_report.run, a report of the host", control=False)
def report_of_host(client: Client, row: Row, text: str) -> Answer:
	return client.call(
		"frappe.desk.query_report.run", report_name="ToDo", filters=json.dumps({row.field: text})
	)


@oracle("frappe.client.insert, a link by what it says", control=False)
def link_by_word(client: Client, row: Row, text: str) -> Answer:
	doctype, field = linking(row) or ("Next Step", "family")
	doc = {"doctype": doctype, field: {row.field: text}}
	return client.send("POST", "/api/method/frappe.client.insert", doc=doc)


@oracle("frappe.desk.form.load.getdoc, a name that is a question", control=False)
def name_by_word(client: Client, row: Row, text: str) -> Answer:
	path = "/api/method/frappe.desk.form.load.getdoc"
	return client.send("POST", path, doctype=row.doctype, name={row.field: text})
