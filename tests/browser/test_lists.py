"""The lists of a liaison: each row has a name, and leads somewhere."""

import pytest
from frappe.utils import getdate, nowdate

from tests import factories as make
from tests.connection import committing

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
