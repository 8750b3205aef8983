"""What is posted past the desk: a sentence to whoever posts, and nothing of the site's inside."""

import json
import urllib.error
import urllib.request

import pytest

from tests import factories as make
from tests import people
from tests.connection import committing
from tests.robust.fuzzing import INTERNALS
from tests.web import Answer, Client, resource


@pytest.fixture(scope="module")
def mine(server: str, world) -> Client:
	return Client(server, world.here.liaison)


def post(client: Client, path: str, verb: str = "POST", **values) -> Answer:
	"""Values as JSON, of whatever kind."""
	return client._open(verb, path, json.dumps(values).encode(), "application/json")


def contact_of(world, **values) -> dict:
	usual = make.contact_values(world.here.family, world.here.name, world.here.liaison, **values)
	return {name: str(value) for name, value in usual.items() if name != "doctype"}


def test_a_usual_contact_is_posted(mine, world):
	assert post(mine, resource("Liaison Contact"), **contact_of(world)).status == 200


@pytest.mark.parametrize(
	("doctype", "rule"),
	[("Liaison Contact", "WORK_DATE"), ("Home Visit", "HELD"), ("Liaison Contact", "ledger_lines"),
		("Home Visit", "STATUSES"), ("Liaison Contact", "_validate_links"), ("Liaison Contact", "validate")],
)  # fmt: skip
def test_what_is_posted_takes_no_rules_place(mine, world, doctype, rule):
	answer = post(mine, resource(doctype), **contact_of(world), **{rule: ["Planned"]})
	assert answer.status == 417
	assert f"{rule} is no field of {doctype}" in answer.sentence
	contact = resource("Liaison Contact", world.here.contact)
	assert post(mine, contact, "PUT", **{rule: ["Planned"]}).status in (200, 417)


@pytest.mark.parametrize("disguise", [{}, {"doctype": "User"}, {"doctype": 7}, {"doctype": ["User"]}])
def test_a_link_is_no_filter_in_whatever_disguise(mine, world, disguise):
	question = {"family_name": ["like", "%"]}
	values = {**contact_of(world), "family": question}
	assert post(mine, resource("Liaison Contact"), **{**values, **disguise}).status == 403
	assert post(mine, resource("Liaison Contact"), data=json.dumps({**values, **disguise})).status == 403
	set_value = "/api/method/frappe.client.set_value"
	link = {"doctype": "Liaison Contact", "name": world.here.contact, "fieldname": "family"}
	assert post(mine, set_value, **link, value=question).status in (403, 417)
	assert post(mine, set_value, **link, value=["like", "%"]).status in (403, 417)
	assert post(mine, set_value, **link, value=world.here.family).status == 200


@pytest.mark.parametrize(
	("field", "value", "sentence"),
	[
		("summary", ["a", "b"], "Summary: give text or a number, not a list."),
		("summary", 7, "Summary: give text."),
		("staff_minutes", float("nan"), "Staff Minutes: the number is too large."),
		("staff_minutes", 10**400, "Staff Minutes: the number is too large."),
		("contacted_at", "0001-01-01", "0001-01-01 cannot be meant"),
		("contacted_at", "<b>soon</b>", "&lt;b&gt;soon&lt;/b&gt; cannot be meant"),
		("students", "Sam", "give a list of rows"),
		("students", ["Sam"], "give a list of rows"),
		("summary", "\ud83d", "cut in half"),
		("docstatus", "x", "give 0, 1 or 2"),
	],
)
def test_a_value_of_the_wrong_kind_is_refused_by_the_fields_name(mine, world, field, value, sentence):
	answer = post(mine, resource("Liaison Contact"), **{**contact_of(world), field: value})
	assert answer.status == 417
	assert sentence in answer.sentence


def test_a_missing_argument_is_named(mine):
	answer = mine.call("liaison_app.families.contact_card.get_contact_card")
	assert (answer.status, answer.sentence) == (417, "family is missing.")


#: The host stumbles over it: no list has this shape.
BROKEN = {"filters": "{", "fields": "["}


def test_whoever_works_with_families_reads_one_sentence_where_the_host_breaks(mine):
	answer = mine.get(resource("Focus Family"), **BROKEN)
	assert answer.status == 500
	[sentence] = json.loads(json.loads(answer.text)["exc"])
	assert sentence.startswith("This did not work, and nothing was saved.")
	assert not INTERNALS.search(answer.text)


def test_a_refusal_tells_its_sentence_and_no_traceback(mine):
	answer = mine.call("liaison_app.families.contact_card.get_contact_card", family="no such family")
	assert answer.status in (403, 404)
	assert not INTERNALS.search(answer.text)
	assert json.loads(answer.text)["exc"]


def test_a_list_shows_nobody_the_rule_by_which_it_was_chosen(mine, world):
	"""The rule names the families that a user is kept from."""
	with committing():
		hidden = make.make_family(world.here.name, world.here.liaison)
		values = {"family": hidden, "user": world.here.liaison, "reason": "A relative"}
		make.insert("Access Exclusion", values)
	answer = mine.get(resource("Focus Family"), debug=1, fields=["name"])
	assert world.here.family in answer.text
	assert hidden not in answer.text
	assert not INTERNALS.search(answer.text)


def test_a_page_that_breaks_shows_no_traceback(mine):
	url = f"{mine.address}{resource('Focus Family')}?fields=%5B"
	try:
		page = mine.opener.open(urllib.request.Request(url, headers={"Accept": "text/html"})).read()
	except urllib.error.HTTPError as broken:  # Frappe 16 says so by the status, too
		page = broken.read()
	assert b"Server Error" in page
	assert not INTERNALS.search(page.decode().split("<body")[1])


def test_a_system_manager_reads_what_broke(server):
	with committing():
		user = people.make_user("System Manager")
	answer = Client(server, user).get(resource("ToDo"), **BROKEN)
	assert answer.status == 500
	assert "Traceback" in answer.text
