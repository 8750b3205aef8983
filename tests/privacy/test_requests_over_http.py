"""Requests for records over HTTP: who records them, and who alone gets the file."""

import io

import frappe
import pytest
from pypdf import PdfReader

from tests import factories as make
from tests.connection import committing
from tests.privacy.papers import make_request, set_right
from tests.web import resource

ACTIONS = "liaison_app.privacy.requests."


@pytest.fixture
def request_(world):
	with committing():
		family = world.here.family
		return make_request(make.child_of(family), make.adult_of(family))


def test_the_childs_staff_see_a_request_and_others_do_not(login, world, request_):
	for user in (world.here.liaison, world.here.leader, world.coordinator):
		assert login(user).get(resource(request_.doctype, request_.name)).status == 200
	for user in (world.there.liaison, world.there.leader):
		assert login(user).get(resource(request_.doctype, request_.name)).status == 403
		assert request_.name not in login(user).names(request_.doctype)


def test_a_coordinator_hands_over_the_file_and_nobody_else(login, world, request_):
	for user in (world.here.liaison, world.here.leader, world.there.liaison):
		for action in ("preview", "hand_over", "download"):
			answer = login(user).call(ACTIONS + action, request=request_.name)
			assert answer.status == 403 and b"%PDF" not in answer.body
	coordinator = login(world.coordinator)
	looked_at = coordinator.call(ACTIONS + "preview", request=request_.name)
	text = "".join(page.extract_text() for page in PdfReader(io.BytesIO(looked_at.body)).pages)
	assert frappe.db.get_value("Focus Student", request_.student, "first_name") in text
	assert coordinator.call(ACTIONS + "hand_over", request=request_.name).data["given"]
	assert coordinator.call(ACTIONS + "download", request=request_.name).body.startswith(b"%PDF")


def test_a_right_that_is_taken_away_in_between_stops_the_download(login, world):
	with committing():
		family = make.make_family(world.here.name, world.here.liaison)
		child, adult = make.child_of(family), make.adult_of(family)
		request = make_request(child, adult)
	coordinator = login(world.coordinator)
	assert coordinator.call(ACTIONS + "hand_over", request=request.name).data["given"]
	with committing():
		set_right(child, adult, "may_receive_records", 0)
	answer = coordinator.call(ACTIONS + "download", request=request.name)
	assert answer.status == 403 and b"%PDF" not in answer.body


def test_nobody_ends_a_request_by_rest(login, world, request_):
	assert (
		login(world.coordinator).put(resource(request_.doctype, request_.name), status="Given").status == 200
	)
	frappe.db.rollback()
	assert frappe.db.get_value(request_.doctype, request_.name, "status") == "Open"
	assert login(world.coordinator).delete(resource(request_.doctype, request_.name)).status == 403
