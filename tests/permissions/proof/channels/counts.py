"""Channels that say how many documents there are: with filters, a yes or no about any of them."""

import json

from tests.permissions.proof.channels.register import counting
from tests.web import Answer, Client

Filters = list[list]


@counting("frappe.client.get_count")
def client_count(client: Client, doctype: str, filters: Filters) -> Answer:
	return client.call("frappe.client.get_count", doctype=doctype, filters=filters)


@counting("frappe.desk.reportview.get_count")
def list_count(client: Client, doctype: str, filters: Filters) -> Answer:
	return client.call("frappe.desk.reportview.get_count", doctype=doctype, filters=filters)


@counting("GET /api/v2/doctype/<doctype>/count", since=16)
def rest_count(client: Client, doctype: str, filters: Filters) -> Answer:
	return client.get(f"/api/v2/doctype/{doctype.replace(' ', '%20')}/count", filters=filters)


@counting("frappe.desk.doctype.number_card.number_card.get_result")
def number_card(client: Client, doctype: str, filters: Filters) -> Answer:
	doc = {"document_type": doctype, "function": "Count"}
	return client.call("frappe.desk.doctype.number_card.number_card.get_result", doc=doc, filters=filters)


def chart_total(_doctype: str, answer: Answer) -> int:
	"""The sum of a chart's bars."""
	return (
		sum(sum(part["values"]) for part in answer.data["datasets"])
		if answer.status == 200 and answer.data
		else 0
	)


@counting("frappe.desk.doctype.dashboard_chart.dashboard_chart.get", serves=chart_total)
def chart(client: Client, doctype: str, filters: Filters) -> Answer:
	given = {
		"name": "x", "chart_type": "Count", "document_type": doctype, "based_on": "creation", "type": "Line",
		"timeseries": 1, "timespan": "Last Year", "time_interval": "Yearly",
		"filters_json": json.dumps([[doctype, *condition, False] for condition in filters]),
	}  # fmt: skip
	return client.call(
		"frappe.desk.doctype.dashboard_chart.dashboard_chart.get", chart=json.dumps(given), no_cache=1
	)
