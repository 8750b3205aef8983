"""The sign-in page as a stranger's browser gets it: over HTTP, without a login."""

import json

import frappe
import pytest

from liaison_app.partnership.sign_in import A_MINUTE, open_sign_in
from tests import factories as make
from tests.appointments import ago
from tests.connection import committing, working_as
from tests.partnership.events import come, family_of, forget_pace, make_event
from tests.partnership.plans import Place, make_place
from tests.web import Answer, Client, resource

METHODS = "liaison_app.partnership.sign_in"


@pytest.fixture(scope="module")
def here(site: str) -> Place:
	with committing():
		return make_place()


@pytest.fixture
def event(here: Place) -> tuple[str, str]:
	"""An event to which a family of the programme has come, and its token."""
	with committing():
		name = make_event(here, planned_start=ago(10), planned_end=ago(-60)).name
		come(name, family_of(here), person_name="Okonkwo")
		with working_as(here.liaison):
			token = open_sign_in(name)["url"].partition("#")[2]
	return name, token


@pytest.fixture
def guest(server: str) -> Client:
	forget_pace()
	return Client(server, "Guest")


def sign(guest: Client, token: str, name: str, **values) -> Answer:
	given = {"token": token, "entry": frappe.generate_hash(length=8), "name": name, "adults": 1, **values}
	return guest.send("POST", f"/api/method/{METHODS}.sign_in", **given)


def test_the_page_is_served_to_guests_and_knows_nothing(guest, event):
	answer = guest.get("/event-sign-in")
	assert answer.status == 200
	for told in ("Family reading night", event[0], "Okonkwo"):
		assert told not in answer.text
	assert 'autocomplete="off"' in answer.text and "<datalist" not in answer.text


def test_a_guest_signs_in_and_reads_no_row(guest, here, event):
	name, token = event
	answer = sign(guest, token, "Rosa Nobody")
	assert (answer.status, json.loads(answer.text)) == (200, {})
	shown = guest.send("POST", f"/api/method/{METHODS}.get_sign_in", token=token)
	assert shown.data["event_name"] == "Family reading night"
	assert "Okonkwo" not in shown.text and "Rosa" not in shown.text
	for doctype in ("Event Attendance", "Engagement Event"):
		assert guest.get(resource(doctype)).status in (401, 403)
	frappe.db.rollback()
	assert frappe.db.get_value("Engagement Event", name, "head_count") == 2


def test_a_guest_is_told_the_same_whoever_has_signed_in_before(guest, event):
	answers = [sign(guest, event[1], name) for name in ("Okonkwo", "Nobody Else", "Okonkwo")]
	assert {(answer.status, answer.text) for answer in answers} == {(200, "{}")}


def test_signing_in_is_no_link_that_a_mail_or_a_picture_could_call(guest, event):
	for method in ("sign_in", "get_sign_in"):
		assert guest.get(f"/api/method/{METHODS}.{method}", token=event[1], entry="x").status == 403


@pytest.mark.parametrize(
	"values", [{"name": ["Rosa"]}, {"name": {"a": 1}}, {"adults": "many"}, {"adults": 10**30}, {"token": ["like", "%"]}, {"entry": {}}]
)  # fmt: skip
def test_what_no_page_would_send_is_refused(guest, event, values):
	answer = sign(guest, **{"token": event[1], "name": "Rosa", **values})
	assert 400 <= answer.status < 500, answer.text
	assert "Traceback" not in answer.text
	frappe.db.rollback()
	assert frappe.db.count("Event Attendance", {"event": event[0]}) == 1


def test_a_formula_leaves_the_site_as_text(guest, server, here, event):
	sign(guest, event[1], "=HYPERLINK(1)")
	with committing():
		user = make.make_coordinator()
	coordinator = Client(server, user)
	columns = json.dumps(["`tabEvent Attendance`.`name`", "`tabEvent Attendance`.`person_name`"])
	answer = coordinator.call(
		"frappe.desk.reportview.export_query",
		doctype="Event Attendance",
		fields=columns,
		file_format_type="CSV",
	)
	assert "'=HYPERLINK(1)" in answer.text, answer.text[:500]


def test_who_tries_many_is_stopped(guest, event):
	statuses = [sign(guest, "guess", "x").status for _try in range(A_MINUTE + 3)]
	assert 200 not in statuses
	answer = guest.send("POST", f"/api/method/{METHODS}.sign_in", token=event[1], entry="x", name="Rosa")
	assert answer.status >= 400
	assert "too many requests" in answer.text.lower()
