"""What each role finds on its workspace, and the first steps of a new liaison."""

import json

import frappe
import pytest

from tests import factories as make
from tests.connection import committing
from tests.partnership.plans import Place, act, make_place

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def liaison(world) -> str:
	"""A new liaison with one family that is due, on a site that shows first steps."""
	with committing():
		frappe.db.set_single_value("System Settings", "enable_onboarding", 1)
		name = make.make_school()
		liaison = make.make_liaison(name)
		make.make_family(name, liaison)
		tours = frappe.get_all("Form Tour", filters={"module": ["!=", "Liaison App"]}, pluck="name")
		# The host's own tours dim the whole desk.
		done = json.dumps({tour: {"is_complete": True} for tour in tours})
		frappe.db.set_value("User", liaison, "onboarding_status", done)
	return liaison


@pytest.fixture(scope="module")
def plan_in_review(world) -> Place:
	"""A school whose plan waits for its principal."""
	with committing():
		place = make_place()
		act(place.plan, place.liaison, "Hand In")
	return place


def card(desk, name: str) -> str:
	"""What a number card says, once it has counted."""
	box = f'.number-widget-box[number_card_name="{name}"], .number-widget-box:has-text("{name}")'
	return desk.see(f":is({box}) .number").inner_text().strip()


def test_a_liaison_lands_on_the_own_week_with_its_figures(open_desk, liaison):
	desk = open_desk(liaison).go("Workspaces", "My Week")
	desk.see(".shortcut-widget-box", "Log Contact")
	assert card(desk, "Families Due for Contact") == "1"
	assert card(desk, "My Contacts This Week") == "0"
	assert desk.fits()
	assert desk.errors == []


def test_the_coordinator_sees_how_all_liaisons_stand(open_desk, world, liaison, plan_in_review):
	desk = open_desk(world.coordinator).go("Workspaces", "All Liaisons")
	assert int(card(desk, "Families Enrolled")) >= 2
	assert int(card(desk, "Plans to Approve")) >= 1
	desk.go("query-report", "Caseload and Workload")
	desk.see(".dt-row", frappe.db.get_value("Family Liaison", liaison, "liaison_name"))
	assert desk.errors == []


def test_the_principal_sees_figures_of_the_own_school(open_desk, world):
	desk = open_desk(world.here.leader).go("Workspaces", "My School")
	desk.see(".shortcut-widget-box", "Weekly Reports")
	assert int(card(desk, "Work This Week")) >= 1
	assert card(desk, "Plans to Approve") == "0"
	assert desk.page.locator(".widget", has_text="Contacts").count() == 0
	assert desk.errors == []


def test_the_principal_is_told_of_a_plan_that_waits(open_desk, plan_in_review):
	desk = open_desk(plan_in_review.leader, phone=False).go("Workspaces", "My School")
	assert card(desk, "Plans to Approve") == "1"
	desk.look("my-school-with-a-plan")
	assert desk.errors == []


def test_a_first_step_leads_to_its_page_and_stays_ticked(open_desk, liaison):
	desk = open_desk(liaison, phone=False).go("Workspaces", "My Week")
	step = desk.see(".onboarding-step", "Log Your First Contact")
	assert "complete" not in step.get_attribute("class").split()
	desk.see(".onboarding-step-footer .btn", "Log a Contact").click()
	assert "A few letters of the family" in desk.message()
	desk.tap(".modal.show .btn-primary").see("[data-liaison=search]").fill("nobody")
	desk.see(".liaison-found", "No family found")
	again = open_desk(liaison, phone=False).go("Workspaces", "My Week")
	done = again.see(".onboarding-step", "Log Your First Contact")
	assert "complete" in done.get_attribute("class").split()


def test_a_tour_shows_how_to_plan_a_visit(open_desk, liaison):
	desk = open_desk(liaison, phone=False).go("Workspaces", "My Week")
	desk.see(".onboarding-step", "Plan Your First Visit").click()
	desk.see(".onboarding-step-footer .btn", "Show Me How").click()
	for title in ("Which family?", "When?", "What is it about?", "Who goes along?"):
		desk.see(".driver-popover-title", title)
		desk.see(".driver-next-btn").click()
	desk.see(".msgprint-dialog, .modal-dialog", "onboarding")
	assert desk.errors == []
