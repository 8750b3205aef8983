"""What the principals and the coordinator see in the desk."""

import frappe
import pytest

from tests import factories as make
from tests import people
from tests.connection import committing

pytestmark = pytest.mark.browser


def test_the_principal_sees_the_family_but_no_contact(open_desk, world):
	desk = open_desk(world.here.leader, phone=False).go("Form", "Focus Family", world.here.family)
	panel = desk.see("[data-liaison=family-panel]")
	assert panel.locator("[data-liaison=log]").count() == 0
	desk.go("List", "Focus Family").see(".list-row")
	desk.go("Form", "Liaison Contact", world.here.contact)
	desk.is_refused()
	assert desk.page.locator("[data-fieldname=outcome]:visible").count() == 0


def test_the_principal_of_another_school_sees_nothing_of_it(open_desk, world):
	title = frappe.db.get_value("Focus Family", world.here.family, "family_name")
	desk = open_desk(world.there.leader, phone=False).go("List", "Focus Family")
	own = frappe.db.get_value("Focus Family", world.there.family, "family_name")
	desk.see(".list-row", own)
	assert desk.page.locator(".list-row", has_text=title).count() == 0
	desk.go("Form", "Focus Family", world.here.family)
	desk.is_refused()
	assert desk.page.locator("[data-liaison=family-panel]:visible").count() == 0


def test_the_coordinator_returns_a_report_with_a_reason_that_the_liaison_reads(open_desk, world):
	with committing():
		people.keep()
		school = make.make_school()
		liaison = make.make_liaison(school)
		report = frappe.get_doc(
			{
				"doctype": "Weekly Activity Report",
				"liaison": liaison,
				"school": school,
				"week_start": make.monday(1),
			}
		).insert()
		make.hand_in(report.name, liaison)
	desk = open_desk(world.coordinator, phone=False).go("Form", "Weekly Activity Report", report.name)
	desk.see("[data-liaison=week]")
	desk.see(".actions-btn-group > button").click()
	desk.see(".actions-btn-group .dropdown-item", "Return").click()
	desk.see(".modal-dialog textarea[data-fieldname=reason]").fill("Tuesday is missing.")
	with desk.page.expect_response(lambda answer: "apply_workflow" in answer.url):
		desk.see(".modal-dialog .btn-primary", "Return").click()
	liaisons = open_desk(liaison).go("Form", "Weekly Activity Report", report.name)
	liaisons.see(".form-message", "Tuesday is missing.")
	frappe.db.rollback()
	assert frappe.db.get_value("Weekly Activity Report", report.name, "status") == "Draft"


def test_the_workspace_leads_to_the_pages_that_a_liaison_uses(open_desk, world):
	desk = open_desk(world.here.liaison).go("Workspaces", "Liaison Programme")
	desk.see(".shortcut-widget-box", "Log Contact").click()
	desk.see("[data-liaison=search]")
	assert desk.errors == []
