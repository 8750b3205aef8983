"""The first steps of a new liaison and of a new coordinator: everybody's own."""

import json

import frappe
import frappe.desk.desktop
import pytest

from liaison_app import records
from liaison_app.boot import extend_bootinfo
from liaison_app.onboarding import update_onboarding_step
from liaison_app.workspaces import get_desktop_page
from tests import factories as make
from tests.connection import as_user, working_as

WEEK, ALL = "My Week", "All Liaisons"


@pytest.fixture(autouse=True)
def _shown(fresh_cache):
	"""As the setup wizard leaves a site."""
	frappe.db.set_single_value("System Settings", "enable_onboarding", 1)
	frappe.clear_cache()


def steps(user: str, workspace: str) -> dict[str, bool]:
	"""The steps that a workspace shows to a user, each with whether it is ticked."""
	with working_as(user):
		page = get_desktop_page(json.dumps({"name": workspace, "title": workspace, "public": 1}))
	found = [step for item in page["onboardings"]["items"] for step in item["items"]]
	return {step["name"]: bool(step["is_complete"] or step["is_skipped"]) for step in found}


def tick(user: str, step: str, field: str = "is_complete") -> None:
	with working_as(user):
		update_onboarding_step(step, field, 1)


def test_a_liaison_and_a_coordinator_have_steps_of_their_own(liaison):
	coordinator = make.make_coordinator()
	assert "Log Your First Contact" in steps(liaison, WEEK)
	assert "Make the School Year" in steps(coordinator, ALL)
	assert steps(coordinator, WEEK) == steps(liaison, ALL) == {}


def test_what_one_liaison_has_done_stays_open_for_a_colleague(school, liaison):
	colleague = make.make_liaison(school)
	tick(liaison, "Log Your First Contact")
	assert steps(liaison, WEEK)["Log Your First Contact"]
	assert not steps(colleague, WEEK)["Log Your First Contact"]


def test_who_has_done_or_skipped_everything_sees_no_more_of_it(school, liaison):
	colleague = make.make_liaison(school)
	for number, step in enumerate(steps(liaison, WEEK)):
		tick(liaison, step, ("is_complete", "is_skipped")[number % 2])
	assert steps(liaison, WEEK) == {}
	assert steps(colleague, WEEK)


def test_nothing_but_done_and_skipped_can_be_written(liaison):
	with pytest.raises(frappe.ValidationError, match="done or skipped"):
		tick(liaison, "Log Your First Contact", "title")


def test_the_steps_of_other_apps_are_ticked_as_the_host_does(liaison):
	values = {
		"doctype": "Onboarding Step",
		"name": make.unique("Step"),
		"title": "Look",
		"action": "Go to Page",
	}
	step = frappe.get_doc({**values, "path": "todo"}).insert().name
	tick(liaison, step)
	assert frappe.db.get_value("Onboarding Step", step, "is_complete")


def test_every_page_form_and_report_that_a_step_leads_to_is_open_to_its_role():
	users = {
		"First Day of a Liaison": make.make_liaison(),
		"Setting Up the Programme": make.make_coordinator(),
	}
	for onboarding, user in users.items():
		as_user(user)
		for step in frappe.get_doc("Module Onboarding", onboarding).get_steps():
			if step.reference_document:
				assert frappe.has_permission(step.reference_document, "create"), step.name
			if step.reference_report:
				assert frappe.get_doc("Report", step.reference_report).is_permitted(), step.name
			if step.action == "Go to Page" and frappe.db.exists("Page", step.path):
				assert frappe.get_doc("Page", step.path).is_permitted(), step.name


def test_every_field_that_a_tour_points_at_exists():
	tours = frappe.get_all("Form Tour", filters={"module": "Liaison App"}, pluck="name", order_by="name asc")
	assert len(tours) == 5
	for tour in (frappe.get_doc("Form Tour", name) for name in tours):
		for step in tour.steps:
			assert frappe.get_meta(tour.reference_doctype).has_field(step.fieldname), (
				tour.name,
				step.fieldname,
			)


@pytest.mark.parametrize("role", records.ROLES)
def test_each_role_has_the_workspaces_that_are_meant_for_it(role):
	own = {"Family Liaison": WEEK, "Liaison Coordinator": ALL, "School Leader": "My School"}.get(role)
	user = make.make_user(role)
	with working_as(user):
		shown = {page["name"] for page in frappe.desk.desktop.get_workspace_sidebar_items()["pages"]}
	assert shown & {WEEK, ALL, "My School", "Liaison Programme"} == {"Liaison Programme", own} - {None}


def test_who_sets_the_site_up_has_the_workspace_with_the_masters():
	with working_as(make.make_user("System Manager")):
		shown = {page["name"] for page in frappe.desk.desktop.get_workspace_sidebar_items()["pages"]}
	assert shown & {WEEK, ALL, "My School", "Liaison Programme"} == {"Liaison Programme"}


def test_breadcrumbs_lead_to_a_workspace_of_the_own_role():
	everybodys = {"Liaison App": ["My Week", "Liaison Programme", "All Liaisons", "My School"]}
	boot = frappe._dict(module_wise_workspaces=dict(everybodys))
	with working_as(make.make_coordinator()):
		extend_bootinfo(boot)
	assert boot.module_wise_workspaces == {"Liaison App": ["All Liaisons", "Liaison Programme"]}
