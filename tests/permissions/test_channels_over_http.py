"""Host channels that pass over row rules, tried over HTTP. Each refusal stands beside what is granted."""

import frappe
import pytest

from tests import factories as make
from tests.connection import committing
from tests.web import Answer, Client, resource
from tests.world import World

STATE_COUNT = "frappe.workflow.doctype.workflow.workflow.get_workflow_state_count"


@pytest.fixture(scope="module")
def mine(server: str, world: World) -> Client:
	return Client(server, world.here.liaison)


def found(client: Client, doctype: str, **params) -> set[str]:
	"""The names that a link search shows."""
	answer = client.call("frappe.desk.search.search_link", doctype=doctype, txt="", page_length=500, **params)
	body = frappe.parse_json(answer.text)
	return {row["value"] for row in body.get("results") or body.get("message") or []}


@pytest.mark.parametrize("ignored", [0, 1])
def test_link_search_shows_own_families_even_when_told_to_ignore_the_rule(mine, world, ignored):
	names = found(mine, "Focus Family", ignore_user_permissions=ignored)
	assert world.here.family in names
	assert world.there.family not in names


def test_link_search_finds_by_the_familys_name(mine, world):
	name = frappe.db.get_value("Focus Family", world.here.family, "family_name")
	answer = mine.call("frappe.desk.search.search_link", doctype="Focus Family", txt=name)
	assert world.here.family in answer.text
	foreign = frappe.db.get_value("Focus Family", world.there.family, "family_name")
	answer = mine.call("frappe.desk.search.search_link", doctype="Focus Family", txt=foreign)
	assert world.there.family not in answer.text


def test_link_search_finds_by_words_where_a_date_is_shown_too(mine, world):
	"""Newer hosts would read the words as the date."""
	name = frappe.db.get_value("Focus Family", world.here.family, "family_name")
	answer = mine.call("frappe.desk.search.search_link", doctype="Liaison Contact", txt=name)
	assert world.here.contact in answer.text


@pytest.mark.parametrize("method", ["frappe.client.get_count", "frappe.desk.reportview.get_count"])
def test_a_count_is_no_oracle_on_foreign_rows(mine, world, method):
	def count(family: str) -> int:
		return mine.call(method, doctype="Focus Family", filters=[["name", "=", family]]).data

	assert count(world.here.family) == 1
	assert count(world.there.family) == 0


def test_other_counts_are_the_hosts(mine):
	assert mine.call("frappe.client.get_count", doctype="Contact Channel", filters={}).data >= 6


def test_the_documents_in_each_state_of_a_workflow_are_counted_for_administrators_alone(mine, server, world):
	"""The host counts any column by any value for whoever may read the DocType, all rows of the district."""

	def count(client: Client, doctype: str, column: str) -> Answer:
		return client.call(STATE_COUNT, doctype=doctype, workflow_state_field=column, states=["Declined"])

	assert count(mine, "Focus Family", "family_name").status == 403
	assert count(mine, "Family Enrolment", "workflow_state").status == 403
	with committing():
		manager = make.make_user("System Manager")
	administrator = Client(server, manager)
	assert count(administrator, "Focus Family", "family_name").status == 403
	counted = count(administrator, "Family Enrolment", "workflow_state").data
	assert {row["workflow_state"]: row["count"] for row in counted}["Enrolled"] >= 2


def test_a_document_is_not_shared(mine, world):
	colleague = world.there.liaison
	answer = mine.call(
		"frappe.share.add", doctype="Focus Family", name=world.here.family, user=colleague, read=1
	)
	assert answer.status == 403
	assert frappe.db.count("DocShare", {"share_name": world.here.family}) == 0


def test_a_document_is_not_assigned_to_someone_who_may_not_read_it(mine, world):
	mine.call(
		"frappe.desk.form.assign_to.add",
		doctype="Focus Family", name=world.here.family, assign_to=[world.there.liaison],
	)  # fmt: skip
	frappe.db.rollback()
	assert frappe.db.count("DocShare", {"share_name": world.here.family}) == 0


@pytest.fixture(scope="module")
def traces(world: World) -> dict[str, str]:
	"""A tag, a comment and a file on the foreign family."""
	with committing():
		doc = frappe.get_doc("Focus Family", world.there.family)
		doc.add_tag("abuse")
		comment = doc.add_comment("Comment", "They moved to Elm Street")
		file = make.insert(
			"File",
			{
				"file_name": f"{frappe.generate_hash(length=6)}.txt",
				"content": "secret",
				"is_private": 1,
				"attached_to_doctype": "Focus Family",
				"attached_to_name": doc.name,
			},
		)
	return {"Comment": comment.name, "File": file.name, "url": file.file_url}


@pytest.mark.parametrize(
	("doctype", "column"),
	[
		("Tag Link", "document_name"),
		("File", "attached_to_name"),
		("Communication", "reference_name"),
	],
)
def test_lists_of_tags_files_and_mails_name_no_family(mine, world, traces, doctype, column):
	answer = mine.get(resource(doctype), fields=["name", column], limit_page_length=0)
	assert world.there.family not in answer.text


def test_a_foreign_file_is_not_read(mine, server, world, traces):
	assert mine.get(traces["url"]).status in (403, 404)
	answer = Client(server, world.there.liaison).get(traces["url"])
	assert (answer.status, answer.text) == (200, "secret")


def upload(client: Client, family: str, private: int = 1):
	return client.post(
		resource("File"),
		file_name=f"{frappe.generate_hash(length=6)}.txt",
		content="x",
		is_private=private,
		attached_to_doctype="Focus Family",
		attached_to_name=family,
	)


def test_a_file_is_put_on_the_own_family_and_on_no_foreign_one(mine, world):
	assert upload(mine, world.here.family).status == 200
	assert upload(mine, world.there.family).status == 403


def test_a_file_of_a_family_is_never_public(mine, world):
	answer = upload(mine, world.here.family, private=0)
	assert answer.status == 417
	assert "Files on these documents are private" in answer.sentence


@pytest.mark.parametrize("report", ["Family Worklist", "Activity by Involvement Type", "School Brief"])
def test_our_reports_are_neither_mailed_nor_prepared(report):
	mail = {
		"doctype": "Auto Email Report",
		"report": report,
		"user": "Administrator",
		"email_to": "a@example.org",
	}
	for values in (
		{**mail, "format": "HTML", "frequency": "Weekly", "day_of_week": "Monday"},
		{"doctype": "Prepared Report", "report_name": report},
	):
		with pytest.raises(frappe.PermissionError, match="neither mailed nor prepared"):
			frappe.get_doc(values).insert()


def test_reports_of_the_host_are_mailed_as_ever():
	report = frappe.get_all(
		"Report", filters={"module": "Core", "disabled": 0}, pluck="name", order_by="name", limit=1
	)
	values = {"report": report[0], "user": "Administrator", "email_to": "a@example.org", "filters": "{}"}
	mail = {**values, "doctype": "Auto Email Report", "format": "HTML", "frequency": "Daily"}
	assert frappe.get_doc(mail).insert().name
