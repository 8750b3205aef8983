"""An intruder at what teams plan and hold: a foreign school's event and plan stay as they are, and no name is asked for."""

import frappe
import pytest
from frappe.utils import add_days, nowdate

from tests import factories as make
from tests.after_school.programs import apply_for, make_program
from tests.connection import committing
from tests.partnership.events import come, event_values, make_event
from tests.partnership.plans import Place, make_place, prepare
from tests.web import Client, resource

ATTENDANCE, ENROLMENT = "Event Attendance", "After School Enrolment"


@pytest.fixture(scope="module")
def here(site: str) -> Place:
	with committing():
		return make_place()


@pytest.fixture(scope="module")
def there(site: str) -> Place:
	with committing():
		return make_place()


@pytest.fixture(scope="module")
def liaison(server: str, here: Place) -> Client:
	return Client(server, here.liaison)


def head_count(event: str) -> int:
	frappe.db.rollback()
	return frappe.db.get_value("Engagement Event", event, "head_count")


def test_an_own_family_is_no_way_into_the_count_of_a_foreign_event(liaison, here, there):
	with committing():
		family, other = (make.make_family(here.school, here.liaison) for _number in range(2))
		own, foreign = (
			make_event(here).name,
			make_event(there, event_name=make.unique("Foreign evening")).name,
		)
		row = come(foreign, other, adults=1).name
	added = liaison.send("POST", resource(ATTENDANCE), event=foreign, family=family, adults=7)
	assert added.status == 403 and "Foreign evening" not in added.text
	assert liaison.put(resource(ATTENDANCE, row), adults=7).status == 403
	assert liaison.delete(resource(ATTENDANCE, row)).status == 403
	assert head_count(foreign) == 1
	assert liaison.send("POST", resource(ATTENDANCE), event=own, family=family, adults=7).status == 200
	assert head_count(own) == 7


def test_the_former_school_of_an_event_reads_no_more_who_came_and_its_new_school_does(
	server, liaison, here, there
):
	with committing():
		coordinator = make.make_coordinator()
		event = make.insert("Engagement Event", event_values(here.school)).name
		row = resource(ATTENDANCE, come(event, person_name="Rosa Okonkwo", adults=1).name)
	new = Client(server, there.liaison)
	assert liaison.get(row).status == 200 and new.get(row).status == 403
	assert liaison.put(resource("Engagement Event", event), school=there.school).status == 403
	moved = Client(server, coordinator).put(resource("Engagement Event", event), school=there.school)
	assert moved.status == 200
	told = liaison.get(row)
	assert told.status == 403 and "Rosa" not in told.text
	assert "Rosa" in new.get(row).text


def test_a_step_of_ones_own_is_hung_on_no_foreign_plan(server, liaison, here, there):
	with committing():
		of_parent = prepare(here.activity, "Unasked words", add_days(nowdate(), 3), here.parent).name
	foreign = {"reference_doctype": "Partnership Activity", "reference_name": there.activity}
	for client in (liaison, Client(server, here.parent)):
		assert client.put(resource("Next Step", of_parent), **foreign).status == 403
	assert liaison.put(resource("Partnership Plan", here.plan), drafted_from=there.plan).status == 403
	shown = Client(server, there.leader).get(
		"/api/method/frappe.desk.form.load.getdoc", doctype="Partnership Activity", name=there.activity
	)
	assert shown.status == 200 and "Unasked words" not in shown.text
	assert liaison.put(resource("Next Step", of_parent), what="Other words").status == 200


def test_who_is_kept_from_a_family_does_not_learn_by_a_name_where_its_child_is_after_school(
	server, liaison, here
):
	with committing():
		family = make.make_family(here.school, here.liaison)
		program = make_program(here.school, capacity=9).name
		child = apply_for(program, student=make.child_of(family)).child_name
		user = make.make_liaison(here.school)
		make.insert(
			"Access Exclusion", {"family": family, "user": user, "reason": "x", "starts_on": "2020-01-01"}
		)
	asked = {"program": program, "child_name": child}
	told = liaison.send("POST", resource(ENROLMENT), **asked)
	assert told.status == 417 and "is in this program's list already" in told.text
	assert Client(server, user).send("POST", resource(ENROLMENT), **asked).status == 200
