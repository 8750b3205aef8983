"""Who may give a sign of life for a visit, take its alarm, and see who is out; and who must not. Over HTTP."""

import frappe
import pytest
from frappe.utils import get_fullname

from liaison_app.safety.alarm import ring
from tests import appointments as plan
from tests import factories as make
from tests.connection import committing
from tests.web import resource

SIGNS = ("arrive", "stay_longer", "come_back", "take_alarm")


@pytest.fixture(scope="module")
def people(world) -> dict:
	"""The office that is alarmed, another one, a colleague, and a coordinator who is kept from the family."""
	with committing():
		return frappe._dict(
			office=make.make_user("Report Manager"),
			other_office=make.make_user("Report Manager"),
			colleague=make.make_liaison(world.here.name),
			kept_away=make.make_coordinator(),
		)


@pytest.fixture
def visit(world, people):
	"""A visit whose visitors are overdue, of a family that hides; its alarm was raised."""
	with committing():
		family = make.make_family(world.here.name, world.here.liaison, family_name=make.unique("Quispe"))
		make.insert(
			"Family Address", {"family": family, "kind": "Home", "protected": 1, "homeless_status": "Shelter"}
		)
		exclusion = {"user": people.kept_away, "family": family, "reason": "A relative"}
		make.insert("Access Exclusion", exclusion)
		doc = plan.make_visit(
			family,
			world.here.name,
			world.here.liaison,
			planned_start=plan.ago(15),
			alarm_person=people.office,
		)
		plan.keep_waiting(doc)
		ring()
		return frappe.get_doc("Home Visit", doc.name)


def say(client, sign: str, visit):
	return client.call(f"liaison_app.safety.check_in.{sign}", visit=visit.name)


def out(client, visit) -> dict | None:
	"""What a user sees of the visit on the page."""
	answer = client.get("/api/method/liaison_app.safety.who_is_out.who_is_out")
	return next((row for row in answer.data["rows"] if row["name"] == visit.name), None)


def stored(visit, field: str):
	frappe.db.rollback()
	return frappe.db.get_value("Home Visit", visit.name, field)


@pytest.mark.parametrize("sign", SIGNS)
def test_strangers_colleagues_principals_and_the_excluded_say_nothing(login, world, people, visit, sign):
	for user in (
		world.there.liaison,
		world.here.leader,
		people.colleague,
		people.other_office,
		people.kept_away,
	):
		assert say(login(user), sign, visit).status == 403, user
	speaker = people.office if sign == "take_alarm" else world.here.liaison
	assert say(login(speaker), sign, visit).status == 200


@pytest.mark.parametrize("sign", SIGNS)
def test_a_visit_that_is_not_there_is_refused_in_the_same_words(login, world, visit, sign):
	stranger = login(world.there.liaison)
	one, other = say(stranger, sign, visit), say(stranger, sign, frappe._dict(name="VIS-99999"))
	assert (one.status, one.sentence) == (other.status, other.sentence)


def test_the_visitors_do_not_take_their_own_alarm(login, world, visit):
	assert say(login(world.here.liaison), "take_alarm", visit).status == 403
	assert say(login(world.coordinator), "take_alarm", visit).status == 200
	assert stored(visit, "alarm_taken_by") == world.coordinator
	assert out(login(world.coordinator), visit)["alarm_taken_by_name"] == get_fullname(world.coordinator)


def test_the_named_person_ends_the_alarm_and_cannot_open_the_visit(login, people, visit):
	office = login(people.office)
	assert office.get(resource("Home Visit", visit.name)).status == 403
	assert say(office, "come_back", visit).status == 200
	assert stored(visit, "checked_in_by") == people.office


def test_the_named_person_does_not_change_when_visitors_are_expected(login, people, visit):
	assert say(login(people.office), "stay_longer", visit).status == 403


def test_who_is_out_tells_each_no_more_than_they_need(login, world, people, visit):
	office = login(people.office)
	page = office.get("/api/method/liaison_app.safety.who_is_out.who_is_out").text
	assert out(office, visit)["is_alarmed"]
	for words in (visit.family, visit.family_name, world.here.name, "protected", "helter"):
		assert words not in page, words
	row = out(login(world.coordinator), visit)
	assert (row["family_name"], row["place"]) == (visit.family_name, "protected")


def test_who_is_out_hides_the_visit_from_whom_it_does_not_concern(login, world, people, visit):
	for user in (world.there.liaison, world.here.leader, people.other_office, people.kept_away):
		assert out(login(user), visit) is None, user
	assert out(login(world.here.liaison), visit)["is_mine"]


def test_nobody_writes_a_sign_through_rest(login, world, visit):
	liaison = login(world.here.liaison)
	signs = {"checked_in_at": str(plan.ago(1)), "checked_in_by": world.here.liaison, "reflection": "Fine."}
	assert liaison.put(resource("Home Visit", visit.name), **signs).status == 200
	assert (stored(visit, "checked_in_at"), stored(visit, "reflection")) == (None, "Fine.")


def test_a_notice_names_no_document_that_its_reader_could_not_open(people, visit):
	frappe.db.rollback()
	notes = frappe.get_all(
		"Notification Log", filters={"for_user": people.office}, fields=["document_type", "document_name"]
	)
	assert notes
	assert {(note.document_type, note.document_name) for note in notes} == {(None, None)}


def test_a_guest_is_told_nothing(server, visit):
	import urllib.error
	import urllib.request

	with pytest.raises(urllib.error.HTTPError) as refused:
		urllib.request.urlopen(f"{server}/api/method/liaison_app.safety.who_is_out.who_is_out", timeout=60)
	assert refused.value.code == 403
