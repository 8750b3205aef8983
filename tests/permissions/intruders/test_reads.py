"""An intruder asks the host's own endpoints about a foreign family, over HTTP. Each refusal stands beside a grant."""

import json

import frappe
import pytest

from tests import factories as make
from tests.connection import committing
from tests.web import Answer, Client, resource
from tests.world import World

INJECTED = "1=1 or 1=1"
CHART = "frappe.desk.doctype.dashboard_chart.dashboard_chart.get"


@pytest.fixture(scope="module")
def secrets(world: World) -> dict[str, str]:
	"""What is known of the foreign family, and a child of it at the school of the intruder."""
	with committing():
		doc = frappe.get_doc("Focus Family", world.there.family)
		doc.safety_instruction = "They hide at Elm Street"
		doc.save()
		doc.add_tag("abuse")
		sibling = make.make_student(world.there.family, world.here.name)
		step = make.insert(
			"Next Step",
			{
				"what": "Call back",
				"assignee": world.there.leader,
				"due_on": frappe.utils.nowdate(),
				"family": world.there.family,
				"school": world.here.name,
			},
		).name
		# Handed on while the family was at this school: today the rule would refuse it.
		frappe.db.set_value("Next Step", step, "assignee", world.here.leader)
	return {"name": doc.family_name, "sibling": sibling, "step": step}


@pytest.fixture(scope="module")
def tagged(world: World) -> None:
	with committing():
		frappe.get_doc("Focus Family", world.here.family).add_tag("abuse")


def body(client: Client, endpoint: str, **values) -> Answer:
	"""A POST of JSON, in which a parameter may be a dict."""
	return client._open("POST", f"/api/method/{endpoint}", json.dumps(values).encode(), "application/json")


def own_name(world: World) -> str:
	return frappe.db.get_value("Focus Family", world.here.family, "family_name")


def test_a_document_is_not_guessed_by_what_it_says(mine, nobody, world, secrets):
	"""403 where it exists and 404 where not would answer any question on any field."""

	def ask(client: Client, name: str) -> int:
		return client.call(
			"frappe.client.get", doctype="Focus Family", filters={"family_name": ["like", name]}
		).status

	assert ask(mine, own_name(world)) == 200
	for client in (mine, nobody):
		assert ask(client, secrets["name"]) == ask(client, "No Such Family") != 200


@pytest.mark.parametrize(
	("method", "doctype_key", "name_key", "more"),
	[
		("frappe.client.get", "doctype", "name", {}),
		("frappe.desk.form.load.getdoc", "doctype", "name", {}),
		("frappe.client.delete", "doctype", "name", {}),
		("frappe.client.set_value", "doctype", "name", {"fieldname": "strengths", "value": "x"}),
		("frappe.desk.doctype.tag.tag.add_tag", "dt", "dn", {"tag": "x"}),
		("run_doc_method", "dt", "dn", {"method": "x"}),
	],
)
def test_a_name_that_is_a_question_is_refused(mine, secrets, method, doctype_key, name_key, more):
	def ask(name: str) -> tuple[int, str]:
		values = {doctype_key: "Focus Family", name_key: {"family_name": name}, **more}
		answer = body(mine, method, **values)
		return answer.status, answer.text.replace(name, "")

	assert ask(secrets["name"])[0] == ask("No Such Family")[0] == 403


def count_of(answer: Answer) -> int:
	return answer.data if answer.status == 200 else 0


def test_sql_in_a_filter_is_refused_by_our_count(mine, world):
	good = mine.call("frappe.client.get_count", doctype="Focus Family", filters=[["name", "like", "%"]])
	assert good.data >= 1
	answer = mine.call("frappe.client.get_count", doctype="Focus Family", filters=[INJECTED])
	assert answer.status != 200


@pytest.mark.parametrize("doctype", ["Next Step", "Family Member", "Contact Channel"])
def test_sql_in_a_filter_is_refused_by_link_search(mine, world, doctype):
	good = mine.call(
		"frappe.desk.search.search_link", doctype=doctype, txt="", filters=[["name", "like", "%"]]
	)
	assert good.status == 200
	answer = mine.call("frappe.desk.search.search_link", doctype=doctype, txt="", filters=[INJECTED])
	assert answer.status != 200


def test_sql_in_a_filter_is_refused_by_number_cards(mine, world):
	def card(filters: list) -> Answer:
		doc = {"document_type": "Focus Family", "function": "Count"}
		return mine.call("frappe.desk.doctype.number_card.number_card.get_result", doc=doc, filters=filters)

	assert card([["Focus Family", "name", "like", "%"]]).data >= 1
	assert card([INJECTED]).status != 200
	assert card(["count(*) as result", INJECTED]).status != 200


def chart(client: Client, doctype: str, filters: list, **values) -> Answer:
	given = {
		"name": "x", "document_type": doctype, "based_on": "modified", "chart_type": "Count", "type": "Line",
		"timespan": "Last Year", "time_interval": "Yearly", "filters_json": json.dumps(filters), **values,
	}  # fmt: skip
	return client.call(CHART, chart=given, no_cache=1)


def test_sql_in_a_filter_is_refused_by_charts(mine, world):
	assert chart(mine, "Focus Family", [["Focus Family", "name", "like", "%", False]]).status == 200
	assert chart(mine, "Focus Family", [INJECTED]).status != 200


def test_sql_in_the_filters_of_a_stored_chart_is_refused(mine, world):
	given = {
		"chart_name": frappe.generate_hash(length=8), "document_type": "Focus Family", "based_on": "modified",
		"chart_type": "Count", "type": "Line", "timespan": "Last Year", "time_interval": "Yearly", "timeseries": 1,
	}  # fmt: skip
	statuses = []
	for filters in ([["Focus Family", "name", "like", "%", False]], [INJECTED]):
		made = mine.call(
			"frappe.desk.doctype.dashboard_chart.dashboard_chart.create_dashboard_chart",
			args={**given, "filters_json": json.dumps(filters)},
		)
		statuses.append(mine.call(CHART, chart_name=made.data["name"]).status)
	assert statuses == [200, 403]


@pytest.mark.parametrize("doctype", ["Focus Family", "Family Address", "Version", "List Filter", "Report"])
def test_a_heatmap_counts_no_row_of_ours(mine, nobody, world, doctype):
	for client in (mine, nobody):
		assert chart(client, doctype, [], type="Heatmap").status == 403


def test_a_heatmap_of_other_documents_is_the_hosts(mine):
	assert chart(mine, "Contact Channel", [], type="Heatmap").status == 200


def test_the_bars_of_a_chart_name_no_family_that_a_child_links_to(mine, world, secrets):
	bars = {"chart_type": "Group By", "group_by_type": "Count", "type": "Bar"}
	answer = chart(mine, "Focus Student", [], group_by_based_on="family", **bars)
	assert secrets["name"] not in answer.text
	assert "A chart by Family is not offered" in answer.sentence
	assert world.here.name in chart(mine, "Focus Student", [], group_by_based_on="school", **bars).text


def test_sql_in_the_group_counts_of_a_list_is_refused(mine, world):
	def ask(filters: list) -> Answer:
		return mine.call(
			"frappe.desk.listview.get_group_by_count",
			doctype="Focus Family", current_filters=json.dumps(filters), field="home_language",
		)  # fmt: skip

	assert ask([]).status == 200
	assert ask([INJECTED]).status != 200


@pytest.mark.parametrize("doctype", ["Focus Student", "Next Step"])
@pytest.mark.parametrize("field", ["family.safety_instruction", "family.family_name as found"])
def test_a_field_beyond_a_link_is_not_read(leader, secrets, doctype, field):
	"""A school that sees the child, or was handed a step, does not see the family."""
	plain = leader.get(resource(doctype), fields=["name", "school"], limit_page_length=0)
	assert secrets["sibling"] in plain.text or secrets["step"] in plain.text
	for answer in (
		leader.get(resource(doctype), fields=["name", field], limit_page_length=0),
		leader.call("frappe.client.get_list", doctype=doctype, fields=["name", field], limit_page_length=0),
		leader.call("frappe.desk.reportview.get", doctype=doctype, fields=["name", field], page_length=99),
		leader.call(
			"frappe.client.get_value",
			doctype=doctype,
			filters={"name": secrets["sibling"]},
			fieldname=[field],
		),
	):
		assert answer.status != 200
		assert "Elm Street" not in answer.text and secrets["name"] not in answer.text


def test_a_filter_or_an_order_beyond_a_link_is_refused(leader, secrets):
	for how in (
		{"filters": [["Focus Family", "safety_instruction", "like", "%Elm%"]]},
		{"filters": {"family.safety_instruction": ["like", "%Elm%"]}},
		{"order_by": "family.safety_instruction asc"},
		{"group_by": "family.safety_instruction"},
	):
		answer = leader.get(resource("Focus Student"), **how)
		assert answer.status != 200, how


def test_tags_name_no_foreign_document(mine, world, secrets, tagged):
	answer = mine.call("frappe.desk.doctype.tag.tag.get_tagged_docs", doctype="Focus Family", tag="%abuse%")
	assert world.here.family in answer.text
	assert world.there.family not in answer.text


FOREIGN = [
	("frappe.desk.doctype.tag.tag.add_tag", {"dt": "Focus Family", "dn": "{}", "tag": "x1"}),
	("frappe.desk.doctype.tag.tag.add_tags", {"dt": "Focus Family", "docs": ["{}"], "tags": ["x2"]}),
	("frappe.desk.doctype.tag.tag.remove_tag", {"dt": "Focus Family", "dn": "{}", "tag": "x1"}),
	("frappe.desk.like.toggle_like", {"doctype": "Focus Family", "name": "{}", "add": "Yes"}),
	("frappe.desk.form.linked_with.get", {"doctype": "Focus Family", "docname": "{}"}),
	("frappe.desk.form.linked_with.get_submitted_linked_docs", {"doctype": "Focus Family", "name": "{}"}),
	("frappe.desk.form.document_follow.get_follow_users", {"doctype": "Focus Family", "doc_name": "{}"}),
	("frappe.client.validate_link", {"doctype": "Focus Family", "docname": "{}", "fields": "[]"}),
	("frappe.desk.notifications.get_open_count", {"doctype": "Focus Family", "name": "{}", "items": "[]"}),
	("frappe.desk.search.get_link_title", {"doctype": "Focus Family", "docname": "{}"}),
	("frappe.desk.form.load.get_docinfo", {"doctype": "Focus Family", "name": "{}"}),
]  # fmt: skip


@pytest.mark.parametrize(("method", "values"), FOREIGN, ids=[method for method, _values in FOREIGN])
def test_an_endpoint_that_takes_a_document_takes_no_foreign_one(mine, world, method, values):
	def ask(family: str) -> Answer:
		return mine.call(method, **json.loads(json.dumps(values).replace("{}", family)))

	assert ask(world.here.family).status == 200
	assert ask(world.there.family).status == 403


def test_a_mention_of_oneself_does_not_tell_a_foreign_name(mine, world, secrets):
	mention = f'<span class="mention" data-id="{world.here.liaison}" data-value="x">@x</span>'

	def comment(family: str) -> Answer:
		return mine.call(
			"frappe.desk.form.utils.add_comment",
			reference_doctype="Focus Family", reference_name=family, content=mention,
			comment_email=world.here.liaison, comment_by="x",
		)  # fmt: skip

	assert comment(world.here.family).status == 200
	assert comment(world.there.family).status == 403
	values = {"comment_type": "Comment", "reference_doctype": "Focus Family", "content": mention}
	doc = {"doctype": "Comment", "reference_name": world.there.family, **values}
	assert mine.call("frappe.client.insert", doc=doc).status == 403
	frappe.db.rollback()
	subjects = " ".join(
		frappe.get_all(
			"Notification Log", filters={"for_user": world.here.liaison}, pluck="subject", order_by="name"
		)
	)
	assert secrets["name"] not in subjects


@pytest.mark.parametrize(
	("doctype", "values"),
	[
		("ToDo", {"description": "x", "reference_type": "Focus Family", "reference_name": "{}"}),
		("Document Follow", {"ref_doctype": "Focus Family", "ref_docname": "{}"}),
		(
			"Communication",
			{"subject": "x", "content": "x", "reference_doctype": "Focus Family", "reference_name": "{}"},
		),
		("Tag Link", {"document_type": "Focus Family", "document_name": "{}", "tag": "x9"}),
	],
)
def test_no_record_of_the_host_is_hung_on_a_foreign_family(mine, world, doctype, values):
	def hang(family: str) -> int:
		given = json.loads(json.dumps(values).replace("{}", family))
		doc = {"doctype": doctype, **given, "user": world.here.liaison, "allocated_to": world.here.liaison}
		return mine.call("frappe.client.insert", doc=doc).status

	assert hang(world.there.family) != 200
	assert doctype != "ToDo" or hang(world.here.family) == 200


def test_the_address_of_a_foreign_file_opens_nothing(mine, world):
	with committing():
		file = make.insert(
			"File",
			{
				"file_name": f"{frappe.generate_hash(length=6)}.txt",
				"content": "order of the court",
				"is_private": 1,
				"attached_to_doctype": "Focus Family",
				"attached_to_name": world.there.family,
			},
		)
	own = {"attached_to_doctype": "Focus Family", "attached_to_name": world.here.family}
	for url in (file.file_url, file.file_url.replace("/files/", "/files/./")):
		for values in ({}, own):
			answer = mine.post(resource("File"), file_url=url, is_private=1, file_name="a.txt", **values)
			assert answer.status == 403, answer.text
	taken = mine.call(
		"frappe.client.insert", doc={"doctype": "File", "file_url": file.file_url, "is_private": 1}
	)
	assert taken.status == 403
	uploaded = mine.post(
		resource("File"), file_name="b.txt", content="order of the court", is_private=1, **own
	)
	assert uploaded.status == 200
	mine.delete(resource("File", uploaded.data["name"]))
	assert mine.get(file.file_url).status in (403, 404)
	assert (
		"order of the court"
		not in mine.post("/api/method/frappe.core.api.file.zip_files", files=[file.name]).text
	)


def test_group_counts_by_assignee_count_own_rows_alone(mine, world):
	with committing():
		make.insert(
			"ToDo",
			{
				"description": "x",
				"allocated_to": world.there.liaison,
				"reference_type": "Focus Family",
				"reference_name": world.there.family,
			},
		)
	answer = mine.call(
		"frappe.desk.listview.get_group_by_count",
		doctype="Focus Family",
		current_filters="[]",
		field="assigned_to",
	)
	assert answer.status == 200
	assert world.there.liaison not in answer.text


def rows_of_all(doctype: str) -> list[tuple[str, dict]]:
	"""Requests for all rows of a DocType, past any list."""
	return [
		("frappe.desk.query_report.get_data_for_custom_field", {"doctype": doctype, "field": "name"}),
		("frappe.geo.utils.get_coords", {"doctype": doctype, "filters": "{}", "type": "coordinates"}),
		(
			"frappe.desk.treeview.get_all_nodes",
			{
				"doctype": doctype, "label": "x", "parent": "name", "states": "[]",
				"tree_method": "frappe.workflow.doctype.workflow.workflow.get_workflow_state_count",
			},
		),
		(
			"frappe.desk.query_report.run",
			{
				"report_name": "ToDo",
				"custom_columns": [{"doctype": doctype, "fieldname": "name", "link_field": "description"}],
			},
		),
	]  # fmt: skip


@pytest.mark.parametrize("number", range(4))
def test_all_rows_of_a_doctype_are_not_handed_out_past_its_list(mine, number):
	for doctype in ("Family Address", "Home Visit"):
		method, values = rows_of_all(doctype)[number]
		answer = mine.call(method, **values)
		assert answer.status == 403, method
		assert "not offered for families" in answer.text
	method, values = rows_of_all("Contact Channel")[number]
	assert "not offered for families" not in mine.call(method, **values).text


def test_a_months_figures_of_foreign_rows_are_no_oracle(mine, world):
	def ask(doctype: str) -> Answer:
		return mine.call(
			"frappe.utils.goal.get_monthly_goal_graph_data",
			title="x", doctype="Contact Channel", docname="Phone Call", goal_value_field="position",
			goal_total_field="position", goal_history_field="position", goal_doctype=doctype, goal_doctype_link="name",
			goal_field="name", date_field="creation", aggregation="count", filters={"name": world.there.family},
		)  # fmt: skip

	assert ask("Contact Channel").status != 403
	assert ask("Focus Family").status == 403


def test_an_outdated_copy_does_not_tell_when_a_foreign_family_was_changed(mine, world):
	"""The host compares the time of a document that is posted before it asks who may see it."""

	def ask(family: str) -> Answer:
		doc = {"doctype": "Focus Family", "name": family, "modified": "2020-01-01 00:00:00"}
		return mine.post("/api/method/run_doc_method", docs=json.dumps(doc), method="get_title")

	assert "has been modified" in ask(world.here.family).text
	answer = ask(world.there.family)
	assert answer.status == 403
	assert "has been modified" not in answer.text


def test_a_list_of_the_website_shows_own_families_alone(mine, world):
	answer = mine.call("frappe.www.list.get", doctype="Focus Family")
	assert world.here.family in answer.text
	assert world.there.family not in answer.text
