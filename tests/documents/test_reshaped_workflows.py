"""What an administrator may make of a workflow, and what is refused with the way out."""

import frappe
import pytest
from frappe.model.workflow import apply_workflow

from liaison_app.records import WORKFLOWS
from liaison_app.weekly_report.returning import give_reason
from tests import appointments as plan
from tests import factories as make
from tests.connection import as_user
from tests.workflows import (
	OURS,
	drop,
	new_state,
	rename_all,
	reorder,
	reshaped_workflows,
	save,
	switch_off,
	workflow_of,
)

pytestmark = pytest.mark.usefixtures("fresh_cache")


@pytest.fixture
def here():
	school = make.make_school()
	liaison = make.make_liaison(school)
	return frappe._dict(school=school, liaison=liaison, family=make.make_family(school, liaison))


def refused(workflow, sentence: str) -> None:
	with pytest.raises(frappe.ValidationError, match=sentence):
		save(workflow)


def new_report(here):
	values = {"liaison": here.liaison, "school": here.school, "week_start": make.monday(1)}
	return make.insert("Weekly Activity Report", values)


def test_the_last_state_of_a_status_with_documents_is_not_dropped(here):
	workflow = workflow_of("Family Enrolment")
	drop(workflow, "Enrolled")
	refused(workflow, "Documents of Family Enrolment are .*Enrolled.* no state would stand for that")
	assert frappe.db.get_value("Family Enrolment", {"family": here.family}, "status") == "Enrolled"


def test_a_state_without_documents_is_dropped(here):
	workflow = workflow_of("Family Enrolment")
	drop(workflow, "Declined")
	save(workflow)
	family = make.make_family(here.school, here.liaison, "Nominated")
	as_user(make.make_coordinator())
	doc = frappe.get_doc("Family Enrolment", {"family": family})
	assert apply_workflow(doc.as_dict(), "Enrol").status == "Enrolled"


def test_documents_go_into_a_state_that_takes_the_place_of_another(here):
	workflow = workflow_of("Family Enrolment")
	for row in workflow.states:
		row.state = new_state("With Us") if row.state == "Enrolled" else row.state
	for row in workflow.transitions:
		row.state = row.state.replace("Enrolled", "With Us")
		row.next_state = row.next_state.replace("Enrolled", "With Us")
	save(workflow)
	enrolment = frappe.get_doc("Family Enrolment", {"family": here.family})
	assert (enrolment.workflow_state, enrolment.status) == ("With Us", "Enrolled")
	enrolment.exit_reason = "Goals Met"
	enrolment.save()
	assert apply_workflow(enrolment.as_dict(), "Exit").status == "Exited"


def test_a_status_is_not_taken_from_the_documents_in_a_state(here):
	"""A change of Update Value does to no family what its transition would do."""
	make.make_family(here.school, here.liaison, "In Review")
	workflow = workflow_of("Family Enrolment")
	next(row for row in workflow.states if row.state == "In Review").update_value = "Declined"
	refused(workflow, "are .*In Review.* no state would stand for that")


@pytest.mark.parametrize("status", ["Almost There", "Completed"])
def test_a_status_that_there_is_not_at_all_or_not_at_that_doc_status_is_refused(status):
	workflow = workflow_of("Home Visit")
	workflow.states[1].update_value = status
	refused(workflow, f"States row 2: Update Value .*{status}.* is no status at Doc Status 0")


def test_an_enrolment_is_never_submitted():
	workflow = workflow_of("Family Enrolment")
	workflow.states[5].doc_status = "1"
	refused(workflow, "States row 6: Family Enrolment is never at Doc Status 1")


def test_states_are_reordered_as_long_as_documents_begin_at_the_beginning():
	workflow = workflow_of("Family Enrolment")
	reorder(workflow, [workflow.states[0], *reversed(workflow.states[1:])])
	save(workflow)
	reorder(workflow, list(reversed(workflow.states)))
	refused(workflow, "States row 1 is where each new document of Family Enrolment begins")


def test_the_state_is_kept_in_one_field():
	workflow = workflow_of("Home Visit")
	workflow.workflow_state_field = "another_field"
	refused(workflow, "Workflow State Field must be .*workflow_state")


@pytest.mark.parametrize("active", [1, 0])
def test_no_document_is_submitted_by_a_change_of_its_states_doc_status(here, active):
	plan.make_visit(here.family, here.school, here.liaison)
	workflow = workflow_of("Home Visit")
	workflow.is_active = active
	workflow.states[0].update({"doc_status": "1", "update_value": "Completed"})
	refused(workflow, "States row 1: there are documents in .*Planned")


def test_a_second_workflow_takes_over_with_all_documents(here):
	visit = plan.make_visit(here.family, here.school, here.liaison)
	values = workflow_of("Home Visit").as_dict(no_default_fields=True)
	second = frappe.get_doc({**values, "doctype": "Workflow", "workflow_name": "Our Visits"})
	rename_all(second)
	for row in second.transitions:
		row.action = row.action.removesuffix(OURS.format(""))
	second.insert()
	visit.reload()
	assert (visit.workflow_state, visit.status) == (OURS.format("Planned"), "Planned")
	assert plan.complete(visit).workflow_state == OURS.format("Completed")
	assert frappe.db.get_value("Workflow", "Home Visit", "is_active") == 0


def test_without_a_workflow_a_visit_is_submitted_with_the_outcome_that_was_chosen(here):
	visit = plan.make_visit(here.family, here.school, here.liaison)
	switch_off("Home Visit")
	as_user(here.liaison)
	visit.reload()
	visit.update({"status": "Attempted", "actual_start": plan.ago(60)})
	visit.submit()
	assert frappe.db.get_value("Home Visit", visit.name, ["status", "docstatus"]) == ("Attempted", 1)


def test_without_a_workflow_a_report_is_handed_in_by_hand_and_only_its_approver_returns_it(here):
	report, leader = new_report(here), make.make_leader(here.school)
	switch_off("Weekly Activity Report")
	as_user(here.liaison)
	report.reload()
	report.status = "In Review"
	report.save()
	report.status = "Draft"
	with pytest.raises(frappe.PermissionError):
		report.save()
	as_user(leader)
	give_reason(report.name, "Tuesday is missing.")
	report.reload()
	report.status = "Draft"
	report.save()
	assert frappe.db.get_value("Weekly Activity Report", report.name, "status") == "Draft"


def test_without_a_workflow_a_draft_takes_no_status_of_a_submitted_report(here):
	report = new_report(here)
	switch_off("Weekly Activity Report")
	as_user(here.liaison)
	report.reload()
	report.status = "In Review"
	report.save()
	report.status = "Approved"
	report.save()
	assert report.status == "In Review"


def test_documents_outlive_a_workflow_that_was_deleted(here):
	visit = plan.make_visit(here.family, here.school, here.liaison)
	frappe.delete_doc("Workflow", "Home Visit")
	as_user(here.liaison)
	visit.reload()
	visit.agreed_with = make.adult_of(here.family)
	visit.save()
	assert frappe.db.get_value("Home Visit", visit.name, ["status", "agreed_with"]) == (
		"Planned",
		visit.agreed_with,
	)


def test_a_condition_holds_a_transition_back(here):
	visit = plan.make_visit(here.family, here.school, here.liaison)
	workflow = workflow_of("Home Visit")
	for row in workflow.transitions:
		row.condition = "doc.agreed_with" if row.action == "Confirm" else None
	save(workflow)
	with pytest.raises(frappe.ValidationError):
		plan.move(visit, "Confirmed")
	visit.reload()
	assert plan.move(visit, "Confirmed", agreed_with=make.adult_of(here.family)).status == "Confirmed"


def test_roles_are_swapped(here):
	report, leader = new_report(here), make.make_leader(here.school)
	workflow = workflow_of("Weekly Activity Report")
	for row in workflow.transitions:
		if row.action == "Approve":
			row.allowed = "Liaison Coordinator"
	save(workflow)
	make.hand_in(report.name, here.liaison)
	with pytest.raises(frappe.ValidationError):
		make.act(report.name, leader, "Approve")
	assert make.act(report.name, make.make_coordinator(), "Approve").status == "Approved"


def test_installing_again_brings_back_no_state_and_no_master_that_was_renamed():
	from liaison_app.install import after_install

	frappe.rename_doc("Workflow State", "Nominated", "Proposed", force=True)
	frappe.rename_doc("Contact Channel", "Letter", "Mail", force=True)
	workflow = frappe.rename_doc("Workflow", "Family Enrolment", "Into the Programme", force=True)
	after_install()
	for doctype, name in (("Workflow State", "Nominated"), ("Contact Channel", "Letter")):
		assert not frappe.db.exists(doctype, name)
	assert frappe.db.get_value("Workflow", {"document_type": "Family Enrolment"}) == workflow


def test_workflows_that_were_reshaped_for_a_while_are_put_back():
	def shapes():
		return {
			doctype: [
				[(row.name, row.state, row.update_value, row.doc_status) for row in workflow.states],
				[
					(row.name, row.state, row.action, row.next_state, row.allowed)
					for row in workflow.transitions
				],
			]
			for doctype, workflow in ((doctype, workflow_of(doctype)) for doctype in WORKFLOWS)
		}

	before = shapes()
	with reshaped_workflows():
		reshaped = shapes()
	assert all(reshaped[doctype] != before[doctype] for doctype in WORKFLOWS)
	assert shapes() == before
