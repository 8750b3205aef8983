"""The lists of a liaison: each row has a name, and leads somewhere."""

import frappe
import pytest
from frappe.utils import add_days, getdate, nowdate

from tests import factories as make
from tests.connection import committing
from tests.materials.library import make_material
from tests.partnership.events import make_event
from tests.partnership.plans import Place, make_place

pytestmark = pytest.mark.browser


def test_a_talk_with_an_agency_is_listed_by_its_name_and_opens(open_desk, world):
	agency = make.unique("Clinic")
	with committing():
		contact = make.make_contact(
			None, world.here.name, world.here.liaison, counterpart="Agency", person_name=agency
		).name
	desk = open_desk(world.here.liaison).go("List", "Liaison Contact")
	desk.see(".list-row a", agency).click()
	desk.page.wait_for_function("name => window.cur_frm?.doc.name === name", arg=contact)


def test_the_list_of_next_steps_opens_with_the_open_ones(open_desk, world):
	with committing():
		step = {"family": world.here.family, "assignee": world.here.liaison, "due_on": nowdate()}
		todo, done = make.unique("Find a tutor"), make.unique("Send the timetable")
		make.insert("Next Step", {**step, "what": todo})
		make.insert("Next Step", {**step, "what": done, "done": 1})
	desk = open_desk(world.here.liaison).go("List", "Next Step")
	desk.see(".list-row", todo)
	assert desk.page.locator(".list-row", has_text=done).count() == 0


def test_a_new_report_is_on_the_week_of_today(open_desk, world):
	desk = open_desk(world.here.liaison).go("Form", "Weekly Activity Report", "new")
	desk.page.wait_for_function("() => window.cur_frm?.doc.week_start && cur_frm.doc.school")
	proposed = desk.page.evaluate("() => cur_frm.doc.week_start")
	assert abs((getdate(proposed) - getdate(nowdate())).days) <= 1


def test_the_list_of_next_steps_says_for_whom_and_until_when(open_desk, world):
	what, due_on = make.unique("Find a tutor"), add_days(nowdate(), 5)
	with committing():
		step = {"family": world.here.family, "assignee": world.here.liaison, "due_on": due_on, "what": what}
		make.insert("Next Step", step)
	desk = open_desk(world.here.liaison, phone=False).go("List", "Next Step")
	row = desk.see(".list-row", what).inner_text()
	assert frappe.db.get_value("Focus Family", world.here.family, "family_name") in row
	assert due_on in row


def test_a_click_on_open_leaves_out_the_steps_that_are_done(open_desk, world):
	with committing():
		step = {"family": world.here.family, "assignee": world.here.liaison, "due_on": add_days(nowdate(), 5)}
		todo, done = make.unique("Find a tutor"), make.unique("Send the timetable")
		make.insert("Next Step", {**step, "what": todo})
		make.insert("Next Step", {**step, "what": done, "done": 1})
	desk = open_desk(world.here.liaison, phone=False).go("List", "Next Step")
	desk.see(".list-row", todo)
	desk.page.evaluate("cur_list.filter_area.clear()")
	desk.see(".list-row", done)
	# Newer hosts keep a second one for phones in the row.
	desk.see(".list-row", todo).locator(".indicator-pill").locator("visible=true").click()
	desk.page.locator(".list-row", has_text=done).first.wait_for(state="detached")
	desk.see(".list-row", todo)


def test_the_list_of_weekly_reports_names_the_liaison_and_shows_no_address(open_desk, world):
	with committing():
		make.insert(
			"Weekly Activity Report",
			{"liaison": world.here.liaison, "school": world.here.name, "week_start": make.monday(2)},
		)
	desk = open_desk(world.here.liaison, phone=False).go("List", "Weekly Activity Report")
	row = desk.see(".list-row", world.here.name).inner_text()
	assert frappe.db.get_value("User", world.here.liaison, "full_name") in row
	assert world.here.liaison not in row


@pytest.fixture(scope="module")
def place(world) -> Place:
	"""A school with a plan of one activity."""
	with committing():
		return make_place()


def row_of(desk, doctype: str, title: str) -> str:
	"""What a row of a list shows."""
	return desk.go("List", doctype).see(".list-row", title).inner_text()


def test_the_list_of_events_says_when_on_a_small_screen(open_desk, place):
	with committing():
		event = make_event(place, planned_start="2031-03-04 18:00:00", planned_end="2031-03-04 19:30:00")
	desk = open_desk(place.liaison, phone=False)
	assert "2031-03-04 18:00" in row_of(desk, "Engagement Event", event.event_name)
	desk.look("list-of-events")


def test_the_list_of_planned_activities_says_when_on_a_small_screen(open_desk, place):
	desk = open_desk(place.liaison, phone=False)
	activity = frappe.db.get_value("Partnership Activity", place.activity, "activity")
	assert nowdate() in row_of(desk, "Partnership Activity", activity)
	desk.look("list-of-activities")


def test_the_list_of_materials_says_in_which_language_on_a_small_screen(open_desk, place):
	with committing():
		material = make_material(title=make.unique("Checklist"), language="es")
	desk = open_desk(place.liaison, phone=False)
	language = frappe.db.get_value("Language", "es", "language_name")
	assert {"es", language} & set(row_of(desk, "Outreach Material", material.title).split())
	desk.look("list-of-materials")
