"""A school's partnership plan in the desk: written by the liaison, returned with a comment, approved by the principal."""

import frappe
import pytest
from frappe.utils import add_days, nowdate

from tests import factories as make
from tests.connection import committing
from tests.partnership.plans import GOAL, Place, make_activity, make_parent, make_place, make_team, prepare

pytestmark = pytest.mark.browser


@pytest.fixture
def school(site: str) -> dict[str, str]:
	"""A school whose team has written no plan yet."""
	with committing():
		school = make.make_school()
		make.make_year_of(nowdate())
		people = {"liaison": make.make_liaison(school), "leader": make.make_leader(school)}
		make_team(school, people["leader"], make_parent(school))
		return {"school": school, **people}


@pytest.fixture
def planned(site: str) -> Place:
	"""A school with a plan of some activities."""
	with committing():
		here = make_place()
		make_activity(here.plan, activity="Walking bus", involvement_type="Volunteering")
		return here


def plan_of(school: str) -> frappe._dict:
	frappe.db.rollback()
	fields = ["name", "status", "docstatus", "return_reason"]
	return frappe.db.get_value("Partnership Plan", {"school": school}, fields, as_dict=True)


def write_plan(desk, year: str) -> str:
	"""Write a plan with one goal; its name."""
	desk.go("List", "Partnership Plan").see(".frappe-list :is(.no-result, .list-row-container)")
	desk.page.evaluate("frappe.new_doc('Partnership Plan')")
	desk.is_form_of("Partnership Plan").pick("school_year", year)
	desk.tap("[data-fieldname=goals] .grid-add-row")
	desk.type("goal", GOAL, within=".grid-row-open")
	desk.see(".grid-row-open .grid-collapse-row").click()
	desk.page.locator(".grid-row-open").wait_for(state="detached")
	return desk.save()


def add_activity(desk, what: str, kind: str) -> None:
	"""Add an activity to the first goal, and go back to the plan."""
	desk.tap("[data-liaison=goal] [data-goal]")
	desk.is_form_of("Partnership Activity").type("activity", what)
	desk.pick("involvement_type", kind)
	desk.see(f"[data-fieldname=balance_panel] [data-type='{kind}'] [data-figure]", "1")
	desk.type("starts_on", add_days(nowdate(), 1)).type("in_charge_name", "Ana Login")
	desk.save()
	assert desk.page.evaluate("() => Boolean(cur_frm.doc.in_charge)"), "A member with a login is in charge."
	desk.page.get_by_role("button", name="Plan", exact=True).click()
	desk.is_form_of("Partnership Plan").see("[data-liaison=activity]", what)


def test_a_plan_goes_from_a_blank_page_to_approved(open_desk, school):
	year = make.make_year_of(nowdate())
	desk = open_desk(school["liaison"], phone=False)
	name = write_plan(desk, year)
	add_activity(desk, "Family reading night", "Learning at Home")
	missing = desk.page.locator("[data-liaison=balance]:visible .liaison-no")
	assert missing.count() == 5
	desk.press("Hand In").reaches("In Review")

	leader = open_desk(school["leader"], phone=False).go("Form", "Partnership Plan", name)
	leader.see("[data-liaison=activity]", "Family reading night")
	leader.see(".actions-btn-group > button").click()
	leader.see(".actions-btn-group .dropdown-item", "Return").click()
	leader.see(".modal-dialog textarea[data-fieldname=reason]").fill("Who invites the families?")
	with leader.page.expect_response(lambda answer: "apply_workflow" in answer.url):
		leader.see(".modal-dialog .btn-primary", "Return").click()
	leader.reaches("Draft")

	again = open_desk(school["liaison"], phone=False).go("Form", "Partnership Plan", name)
	again.see(".form-message", "Who invites the families?")
	again.press("Hand In").reaches("In Review")
	leader.page.evaluate("() => cur_frm.reload_doc()")
	leader.reaches("In Review").press("Approve").reaches("Approved")
	plan = plan_of(school["school"])
	assert (plan.status, plan.docstatus, plan.return_reason) == ("Approved", 1, None)
	assert desk.errors == leader.errors == again.errors == []


def test_what_is_to_be_prepared_is_added_and_ticked_on_a_phone(open_desk, planned):
	desk = open_desk(planned.liaison).go("Form", "Partnership Activity", planned.activity)
	desk.is_form_of("Partnership Activity").tap("[data-liaison=add-step]")
	desk.type("what", "Order books", within=".liaison-dialog").type(
		"due_on", add_days(nowdate(), 5), within=".liaison-dialog"
	)
	desk.tap(".liaison-dialog .btn-primary")
	desk.see("[data-liaison=preparations] .liaison-month", "Order books")
	desk.page.locator("[data-liaison=preparations] input[data-step]").check()
	desk.see("[data-liaison=preparations] s", "Order books")
	assert desk.fits()
	assert desk.errors == []


def test_a_parent_reads_the_plan_on_a_phone_and_writes_what_came_of_the_own_activity(open_desk, planned):
	with committing():
		frappe.db.set_value("Partnership Activity", planned.activity, "in_charge", planned.parent)
		prepare(planned.activity, "Order books", add_days(nowdate(), 5), planned.liaison)
	desk = open_desk(planned.parent).go("Form", "Partnership Plan", planned.plan)
	desk.see("[data-liaison=activity]", "Walking bus")
	assert desk.page.locator("[data-liaison=goal] [data-goal]").count() == 0
	assert desk.fits()
	desk.see("[data-liaison=activity] a", "Family reading night").click()
	desk.is_form_of("Partnership Activity").see("[data-liaison=preparations]", "Order books")
	assert desk.page.locator("[data-liaison=add-step]:visible").count() == 0
	desk.type("result", "Forty families read.")
	desk.save()
	frappe.db.rollback()
	assert frappe.db.get_value("Partnership Activity", planned.activity, "result") == "Forty families read."
	assert desk.errors == []


def test_a_team_is_told_whom_it_lacks_and_plans_its_meeting(open_desk, planned):
	desk = open_desk(planned.liaison, phone=False).go("Form", "Partnership Team", planned.team)
	desk.see(".form-message", "The team has 2 members; it should have at least 6.")
	desk.tap("[data-liaison=plan-meeting]").is_form_of("Liaison Meeting")
	values = desk.page.evaluate(
		"() => [cur_frm.doc.kind, cur_frm.doc.team, cur_frm.doc.invited.map((row) => row.user)]"
	)
	assert values == ["Team Meeting", planned.team, [planned.leader, planned.parent]]
	desk.type("planned_start", f"{add_days(nowdate(), 7)} 16:00:00")
	name = desk.save()
	desk.page.wait_for_function("name => frappe.get_route()[2] === name", arg=name)
	desk.go("Form", "Partnership Team", planned.team).is_form_of("Partnership Team").see(
		"[data-fieldname=meetings_panel] a"
	)
	frappe.db.rollback()
	assert frappe.db.get_value("Liaison Meeting", name, "team") == planned.team
	assert desk.errors == []
