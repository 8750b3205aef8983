"""Channels that hand out many documents: lists, searches, exports."""

import json

import frappe

from liaison_app.permissions.rooms import SECRET
from tests.permissions.proof.channels.register import listing
from tests.web import Answer, Client, resource

MANY = 5000


def of_parent(parent: str | None) -> dict[str, str]:
	"""What a list of a table's rows must name beside the table."""
	return {"parent": parent} if parent else {}


def a_field(doctype: str) -> str:
	"""A field of the DocType that holds text."""
	meta = frappe.get_meta(doctype)
	return next((df.fieldname for df in meta.fields if df.fieldtype in ("Data", "Small Text")), "name")


def has_columns(doctype: str) -> bool:
	"""Whether every field has a column: early Frappe 15 asks the database for virtual fields too."""
	return not any(df.is_virtual for df in frappe.get_meta(doctype).fields)


@listing("GET /api/resource/<doctype>", of_tables=True)
def rest(client: Client, doctype: str, parent: str | None = None) -> Answer:
	return client.get(
		resource(doctype), fields=["name", a_field(doctype)], limit_page_length=0, **of_parent(parent)
	)


@listing("GET /api/v2/document/<doctype>", since=16, of_tables=True)
def rest_v2(client: Client, doctype: str, parent: str | None = None) -> Answer:
	path = f"/api/v2/document/{doctype.replace(' ', '%20')}"
	return client.get(path, fields=["name", a_field(doctype)], limit=MANY, **of_parent(parent))


@listing("frappe.client.get_list", of_tables=True)
def get_list(client: Client, doctype: str, parent: str | None = None) -> Answer:
	return client.call(
		"frappe.client.get_list",
		doctype=doctype,
		fields=["name", a_field(doctype)],
		limit_page_length=0,
		**of_parent(parent),
	)


@listing("frappe.client.get_list, of any of several conditions")
def or_filters(client: Client, doctype: str) -> Answer:
	given = [["name", "like", "%"], ["creation", ">", "2000-01-01"]]
	return client.call(
		"frappe.client.get_list", doctype=doctype, fields=["name"], or_filters=given, limit_page_length=0
	)


@listing("frappe.desk.reportview.get")
def report_view(client: Client, doctype: str) -> Answer:
	return client.call(
		"frappe.desk.reportview.get", doctype=doctype, fields=["name", a_field(doctype)], page_length=MANY
	)


@listing("frappe.desk.reportview.get_list")
def report_view_list(client: Client, doctype: str) -> Answer:
	return client.call("frappe.desk.reportview.get_list", doctype=doctype, fields=["name"], page_length=MANY)


@listing("frappe.desk.reportview.export_query, CSV", right="export")
def export_csv(client: Client, doctype: str) -> Answer:
	return _export(client, doctype, "CSV")


@listing("frappe.desk.reportview.export_query, Excel", right="export")
def export_excel(client: Client, doctype: str) -> Answer:
	return _export(client, doctype, "Excel")


def _export(client: Client, doctype: str, kind: str) -> Answer:
	return client.call(
		"frappe.desk.reportview.export_query",
		doctype=doctype, title=doctype, file_format_type=kind, view="Report", filters="[]", order_by="",
		fields=[f"`tab{doctype}`.`name`", f"`tab{doctype}`.`{a_field(doctype)}`"],
	)  # fmt: skip


@listing("frappe.desk.search.search_link")
def search_link(client: Client, doctype: str) -> Answer:
	return client.call(
		"frappe.desk.search.search_link", doctype=doctype, txt="", page_length=MANY, ignore_user_permissions=1
	)


@listing("frappe.desk.search.search_widget")
def search_widget(client: Client, doctype: str) -> Answer:
	return client.call("frappe.desk.search.search_widget", doctype=doctype, txt="", page_length=MANY)


@listing("frappe.core.doctype.data_export.exporter.export_data", right="export", takes=has_columns)
def data_export(client: Client, doctype: str) -> Answer:
	return client.call(
		"frappe.core.doctype.data_export.exporter.export_data",
		doctype=doctype, parent_doctype=doctype, with_data="1", file_type="CSV", all_doctypes="1", template="0",
		select_columns=json.dumps({doctype: ["name", a_field(doctype)]}), filters="[]",
	)  # fmt: skip


@listing("frappe.core.doctype.data_import.data_import.download_template", right="export")
def import_template(client: Client, doctype: str) -> Answer:
	return client.call(
		"frappe.core.doctype.data_import.data_import.download_template",
		doctype=doctype, export_fields=json.dumps({doctype: ["name", a_field(doctype)]}), export_records="all",
		file_type="CSV",
	)  # fmt: skip


@listing("frappe.desk.calendar.get_events")
def calendar(client: Client, doctype: str) -> Answer:
	return client.call(
		"frappe.desk.calendar.get_events",
		doctype=doctype, start="2000-01-01", end="2099-01-01", filters="[]",
		field_map=json.dumps({"start": "creation", "end": "modified", "id": "name", "title": a_field(doctype)}),
	)  # fmt: skip


@listing("frappe.desk.listview.get_group_by_count")
def group_by_count(client: Client, doctype: str) -> Answer:
	return client.call(
		"frappe.desk.listview.get_group_by_count", doctype=doctype, current_filters="[]", field="name"
	)


def chart_by_name(client: Client, doctype: str) -> Answer:
	chart = {
		"name": "x", "chart_type": "Group By", "document_type": doctype, "group_by_based_on": "name",
		"group_by_type": "Count", "number_of_groups": 0, "type": "Bar", "filters_json": "[]", "timeseries": 0,
	}  # fmt: skip
	return client.call(
		"frappe.desk.doctype.dashboard_chart.dashboard_chart.get", chart=json.dumps(chart), no_cache=1
	)


# Frappe 16 looks up the field that the bars stand for, and stumbles: a document's name is none.
if int(frappe.__version__.split(".")[0]) < 16:
	listing(
		"frappe.desk.doctype.dashboard_chart.dashboard_chart.get, by name",
		takes=lambda doctype: doctype not in SECRET,  # no bar names a row of a secret room
	)(chart_by_name)


@listing("frappe.www.list.get", takes=has_columns)
def website_list(client: Client, doctype: str) -> Answer:
	return client.send("POST", "/api/method/frappe.www.list.get", doctype=doctype, limit=MANY)
