"""An administrator reshapes the workflow; code goes on reading `status`."""

import frappe
import pytest
from frappe.model.workflow import apply_workflow

from tests import factories as make
from tests.connection import as_user
from tests.workflows import new_state, save, switch_off, workflow_of

pytestmark = pytest.mark.usefixtures("fresh_cache")


@pytest.fixture
def enrolment(school):
	family = make.make_family(school, make.make_liaison(school), "Nominated")
	return frappe.get_doc("Family Enrolment", {"family": family})


def workflow():
	return workflow_of("Family Enrolment")


def status_of(enrolment) -> tuple[str, str]:
	return frappe.db.get_value("Family Enrolment", enrolment.name, ["status", "workflow_state"])


def test_a_renamed_state_stands_for_the_same_status(enrolment):
	new_state("Under the Team's Eyes")
	doc = workflow()
	for row in doc.states:
		if row.state == "In Review":
			row.state = "Under the Team's Eyes"
	for row in doc.transitions:
		row.state = row.state.replace("In Review", "Under the Team's Eyes")
		row.next_state = row.next_state.replace("In Review", "Under the Team's Eyes")
	save(doc)
	as_user(make.make_coordinator())
	moved = apply_workflow(frappe.get_doc("Family Enrolment", enrolment.name).as_dict(), "Start Review")
	assert (moved.workflow_state, moved.status) == ("Under the Team's Eyes", "In Review")


def test_documents_leave_a_dropped_state_for_one_of_the_same_status(enrolment):
	new_state("Second Look")
	doc = workflow()
	doc.append("states", {"state": "Second Look", "doc_status": "0", "update_field": "status",
		"update_value": "In Review", "allow_edit": "Liaison Coordinator"})  # fmt: skip
	save(doc)
	make.set_status(enrolment, "In Review")
	frappe.db.set_value("Family Enrolment", enrolment.name, "workflow_state", "Second Look")
	doc = workflow()
	doc.states = [row for row in doc.states if row.state != "Second Look"]
	save(doc)
	assert status_of(enrolment) == ("In Review", "In Review")
	frappe.get_doc("Family Enrolment", enrolment.name).save()


def test_a_state_without_a_status_of_its_own_leaves_the_document_where_it_was(enrolment):
	new_state("Waiting for Papers")
	doc = workflow()
	doc.append(
		"states", {"state": "Waiting for Papers", "doc_status": "0", "allow_edit": "Liaison Coordinator"}
	)
	doc.append("transitions", {"state": "Nominated", "action": "Start Review",
		"next_state": "Waiting for Papers", "allowed": "Liaison Coordinator"})  # fmt: skip
	doc.transitions = [row for row in doc.transitions if row.next_state != "In Review"]
	save(doc)
	as_user(make.make_coordinator())
	moved = apply_workflow(frappe.get_doc("Family Enrolment", enrolment.name).as_dict(), "Start Review")
	assert (moved.workflow_state, moved.status) == ("Waiting for Papers", "Nominated")


def test_without_a_workflow_a_coordinator_sets_the_status_by_hand(enrolment):
	switch_off("Family Enrolment")
	as_user(make.make_coordinator())
	enrolment.reload()
	enrolment.status = "Enrolled"
	enrolment.save()
	assert frappe.db.get_value("Family Enrolment", enrolment.name, "status") == "Enrolled"
	assert frappe.db.get_value("Family Enrolment", enrolment.name, "starts_on")


def test_a_workflow_switched_on_again_finds_the_state_of_each_status(enrolment, school):
	switch_off("Family Enrolment")
	other = frappe.get_doc(
		"Family Enrolment", {"family": make.make_family(school, enrolment.liaison, "Nominated")}
	)
	frappe.db.set_value("Family Enrolment", other.name, {"status": "Waitlisted", "workflow_state": None})
	doc = workflow()
	doc.is_active = 1
	save(doc)
	assert status_of(other) == ("Waitlisted", "Waitlisted")


def test_an_administrators_edit_survives_a_second_installation(enrolment):
	from liaison_app.install import after_install

	doc = workflow()
	doc.transitions = [row for row in doc.transitions if row.action != "Put on Waiting List"]
	save(doc)
	after_install()
	assert "Put on Waiting List" not in {row.action for row in workflow().transitions}
