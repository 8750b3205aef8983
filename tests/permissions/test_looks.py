"""Each look into a secret room is noted, whatever endpoint handed its row out. Over HTTP with real logins."""

import json

import frappe
import pytest

from liaison_app.permissions.matrix import COORDINATOR, LIAISON
from tests import factories as make
from tests import people
from tests.connection import committing
from tests.web import Client, resource
from tests.world import World

ADDRESS = "Family Address"
STREET = "17 Elm Street"


@pytest.fixture(scope="module")
def address(world: World) -> str:
	"""Where the family lives, with the order of a court on file."""
	with committing():
		values = {"family": world.here.family, "kind": "Home", "address_line": STREET, "protected": 1}
		return make.insert(ADDRESS, values).name


@pytest.fixture(scope="module")
def order(address: str) -> str:
	with committing():
		values = {"file_name": "order.txt", "content": "keep away", "is_private": 1}
		return make.insert(
			"File", {**values, "attached_to_doctype": ADDRESS, "attached_to_name": address}
		).file_url


@pytest.fixture(scope="module")
def mine(server: str, world: World) -> Client:
	return Client(server, world.here.liaison)


def looks(user: str, name: str) -> int:
	frappe.db.rollback()
	return frappe.db.count("View Log", {"viewed_by": user, "reference_name": name})


WAYS = {
	"the form": lambda user, name, _url: user.call("frappe.desk.form.load.getdoc", doctype=ADDRESS, name=name),
	"REST": lambda user, name, _url: user.get(resource(ADDRESS, name)),
	"a list by REST": lambda user, name, _url: user.get(resource(ADDRESS), fields=["name", "address_line"]),
	"the client's list": lambda user, name, _url: user.call(
		"frappe.client.get_list", doctype=ADDRESS, fields=["*"]
	),
	"the list": lambda user, name, _url: user.call(
		"frappe.desk.reportview.get", doctype=ADDRESS, fields=["`tabFamily Address`.`name`", "`tabFamily Address`.`city`"]
	),
	"a document by the client": lambda user, name, _url: user.call("frappe.client.get", doctype=ADDRESS, name=name),
	"a value": lambda user, name, _url: user.call(
		"frappe.client.get_value", doctype=ADDRESS, filters=name, fieldname="address_line"
	),
	"the desk's list": lambda user, name, _url: user.call(
		"frappe.desk.reportview.get", doctype=ADDRESS, fields=["`tabFamily Address`.`name`", "`tabFamily Address`.`city`"],
		filters=[[ADDRESS, "name", "=", name]], group_by="`tabFamily Address`.`name`", start=0, page_length=20, view="List",
	),
	"a print": lambda user, name, _url: user.get("/printview", doctype=ADDRESS, name=name, trigger_print=0),
	"a check of a link": lambda user, name, _url: user.call(
		"frappe.client.validate_link", doctype=ADDRESS, docname=name, fields=["address_line"]
	),
	"a change": lambda user, name, _url: user.put(resource(ADDRESS, name), kind="Mailing"),
	"a file": lambda user, name, url: user.get(url),
}  # fmt: skip


@pytest.mark.parametrize("way", WAYS)
def test_whoever_is_shown_an_address_is_noted(mine, address, order, way):
	before = looks(mine.user, address)
	answer = WAYS[way](mine, address, order)
	assert answer.status == 200, answer.text
	assert looks(mine.user, address) == before + 1


def test_who_is_refused_is_not_noted(login, world, address, order):
	stranger = login(world.there.liaison)
	for way in WAYS.values():
		way(stranger, address, order)
	assert looks(stranger.user, address) == 0


def test_a_list_that_shows_other_rows_notes_these_alone(mine, world, address):
	with committing():
		other = make.insert(
			ADDRESS, {"family": world.here.family, "kind": "Meeting Place", "city": "Elgin"}
		).name
	before = looks(mine.user, address)
	shown = mine.get(resource(ADDRESS), filters={"kind": "Meeting Place"}, fields=["name", "city"])
	assert [row["name"] for row in shown.data] == [other]
	assert looks(mine.user, other) == 1
	assert looks(mine.user, address) == before


def test_other_documents_are_not_noted(mine, world):
	assert mine.get(resource("Focus Family", world.here.family)).status == 200
	assert looks(mine.user, world.here.family) == 0


UNNAMED = {
	"a list without names": ("frappe.client.get_list", {"fields": ["address_line"]}),
	"a value that is called name": ("frappe.client.get_list", {"fields": ["address_line as name"]}),
	"a name of another row": ("frappe.client.get_list", {"fields": ["max(name)", "address_line"]}),
	"a value beside a count": ("frappe.client.get_list", {"fields": ["count(*) as rows_found", "address_line"]}),
	"a list beside a name": ("frappe.client.get_list", {"fields": ["address_line"], "name": "none"}),
	"a value beside a name": ("frappe.client.get_value", {"fieldname": "address_line", "docname": "none"}),
	"a value in the place of the name": ("frappe.client.get_list", {"fields": ["name", "address_line as name"]}),
	"counts of tags": ("frappe.desk.reportview.get_stats", {"stats": ["address_line"]}),
	"columns of a file": (
		"frappe.core.doctype.data_import.data_import.download_template",
		{"fields": ["name"], "export_fields": {ADDRESS: ["address_line"]}, "export_records": "all", "file_type": "CSV"},
	),
	"a report's values": ("frappe.desk.reportview.get", {"fields": ["`tabFamily Address`.`address_line`"]}),
	"a value of some row": (
		"frappe.client.get_value",
		{"filters": {"kind": "Home"}, "fieldname": "address_line"},
	),
	"values in groups": (
		"frappe.client.get_list",
		{"fields": ["name", "address_line"], "group_by": "address_line"},
	),
	"group counts": (
		"frappe.desk.listview.get_group_by_count",
		{"current_filters": "[]", "field": "address_line"},
	),
	"the greatest value": (
		"frappe.desk.doctype.number_card.number_card.get_result",
		{"doc": {"document_type": ADDRESS, "function": "Maximum", "aggregate_function_based_on": "address_line"}, "filters": "[]"},
	),
	"bars of a chart": (
		"frappe.desk.doctype.dashboard_chart.dashboard_chart.get",
		{"chart": {"name": "x", "document_type": ADDRESS, "chart_type": "Group By", "group_by_based_on": "address_line", "filters_json": "[]"}},
	),
}  # fmt: skip


@pytest.mark.parametrize("way", UNNAMED)
def test_nobody_is_given_values_without_the_row_that_is_noted(mine, address, way):
	method, values = UNNAMED[way]
	answer = mine.call(method, doctype=ADDRESS, **json.loads(json.dumps(values)))
	assert answer.status == 403
	assert STREET not in answer.text
	assert "who looks at them is noted" in answer.text


def test_an_address_is_not_mailed_in_a_report(server, world, address):
	with committing():
		user = people.make_user(COORDINATOR, "Report Manager")
	client = Client(server, user)

	def build(*fields: str) -> tuple[int, str]:
		settings = {"fields": [[field, ADDRESS] for field in fields], "filters": []}
		answer = client.call(
			"frappe.desk.reportview.save_report",
			name=make.unique("Addresses"), doctype=ADDRESS, report_settings=json.dumps(settings),
		)  # fmt: skip
		return answer.status, answer.data if answer.status == 200 else ""

	assert build("address_line")[0] == 417
	assert build("address_line", "family_name")[0] == 417
	status, report = build("name", "address_line")
	assert status == 200
	mailed = client.post(
		resource("Auto Email Report"),
		report=report,
		user=user,
		email_to=user,
		format="CSV",
		frequency="Daily",
	)
	assert mailed.status == 403


REPORT = "Access to Protected Records"


def run(client: Client, **filters):
	return client.get("/api/method/frappe.desk.query_report.run", report_name=REPORT, filters=filters)


def rows(client: Client, **filters) -> list[dict]:
	return [row for row in run(client, **filters).data["result"] if isinstance(row, dict)]


def test_the_coordinator_reads_who_looked_at_what(login, world, mine, address):
	mine.get(resource(ADDRESS, address))
	family = world.here.family
	row = rows(login(world.coordinator), user=mine.user, family=family)[0]
	assert (row["viewed_by"], row["record"], row["family"]) == (mine.user, ADDRESS, family)
	assert row["times"] >= 1
	assert row["family_name"] == frappe.db.get_value("Focus Family", family, "family_name")
	assert STREET not in run(login(world.coordinator)).text


def test_the_report_keeps_to_the_person_the_family_and_the_days_asked_for(login, world, mine, address):
	coordinator = login(world.coordinator)
	coordinator.get(resource(ADDRESS, address))
	assert {row["viewed_by"] for row in rows(coordinator, user=mine.user)} == {mine.user}
	assert world.coordinator in {row["viewed_by"] for row in rows(coordinator)}
	assert rows(coordinator, family=world.there.family) == []
	assert rows(coordinator, from_date="2020-01-01", to_date="2020-02-01") == []


def test_reading_the_report_is_no_look(login, world, address):
	before = looks(world.coordinator, address)
	run(login(world.coordinator))
	assert looks(world.coordinator, address) == before


def test_nobody_but_coordinators_reads_the_report(login, server, world, mine, address):
	with committing():
		manager, both = people.make_user("System Manager"), people.make_user(LIAISON, "Report Manager")
	for client in (mine, login(world.here.leader), login(manager), login(both)):
		answer = run(client)
		assert answer.status == 403, client.user
		assert world.here.family not in answer.text
	assert run(login(world.coordinator)).status == 200


def test_a_coordinator_who_is_kept_from_a_family_reads_nothing_on_it(login, world, mine, address):
	with committing():
		kept_away = make.make_coordinator()
		values = {"user": kept_away, "family": world.here.family, "reason": "A relative"}
		exclusion = make.insert("Access Exclusion", values).name
	login(world.coordinator).get(resource("Access Exclusion", exclusion))
	for filters in ({}, {"family": world.here.family}, {"user": world.coordinator}):
		assert world.here.family not in run(login(kept_away), **filters).text
	shown = {row["record"] for row in rows(login(world.coordinator), family=world.here.family)}
	assert shown == {ADDRESS, "Access Exclusion"}


def test_the_list_of_views_tells_nobody_of_an_address(server, world, mine, address):
	with committing():
		manager = people.make_user("System Manager", LIAISON)
	mine.get(resource(ADDRESS, address))
	answer = Client(server, manager).get(resource("View Log"), fields=["*"], limit_page_length=0)
	assert answer.status == 200
	assert address not in answer.text


SOUGHT = {
	"a count": ("frappe.client.get_count", {}),
	"the desk's count": ("frappe.desk.reportview.get_count", {"fields": [], "distinct": "false"}),
	"a list": ("frappe.client.get_list", {"fields": ["name"]}),
	"the next document": ("frappe.desk.form.utils.get_next", {"value": "", "prev": 0}),
	"counts in groups": ("frappe.desk.listview.get_group_by_count", {"field": "owner", "current_filters": True}),
	"a card": ("frappe.desk.doctype.number_card.number_card.get_result", {"doc": {"document_type": ADDRESS, "function": "Count"}}),
}  # fmt: skip
#: The ways in which the host takes a filter.
FORMS = (
	[["address_line", "like", "%Elm%"]],
	[[ADDRESS, "address_line", "like", "%Elm%"]],
	[{"ADDRESS_LINE": ["like", "%Elm%"]}],
	{"address_line": ["not like", "%Elm%"]},
	[["ifnull(`tabFamily Address`.`address_line`, '')", "like", "%Elm%"]],
)


@pytest.mark.parametrize("form", FORMS, ids=str)
@pytest.mark.parametrize("way", SOUGHT)
def test_what_is_written_in_an_address_is_not_searched(mine, address, way, form):
	method, values = SOUGHT[way]
	key = "current_filters" if "current_filters" in values else "filters"
	named = {} if "doc" in values else {"doctype": ADDRESS}
	answer = mine.call(method, **named, **{**values, key: form})
	assert answer.status == 403
	assert "is not searched, because who looks at it is noted" in answer.text


def test_a_chart_searches_no_address(mine, address):
	chart = {
		"name": "x",
		"document_type": ADDRESS,
		"chart_type": "Count",
		"filters_json": json.dumps(FORMS[0]),
	}
	answer = mine.call("frappe.desk.doctype.dashboard_chart.dashboard_chart.get", chart=chart)
	assert answer.status == 403
	assert "is not searched" in answer.text


def test_rows_are_counted_and_found_by_kind(mine, world, address):
	filters = {"family": world.here.family, "kind": ["in", ["Home", "Mailing"]]}
	assert mine.call("frappe.client.get_count", doctype=ADDRESS, filters=filters).data == 1
	assert mine.call("frappe.desk.reportview.get_count", doctype=ADDRESS, filters=[["kind", "!=", ""]], fields=[], distinct="false").data >= 1  # fmt: skip


def test_a_question_about_a_family_is_a_look_whatever_the_answer(mine, world, address):
	def ask(**filters: str) -> tuple[int, int]:
		before = looks(mine.user, address)
		filters = [[field, "=", value] for field, value in filters.items()]
		count = mine.call("frappe.client.get_count", doctype=ADDRESS, filters=filters).data
		return count, looks(mine.user, address) - before

	family = world.here.family
	assert ask(family=family, homeless_status="Shelter") == (0, 1)
	assert ask(family=family)[1] == 0
	assert ask(family=world.there.family, homeless_status="Shelter") == (0, 0)
