"""The disclosure log over HTTP: who reads, makes and prints, and that nobody changes it."""

from base64 import b64decode

import frappe
import pytest

from tests import factories as make
from tests.connection import committing
from tests.privacy.papers import entry_values, make_consent, set_right
from tests.web import resource

GIVE = "liaison_app.privacy.disclosure_record.give"
REPORT = "frappe.desk.query_report.run"


@pytest.fixture(scope="module")
def entry(world):
	with committing():
		make_consent(world.here.family)
		return frappe.get_doc(entry_values(make.child_of(world.here.family))).insert()


def test_the_childs_staff_read_it_and_others_do_not(login, world, entry):
	for user in (world.here.liaison, world.here.leader, world.coordinator):
		assert login(user).get(resource(entry.doctype, entry.name)).status == 200
		assert entry.name in login(user).call(REPORT, report_name="Disclosure Log", filters="{}").text
	for user in (world.there.liaison, world.there.leader):
		assert login(user).get(resource(entry.doctype, entry.name)).status == 403
		assert entry.name not in login(user).names(entry.doctype)
		assert entry.name not in login(user).call(REPORT, report_name="Disclosure Log", filters="{}").text


def test_nobody_changes_or_deletes_one(login, world, entry):
	for user in (world.here.liaison, world.coordinator, world.here.leader):
		assert login(user).put(resource(entry.doctype, entry.name), what="Nothing").status == 403
		assert login(user).delete(resource(entry.doctype, entry.name)).status == 403
		answer = login(user).call("frappe.client.set_value", doctype=entry.doctype, name=entry.name, fieldname="what", value="x")  # fmt: skip
		assert answer.status == 403
	frappe.db.rollback()
	assert frappe.db.get_value(entry.doctype, entry.name, "what") == "Days absent since August"


def test_one_is_made_on_the_own_caseload_alone_and_not_without_a_basis(login, world, entry):
	def post(family, **values):
		return login(world.here.liaison).send("POST", resource(entry.doctype), **entry_values(make.child_of(family), **values))  # fmt: skip

	assert post(world.here.family).status == 200
	assert post(world.there.family).status == 403
	refused = post(world.here.family, record_kinds=[{"record_kind": "Achievement"}])
	assert refused.status == 417 and "no consent in force" in refused.sentence


def test_the_record_is_printed_for_who_may_know_and_that_is_logged(login, world, entry):
	student, adult = entry.student, make.adult_of(world.here.family)
	answer = login(world.here.liaison).call(GIVE, student=student, received_by=adult)
	assert b64decode(answer.data["content"]).startswith(b"%PDF")
	frappe.db.rollback()
	assert frappe.db.exists(entry.doctype, {"student": student, "received_by": adult, "outcome": "Disclosed"})
	assert login(world.there.liaison).call(GIVE, student=student, received_by=adult).status == 403


def test_a_barred_adult_is_printed_nothing_and_the_request_is_logged(login, world):
	with committing():
		family = make.make_family(world.here.name, world.here.liaison)
		child, adult = make.child_of(family), make.adult_of(family)
		set_right(child, adult, "may_receive_records", 0)
	answer = login(world.here.liaison).call(GIVE, student=child, received_by=adult)
	assert not answer.data["given"] and "content" not in answer.data
	assert "may not receive the records" in answer.data["sentence"]
	assert "exc_type" not in answer.text
	frappe.db.rollback()
	assert frappe.db.get_value("Disclosure Log Entry", {"student": child}, "outcome") == "Refused"
