"""Intruders at the papers and records of children: what is asked for an own child must tell and change nothing of another."""

import frappe
import pytest

from liaison_app.permissions.matrix import TEACHER
from tests import factories as make
from tests import people
from tests.connection import committing
from tests.web import Client, resource

GIVE = "liaison_app.privacy.disclosure_record.give"


@pytest.fixture(scope="module")
def teacher(server, world) -> Client:
	with committing():
		user = people.make_user(TEACHER)
	return Client(server, user)


def test_no_adult_of_a_foreign_family_is_named_to_who_asks_for_an_own_child(mine, world):
	child, foreign = make.child_of(world.here.family), make.adult_of(world.there.family)
	name = frappe.db.get_value("Family Member", foreign, "full_name")
	answer = mine.call(GIVE, student=child, received_by=foreign)
	assert answer.status == 417
	assert "Received by: choose an adult" in answer.sentence
	assert name not in answer.text
	frappe.db.rollback()
	assert not frappe.db.exists("Disclosure Log Entry", {"student": child})
	own = make.adult_of(world.here.family)
	assert mine.call(GIVE, student=child, received_by=own).data["given"]


@pytest.mark.parametrize("doctype", ["Student Assessment", "Student Progress Record"])
def test_a_local_id_tells_nobody_else_whether_a_child_is_on_file(teacher, coordinator, world, doctype):
	with committing():
		child = make.child_of(world.here.family)
		number = make.unique("7")
		frappe.db.set_value("Focus Student", child, "local_id", number)

	def ask(client: Client, local_id: str) -> tuple[int, str]:
		answer = client.send("POST", resource(doctype), local_id=local_id)
		return answer.status, answer.sentence

	assert ask(teacher, number) == ask(teacher, "none") == (403, ask(teacher, number)[1])
	assert "no student on file" in ask(coordinator, "none")[1]
	assert "no student on file" not in ask(coordinator, number)[1]


#: What the app alone writes, in documents that a liaison may write.
CODES_OWN = {
	"Focus Student": ("education_student", "EDU-STU-1"),
	"Focus Family": ("erased_on", "2020-01-01"),
	"Next Step": ("made_for", "records request REQ-00001"),
}
STEP = {"what": "Call", "due_on": "2026-01-05"}


@pytest.fixture(scope="module")
def own(world) -> dict[str, str]:
	"""Documents that the liaison may write."""
	family = world.here.family
	with committing():
		step = make.insert("Next Step", {**STEP, "family": family, "assignee": world.here.liaison}).name
	return {"Focus Student": make.child_of(family), "Focus Family": family, "Next Step": step}


@pytest.mark.parametrize("doctype", CODES_OWN)
def test_what_jobs_go_by_is_written_by_nobody_else(mine, own, doctype):
	field, value = CODES_OWN[doctype]
	assert mine.put(resource(doctype, own[doctype]), **{field: value}).status == 200
	frappe.db.rollback()
	assert not frappe.db.get_value(doctype, own[doctype], field)


def test_no_warning_is_kept_away_by_a_step_that_says_it_was_given(mine, world):
	values = {**STEP, "family": world.here.family, "made_for": CODES_OWN["Next Step"][1]}
	answer = mine.send("POST", resource("Next Step"), **values)
	assert answer.status == 200
	frappe.db.rollback()
	assert not frappe.db.get_value("Next Step", answer.data["name"], "made_for")
