"""An intruder has the host keep a report, a board, a form or a page, and runs it past the row rule.

Each refusal stands beside a grant.
"""

import json

import frappe
import pytest

from liaison_app.permissions.matrix import LIAISON
from tests import factories as make
from tests import people
from tests.connection import committing
from tests.partnership.plans import make_parent
from tests.web import Answer, Client, resource
from tests.world import World

SECRET = "They hide at Elm Street"
#: A form of the website that each site has.
PROFILE = "edit-profile"
INJECTED = "1=1) or (1=1"


@pytest.fixture(scope="module", autouse=True)
def _secret(world: World) -> None:
	"""The same is written of both families."""
	with committing():
		for family in (world.here.family, world.there.family):
			frappe.db.set_value("Focus Family", family, "safety_instruction", SECRET)


@pytest.fixture(scope="module")
def reporter(server: str, world: World) -> Client:
	"""A liaison who also makes the district's reports."""
	with committing():
		user = people.make_user(LIAISON, "Report Manager", "Script Manager")
		make.assign(world.here.name, user, LIAISON)
	return Client(server, user)


@pytest.fixture(scope="module")
def webmaster(server: str) -> Client:
	with committing():
		user = people.make_user("Website Manager")
	return Client(server, user)


@pytest.fixture(scope="module")
def clerk(server: str) -> Client:
	with committing():
		user = people.make_user("Accounts User")
	return Client(server, user)


def name_of(kind: str) -> str:
	return f"{kind} {frappe.generate_hash(length=8)}"


def test_a_stored_column_fetches_nothing_of_a_foreign_family(reporter):
	"""The host would read all rows of a DocType for it."""

	def store(doctype: str, field: str) -> int:
		columns = [
			{"fieldname": "family", "label": "Family"},
			{"fieldname": field, "doctype": doctype, "link_field": "family", "label": "x"},
		]
		return reporter.call(
			"frappe.desk.query_report.save_report",
			reference_report="Family Worklist", report_name=name_of("Mine"), columns=json.dumps(columns), filters="{}",
		).status  # fmt: skip

	assert store("Contact Channel", "way") == 200
	assert store("Focus Family", "safety_instruction") == 403
	assert store("Comment", "content") == 403


def stored_report(client: Client, **settings) -> Answer:
	"""A report on families, made in the host's builder."""
	values = {"fields": [["name", "Focus Family"], ["safety_instruction", "Focus Family"]], **settings}
	return client.call(
		"frappe.desk.reportview.save_report",
		name=name_of("Families"), doctype="Focus Family", report_settings=json.dumps(values),
	)  # fmt: skip


def test_sql_in_the_filters_of_a_stored_report_is_refused(mine):
	assert stored_report(mine, filters=[["Focus Family", "name", "like", "%"]]).status == 200
	assert stored_report(mine, filters=[INJECTED]).status == 403


def test_a_report_is_not_mailed_with_another_persons_rights(reporter, world):
	report = stored_report(reporter).data

	def mail_as(user: str) -> Answer:
		return reporter.post(
			resource("Auto Email Report"), report=report, user=user, email_to=reporter.user, format="CSV",
			frequency="Daily",
		)  # fmt: skip

	own = mail_as(reporter.user)
	assert own.status == 200
	for user in ("Administrator", world.coordinator):
		assert mail_as(user).status == 403
		assert reporter.put(resource("Auto Email Report", own.data["name"]), user=user).status == 403
	download = "/api/method/frappe.email.doctype.auto_email_report.auto_email_report.download"
	sent = reporter.get(download, name=own.data["name"])
	assert world.here.family in sent.text
	assert world.there.family not in sent.text


@pytest.fixture(scope="module")
def parent(server: str, world: World) -> Client:
	"""A parent on the school's team, who reads no family."""
	with committing():
		user = make_parent(world.here.name)
	return Client(server, user)


def save_report(client: Client) -> str:
	return stored_report(client, filters=[["Focus Family", "family_name", "like", SECRET]]).data


def save_filter(client: Client, **values) -> str:
	doc = {
		"doctype": "List Filter", "reference_doctype": "Focus Family", "filter_name": SECRET,
		"filters": json.dumps([["Focus Family", "family_name", "like", SECRET]]), **values,
	}  # fmt: skip
	return client.call("frappe.client.insert", doc=doc).data["name"]


def save_board(client: Client) -> str:
	doc = {
		"doctype": "Kanban Board", "kanban_board_name": name_of("Board"), "reference_doctype": "Focus Family",
		"field_name": "safety_instruction", "columns": [{"column_name": SECRET}],
	}  # fmt: skip
	return client.call("frappe.client.insert", doc=doc).data["name"]


SAVE = {"Report": save_report, "List Filter": save_filter, "Kanban Board": save_board}


def sees(client: Client, doctype: str, name: str) -> tuple[bool, bool]:
	"""Whether a user is shown it in the list, and opens it."""
	listed = client.call("frappe.client.get_list", doctype=doctype, filters={"name": name}, fields=["*"])
	opened = client.get(resource(doctype, name))
	assert opened.status in (200, 403)
	return bool(listed.data), opened.status == 200


@pytest.mark.parametrize("doctype", SAVE)
def test_what_a_liaison_saves_on_families_tells_nobody_else_whom_she_looks_for(
	mine, parent, leader, nobody, server, world, doctype
):
	name = SAVE[doctype](mine)
	assert sees(mine, doctype, name) == (True, True)
	for other in (parent, leader, nobody, Client(server, world.there.liaison)):
		assert sees(other, doctype, name) == (False, False)


@pytest.mark.parametrize("doctype", SAVE)
def test_what_a_coordinator_saves_is_offered_to_whoever_reads_families(
	mine, parent, leader, nobody, coordinator, doctype
):
	name = SAVE[doctype](coordinator)
	for reader in (coordinator, mine, leader):
		assert sees(reader, doctype, name) == (True, True)
	for other in (parent, nobody):
		assert sees(other, doctype, name) == (False, False)


@pytest.mark.parametrize("doctype", SAVE)
def test_a_link_field_finds_what_somebody_saved_for_nobody_else(mine, parent, nobody, doctype):
	name = SAVE[doctype](mine)

	def found(client: Client) -> bool:
		given = {"doctype": doctype, "txt": "", "ignore_user_permissions": 1, "page_length": 500}
		answer = client.call("frappe.desk.search.search_widget", filters={"name": name}, as_dict=1, **given)
		return name in answer.text

	assert found(mine)
	assert not found(parent) and not found(nobody)


def test_a_board_is_handed_out_by_its_name_to_nobody_else(mine, parent, nobody):
	board = save_board(mine)
	path = "frappe.desk.doctype.kanban_board.kanban_board.update_order"
	assert mine.call(path, board_name=board, order={}).status == 200
	for other in (parent, nobody):
		answer = other.call(path, board_name=board, order={})
		assert answer.status == 403 and SECRET not in answer.text


def test_a_coordinators_own_filter_is_offered_to_nobody(mine, coordinator):
	name = save_filter(coordinator, for_user=coordinator.user)
	assert sees(coordinator, "List Filter", name) == (True, True)
	assert sees(mine, "List Filter", name) == (False, False)


def test_a_saved_filter_is_not_pulled_over_by_turning_it_to_another_list(mine, parent):
	name = save_filter(mine)
	for turned in ({"reference_doctype": "Note"}, {"owner": parent.user}):
		assert parent.put(resource("List Filter", name), **turned).status == 403
	assert sees(parent, "List Filter", name) == (False, False)
	assert mine.put(resource("List Filter", name), reference_doctype="Note").status == 200


def test_what_is_saved_on_the_hosts_own_documents_stays_the_hosts(mine, parent):
	name = save_filter(mine, reference_doctype="Note", filters="[]")
	assert sees(parent, "List Filter", name) == (True, True)


def test_a_form_of_the_website_lists_no_families(mine, nobody):
	path = "frappe.website.doctype.web_form.web_form.get_link_options"

	def options(client: Client, doctype: str) -> Answer:
		return client.call(path, web_form_name=PROFILE, doctype=doctype, allow_read_on_all_link_options=1)

	if frappe.get_attr(path) in frappe.whitelisted:  # newer hosts let nobody call it
		assert "Phone Call" in options(mine, "Contact Channel").text
	for client in (mine, nobody):
		for doctype in ("Focus Family", "Family Phone", "Comment"):
			assert options(client, doctype).status == 403


def test_a_form_of_the_website_opens_no_document_to_who_made_it_once(server):
	"""The host lets whoever made a document read it in a form, when the assignment has long ended."""
	with committing():
		school = make.make_school()
		former = make.make_liaison(school)
		family = make.make_family(school, former)
		frappe.db.set_value("Focus Family", family, {"owner": former, "safety_instruction": SECRET})
		days = {"starts_on": "2020-01-01", "last_day": "2020-02-01"}
		frappe.db.set_value("School Assignment", {"user": former}, days)
	client = Client(server, former)

	def ask(doctype: str) -> Answer:
		return client.call(
			"frappe.website.doctype.web_form.web_form.get_form_data", doctype=doctype, web_form_name=PROFILE
		)

	assert ask("Note").status == 200
	assert ask("Focus Family").status == 403


def test_no_form_of_the_website_is_made_on_families(webmaster):
	"""What is sent by it would be written past the row rule: an enrolment, the staff of a school."""

	def make_form(doctype: str, field: str, **options) -> int:
		title = name_of("Form")
		doc = {
			"doctype": "Web Form", "title": title, "route": frappe.scrub(title), "doc_type": doctype,
			"module": "Website", "login_required": 1, "published": 1,
			"web_form_fields": [{"fieldname": field, "label": "x", "fieldtype": "Data", **options}],
		}  # fmt: skip
		return webmaster.call("frappe.client.insert", doc=doc).status

	assert make_form("Note", "content") == 200
	assert make_form("Family Enrolment", "reason") == 403
	assert make_form("Liaison School", "school_name") == 403
	assert make_form("Note", "title", fieldtype="Link", options="Focus Family") == 403


def test_a_page_of_the_website_runs_no_query(webmaster):
	def make_page(text: str) -> int:
		title = name_of("Page")
		doc = {
			"doctype": "Web Page", "title": title, "route": frappe.scrub(title), "published": 1,
			"content_type": "HTML", "dynamic_template": 1, "main_section_html": text,
		}  # fmt: skip
		return webmaster.call("frappe.client.insert", doc=doc).status

	assert make_page("<p>{{ title }}</p>") == 200
	for text in (
		"{{ frappe.get_all('Focus Family', fields=['*']) }}",
		"{{{ title }}{ frappe.get_all('Focus Family') }}",
		"{% for row in frappe.get_all('Focus Family') %}{{ row.name }}{% endfor %}",
		"{{ doc.update({'doctype': 'Focus Family', 'name': 'FAM-00001'}) }}",
	):
		assert make_page(text) == 403, text


def test_what_a_system_manager_wrote_on_a_page_stays(webmaster):
	with committing():
		text = "<p>{{ frappe.format_date('2026-01-01') }}</p>"
		page = make.insert(
			"Web Page",
			{"title": name_of("Page"), "content_type": "HTML", "main_section_html": text},
		).name
	assert webmaster.put(resource("Web Page", page), show_title=1).status == 200
	assert webmaster.put(resource("Web Page", page), main_section_html=text + "{{ x() }}").status == 403


def test_a_repeated_mail_is_not_tried_on_a_foreign_family(clerk, world):
	def preview(doctype: str, name: str, message: str) -> Answer:
		return clerk.call(
			"frappe.automation.doctype.auto_repeat.auto_repeat.generate_message_preview",
			reference_dt=doctype, reference_doc=name, message=message,
		)  # fmt: skip

	assert clerk.user in preview("User", clerk.user, "{{ doc.name }}").text
	assert preview("Focus Family", world.there.family, "{{ doc.safety_instruction }}").status == 403
	assert preview("User", clerk.user, "{{ frappe.get_all('Focus Family', fields=['*']) }}").status == 403


def test_a_board_does_not_tell_what_a_foreign_card_says(mine, world):
	"""The host would say yes to the right guess, and refuse a wrong one."""
	board = mine.post(
		resource("Kanban Board"), kanban_board_name=name_of("Board"), reference_doctype="Focus Family",
		field_name="safety_instruction", private=1,
	)  # fmt: skip

	def guess(family: str, text: str) -> int:
		return mine.call(
			"frappe.desk.doctype.kanban_board.kanban_board.update_order",
			board_name=board.data["name"], order={text: [family]},
		).status  # fmt: skip

	assert guess(world.here.family, SECRET) == 200
	assert guess(world.there.family, SECRET) == guess(world.there.family, "x") == 403


def test_sql_in_the_filters_of_a_board_is_refused(mine, world):
	def make_board(filters: list) -> Answer:
		doc = {
			"doctype": "Kanban Board", "kanban_board_name": name_of("Board"), "reference_doctype": "Focus Family",
			"field_name": "safety_instruction", "filters": json.dumps(filters), "columns": [{"column_name": SECRET}],
		}  # fmt: skip
		return mine.call("frappe.client.insert", doc=doc)

	made = make_board([["Focus Family", "name", "like", "%"]])
	assert world.here.family in made.text
	assert world.there.family not in made.text
	assert make_board([INJECTED]).status == 403
