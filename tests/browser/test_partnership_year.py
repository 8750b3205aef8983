"""The year of a plan: approved, an event held, the activity evaluated, the year reviewed, next year's plan drafted."""

import re
from datetime import timedelta

import frappe
import pytest
from frappe.utils import add_days, getdate, nowdate

from tests import factories as make
from tests.appointments import ago
from tests.connection import committing
from tests.partnership.plans import GOAL, Place, approve, make_activity, make_place, prepare

pytestmark = pytest.mark.browser


@pytest.fixture
def planned(site: str) -> Place:
	"""A school with a plan of two activities, and a school year after this one."""
	with committing():
		here = make_place()
		prepare(here.activity, "Order books", add_days(nowdate(), -2), here.liaison)
		make_activity(
			here.plan, activity="Walking bus", involvement_type="Volunteering", in_charge=here.parent
		)
		year = frappe.db.get_value("Partnership Plan", here.plan, "school_year")
		last = getdate(frappe.db.get_value("School Year", year, "ends_on"))
		make.make_year_of(str(last + timedelta(days=150)))
		return here


@pytest.fixture
def approved(planned: Place) -> Place:
	with committing():
		approve(planned)
	return planned


def stored(doctype: str, name: str, *fields: str):
	frappe.db.rollback()
	return frappe.db.get_value(doctype, name, list(fields))


def say_how_it_went(desk, rating: str, result: str, what_to_change: str) -> None:
	"""Fill the dialog that is open, and save it."""
	desk.choose("rating", rating)
	desk.type("result", result, within=".liaison-dialog").type(
		"what_to_change", what_to_change, within=".liaison-dialog"
	)
	desk.look("evaluation-dialog")
	with desk.page.expect_response(lambda answer: "set_value" in answer.url):
		desk.tap(".liaison-dialog .btn-primary")
	desk.page.locator(".liaison-dialog").first.wait_for(state="hidden")


def add_event(desk, activity: str) -> None:
	"""Plan an evening that has begun, from its activity."""
	desk.go("Form", "Partnership Activity", activity)
	desk.is_form_of("Partnership Activity").tap("[data-liaison=add-event]").is_form_of("Engagement Event")
	desk.type("planned_start", str(ago(10))).type("planned_end", str(ago(-60)))
	desk.type("place_words", "Meeting room, Elm Street")
	desk.save()
	desk.see("[data-liaison=who-came]", "Nobody is written down yet")
	desk.look("event")


def open_sign_in(desk) -> str:
	"""Open the event's sign-in; the token that its link holds."""
	desk.tap("[data-liaison=open-sign-in]")
	link = desk.see("[data-liaison=sign-in-link]").get_attribute("href")
	desk.see(".liaison-code")
	desk.look("event-sign-in-link")
	desk.page.locator("[data-liaison=sign-in-dialog] .btn-modal-close:visible").click()
	return link.partition("#")[2]


def sign_in(tablet, *families: str) -> None:
	"""Families sign in, one after the other."""
	for family in families:
		tablet.see("#who").fill(family)
		tablet.tap("[data-do=sign-in]").see("h1", "Thank you")
		tablet.tap("[data-do=next]")


def hold_event(desk, *families: str) -> None:
	"""See who signed in, count the room, and say that the event was held."""
	desk.page.evaluate("() => cur_frm.reload_doc()")
	for family in families:
		desk.see("[data-liaison=attendance] a", family)
	desk.count("parents", 12).count("children", 20)
	desk.select("status", "Held").select("rating", "4")
	desk.save()
	assert desk.page.evaluate("() => cur_frm.doc.head_count") == 32
	desk.look("event-held")


def review_year(desk) -> None:
	"""Judge the goal and the year in the plan's dialog."""
	desk.tap("[data-liaison=review]").see("[data-liaison=review-dialog]", "1 of 1 activities done")
	desk.choose("rating-0", "4").type("words_0", "Most families read.", within=".liaison-dialog")
	desk.look("review-dialog")
	desk.type("evaluation", "Reading at home doubled.", within=".liaison-dialog")
	desk.type("what_to_change", "Meet every month.", within=".liaison-dialog")
	with desk.page.expect_response(lambda answer: "review_year" in answer.url):
		desk.tap(".liaison-dialog .btn-primary")
	desk.see("[data-liaison=judged]", "Most families read.")


def draft_next_plan(desk) -> str:
	"""Draft next year's plan of this one with what is proposed; its name."""
	desk.see("button", "Draft Next Year's Plan").click()
	dialog = desk.see("[data-liaison=next-plan-dialog]", "Walking bus")
	desk.look("next-plan-dialog")
	assert dialog.locator("input:checked").count() == 1
	with desk.page.expect_response(lambda answer: "next_year.draft" in answer.url):
		desk.tap("[data-liaison=next-plan-dialog] .btn-primary")
	desk.see("[data-liaison=activity]", "Family reading night")
	desk.reaches("Draft").look("plan-of-next-year")
	return desk.page.evaluate("() => cur_frm.doc.name")


def test_a_plan_goes_through_its_year_and_into_the_next(open_desk, open_tablet, planned):
	liaison = open_desk(planned.liaison, phone=False).go("Form", "Partnership Plan", planned.plan)
	liaison.is_form_of("Partnership Plan").look("plan-draft").press("Hand In").reaches("In Review")
	leader = open_desk(planned.leader, phone=False).go("Form", "Partnership Plan", planned.plan)
	leader.is_form_of("Partnership Plan").press("Approve").reaches("Approved")

	add_event(liaison, planned.activity)
	tablet = open_tablet(open_sign_in(liaison))
	sign_in(tablet, "Rosa Nobody", "Ben Okonkwo")
	hold_event(liaison, "Rosa Nobody", "Ben Okonkwo")

	# One figure of who came: in the activity, the plan and the report.
	liaison.go("Form", "Partnership Activity", planned.activity).is_form_of("Partnership Activity")
	liaison.see("[data-liaison=event]", "People present: 32")
	liaison.see("[data-fieldname=events_panel] [data-liaison=attendance]", "32")
	liaison.look("activity-with-event")
	phone = open_desk(planned.liaison).go("Form", "Partnership Plan", planned.plan)
	phone.is_form_of("Partnership Plan").look("plan-approved")
	phone.see("[data-liaison=activity]", "People present: 32")
	leader.go("query-report", "Event Attendance").see(".dt-row", "Family reading night")
	leader.see(".summary-item", re.compile(r"People Present\s*32"))

	phone.tap(f"[data-evaluate='{planned.activity}']")
	say_how_it_went(phone, "4", "Forty families read.", "Begin at 17:30.")
	phone.see("[data-liaison=activity]", "Rating: 4")
	review_year(phone)
	assert phone.fits()
	came = phone.go("query-report", "Event Attendance").see("[data-liaison=card]", "Family reading night")
	came.scroll_into_view_if_needed()
	assert re.search(r"People Present\s+32\b", came.inner_text())
	assert phone.look("event-attendance-report").fits()

	leader.go("Form", "Partnership Plan", planned.plan).is_form_of("Partnership Plan")
	leader.page.evaluate("() => cur_frm.reload_doc()")
	leader.see("[data-liaison=judged]", "Most families read.")
	leader.look("plan-reviewed").press("Evaluate").reaches("Evaluated")

	liaison.go("Form", "Partnership Plan", planned.plan).is_form_of("Partnership Plan")
	liaison.page.evaluate("() => cur_frm.reload_doc()")
	new = draft_next_plan(liaison.reaches("Evaluated"))
	assert stored("Partnership Plan", new, "drafted_from", "lessons") == (planned.plan, "Meet every month.")
	assert [row.goal for row in frappe.get_doc("Partnership Plan", new).goals] == [GOAL]
	assert liaison.errors == leader.errors == phone.errors == tablet.errors == []


def test_a_parent_of_the_team_works_through_the_list_on_a_phone(open_desk, approved):
	desk = open_desk(approved.parent).go("query-report", "Partnership Worklist")
	card = desk.see("[data-liaison=card]", "Walking bus")
	desk.look("worklist")
	assert desk.see("[data-liaison=card]", "Family reading night").locator("button").count() == 0
	card.locator("[data-team=evaluate]").click()
	say_how_it_went(desk, "3", "Six children walk.", "Ask the police.")
	desk.page.wait_for_function("() => !frappe.query_report.data.some((row) => row.may_evaluate)")
	name = frappe.db.get_value("Partnership Activity", {"plan": approved.plan, "activity": "Walking bus"})
	assert stored("Partnership Activity", name, "status", "rating", "what_to_change") == (
		"Done",
		"3",
		"Ask the police.",
	)
	assert desk.fits()
	assert desk.errors == []


def test_a_liaison_ticks_a_preparation_in_the_list(open_desk, approved):
	desk = open_desk(approved.liaison, phone=False).go("query-report", "Partnership Worklist")
	desk.see(".dt-row", "Order books")
	desk.look("worklist")
	with desk.page.expect_response(lambda answer: "set_value" in answer.url):
		desk.tap("[data-team=tick]")
	desk.page.wait_for_function("() => !frappe.query_report.data.some((row) => row.may_tick)")
	step = frappe.db.get_value("Next Step", {"reference_name": approved.activity})
	assert stored("Next Step", step, "done") == 1
	assert desk.errors == []


def test_a_figure_of_the_progress_leads_to_its_activities(open_desk, approved):
	with committing():
		day = add_days(nowdate(), -1)
		frappe.db.set_value("Partnership Activity", approved.activity, {"starts_on": day, "ends_on": day})
	desk = open_desk(approved.leader, phone=False).go("List", "Partnership Plan")
	desk.see(".list-row-container")
	desk.page.evaluate("() => frappe.set_route('query-report', 'Partnership Plan Progress', { by: 'Goal' })")
	row = desk.see(".dt-row", GOAL)
	desk.look("progress")
	# Of the two that have the goal, the one that is late.
	row.locator("a[href*='%22%3C%22']").click()
	desk.page.wait_for_function(
		"() => window.cur_list?.doctype === 'Partnership Activity' && cur_list.data.length === 1"
	)
	assert desk.page.evaluate("() => cur_list.data[0].name") == approved.activity
	assert desk.errors == []


def test_forms_are_read_on_a_phone(open_desk, approved):
	desk = open_desk(approved.liaison)
	for doctype, name in (
		("Partnership Plan", approved.plan),
		("Partnership Team", approved.team),
		("Partnership Activity", approved.activity),
	):
		desk.go("Form", doctype, name).is_form_of(doctype).look(doctype.lower().replace(" ", "-"))
		assert desk.fits(), doctype
	card = desk.go("query-report", "Partnership Plan Progress").see("[data-liaison=card]", approved.school)
	card.scroll_into_view_if_needed()
	assert re.search(r"Planned\s+2\b", card.inner_text())
	assert desk.look("progress").fits()
	assert desk.errors == []
