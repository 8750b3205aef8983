"""Visits and meetings in the desk."""

import frappe
import pytest

from tests import appointments as plan
from tests import factories as make
from tests.connection import committing

pytestmark = pytest.mark.browser

#: Of the marks of a calendar: older hosts fill the mark, newer ones a dot in it.
COLOURS = """marks => marks
	.map((mark) => getComputedStyle(mark.querySelector(".fc-daygrid-event-dot") || mark))
	.map(({ backgroundColor, borderColor }) => `${backgroundColor} ${borderColor}`)"""


@pytest.fixture
def family(world) -> str:
	"""A family of this school that can be met every day, with a safety instruction; committed."""
	with committing():
		name = make.make_family(world.here.name, world.here.liaison, safety_instruction="Ring twice.")
		doc = frappe.get_doc("Focus Family", name)
		for weekday in ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday"):
			doc.append("availability", {"weekday": weekday, "from_time": "16:00:00", "to_time": "18:00:00"})
		doc.save()
	return name


def test_a_liaison_plans_a_pair_visit_at_a_proposed_time_on_a_phone(open_desk, world, family):
	desk = open_desk(world.here.liaison).go("Form", "Home Visit", "new")
	desk.see("[data-fieldname=planned_start]")
	desk.page.evaluate("family => { cur_frm.set_value('family', family); }", family)
	desk.see("[data-liaison=safety]", "Ring twice.")
	desk.tap("[data-fieldname=propose_times] button").tap(".liaison-slot")
	partner = {"person_name": "Ms. Abara", "role": "Teacher"}
	desk.page.evaluate("row => { cur_frm.add_child('visitors', row); }", partner)
	with desk.page.expect_response(lambda answer: "savedocs" in answer.url):
		desk.page.evaluate("() => { cur_frm.save(); }")
	desk.page.wait_for_function("() => !cur_frm.is_new()")
	frappe.db.rollback()
	visit = frappe.get_doc("Home Visit", {"family": family})
	assert (visit.status, visit.planned_start.hour) == ("Planned", 16)
	assert [row.liaison or row.person_name for row in visit.visitors] == [world.here.liaison, "Ms. Abara"]


def test_a_visit_says_by_name_who_agreed_to_it(open_desk, world, family):
	with committing():
		adult = make.adult_of(family)
		visit = plan.make_visit(family, world.here.name, world.here.liaison, agreed_with=adult)
	desk = open_desk(world.here.liaison).go("Form", "Home Visit", visit.name)
	name = frappe.db.get_value("Family Member", adult, "full_name")
	desk.see("[data-fieldname=agreed_with] [data-liaison=link-name]", name)


def test_who_goes_along_on_a_colleagues_visit_is_not_asked_to_finish_it(open_desk, world, family):
	with committing():
		colleague = make.make_liaison(world.here.name)
		visitors = [{"liaison": world.here.liaison}, {"liaison": colleague}]
		visit = plan.make_visit(family, world.here.name, world.here.liaison, visitors=visitors)
	for user, is_asked in ((world.here.liaison, True), (colleague, False)):
		desk = open_desk(user).go("Form", "Home Visit", visit.name).is_form_of("Home Visit")
		desk.see("[data-liaison=add-step]")
		assert desk.page.locator("[data-liaison=finish]").is_visible() == is_asked, user


def test_a_colleague_who_was_invited_is_named_where_one_says_who_came(open_desk, world, family):
	with committing():
		invited = [{"role": "Principal or Counsellor", "user": world.here.leader}]
		meeting = plan.make_meeting([family], world.here.name, world.here.liaison, invited=invited)
	desk = open_desk(world.here.liaison).go("Form", "Liaison Meeting", meeting.name)
	desk.tap("[data-liaison=finish]").see("[data-liaison=finish-dialog]")
	desk.see("[data-choice=who] .liaison-chip", frappe.utils.get_fullname(world.here.leader))


def test_an_action_that_ends_a_visit_asks_for_its_outcome_first(open_desk, world, family):
	with committing():
		visit = plan.make_visit(family, world.here.name, world.here.liaison)
		plan.add_step(visit)
	desk = open_desk(world.here.liaison).go("Form", "Home Visit", visit.name)
	desk.see(".actions-btn-group > button").click()
	desk.see(".actions-btn-group .dropdown-item", "Complete").click()
	desk.see("[data-liaison=finish-dialog]")
	assert desk.chip("ending", "Complete").locator("input").is_checked()
	desk.tap("[data-liaison=finish-dialog] .btn-primary").reaches("Completed")
	frappe.db.rollback()
	[line] = plan.lines(visit.name)
	assert (line.units, line.reached) == (1, 1)
	assert desk.errors == []


def test_what_an_outcome_lacks_is_said_and_the_dialog_keeps_what_was_typed(open_desk, world, family):
	with committing():
		visit = plan.make_visit(family, world.here.name, world.here.liaison)
	desk = open_desk(world.here.liaison).go("Form", "Home Visit", visit.name)
	desk.tap("[data-liaison=finish]").see("[data-liaison=finish-dialog]")
	desk.tap("[data-liaison=more] summary").type(
		"reflection", "Go again.", within="[data-liaison=finish-dialog]"
	)
	desk.tap("[data-liaison=finish-dialog] .btn-primary")
	assert "Next Steps is empty" in desk.message()
	box = desk.see("[data-liaison=finish-dialog] [data-fieldname=reflection] textarea")
	assert box.input_value() == "Go again."
	frappe.db.rollback()
	assert frappe.db.get_value("Home Visit", visit.name, ["status", "actual_start"]) == ("Planned", None)


def test_a_visit_that_is_called_off_asks_by_whom_and_why_alone(open_desk, world, family):
	with committing():
		visit = plan.make_visit(family, world.here.name, world.here.liaison)
	desk = open_desk(world.here.liaison).go("Form", "Home Visit", visit.name)
	desk.tap("[data-liaison=finish]").see("[data-liaison=finish-dialog]")
	desk.choose("ending", "Call Off")
	assert desk.page.locator(
		"[data-liaison=finish-dialog] :is([data-choice=who], [data-liaison=start])"
	).all()
	assert not desk.page.locator("[data-liaison=finish-dialog] [data-liaison=start]").is_visible()
	desk.select("called_off_by", "Family", within="[data-liaison=finish-dialog]")
	desk.type("called_off_reason", "The child is ill.", within="[data-liaison=finish-dialog]")
	desk.tap("[data-liaison=finish-dialog] .btn-primary").reaches("Called Off")
	desk.see("[data-fieldname=called_off_reason]", "The child is ill.")


def test_a_new_visit_on_a_phone_shows_what_planning_needs_alone(open_desk, world):
	desk = open_desk(world.here.liaison).go("Form", "Home Visit", "new").is_form_of("Home Visit")
	for field in ("family", "purpose", "planned_start", "place_kind", "visitors"):
		desk.see(f".form-page [data-fieldname={field}]")
	for field in (
		"actual_start",
		"met_with",
		"hopes_and_dreams",
		"called_off_reason",
		"visit_model",
		"finish_panel",
	):
		assert not desk.page.locator(f".form-page .frappe-control[data-fieldname={field}]").is_visible(), (
			field
		)


def test_one_calendar_shows_visits_and_meetings(open_desk, world, family):
	with committing():
		plan.make_visit(family, world.here.name, world.here.liaison)
		plan.make_meeting([family], world.here.name, world.here.liaison)
	title = frappe.db.get_value("Focus Family", family, "family_name")
	for doctype in ("Home Visit", "Liaison Meeting"):
		desk = open_desk(world.here.liaison, phone=False).go("List", doctype, "Calendar")
		desk.see(".fc-event", f"{title}: Home Visit")
		desk.see(".fc-event", f"{title}: Support Meeting")


def test_the_calendar_marks_a_visit_that_is_still_planned_unlike_a_confirmed_one(open_desk, world, family):
	with committing():
		visits = [plan.make_visit(family, world.here.name, world.here.liaison) for _status in range(2)]
		frappe.db.set_value("Home Visit", visits[1].name, "status", "Confirmed")
	desk = open_desk(world.here.liaison, phone=False).go("List", "Home Visit", "Calendar")
	title = frappe.db.get_value("Focus Family", family, "family_name")
	desk.see(".fc-event", f"{title}: Home Visit")
	marks = desk.page.locator(".fc-event", has_text=f"{title}: Home Visit")
	colours = marks.evaluate_all(COLOURS)
	assert len(colours) == len(set(colours)) == 2


def test_on_a_phone_the_calendar_opens_on_a_list_that_says_who_and_when(open_desk, world, family):
	with committing():
		visit = plan.make_visit(family, world.here.name, world.here.liaison)
	desk = open_desk(world.here.liaison).go("List", "Home Visit", "Calendar")
	line = desk.see(":is(.fc-list-item, .fc-list-event)", f"{visit.family_name}: Home Visit")
	line.click()
	assert desk.is_form_of("Home Visit").page.evaluate("() => cur_frm.doc.name") == visit.name


def test_the_visits_on_a_phone_say_their_day(open_desk, world, family):
	with committing():
		visit = plan.make_visit(
			family, world.here.name, world.here.liaison, planned_start="2031-03-04 10:30:00"
		)
	desk = open_desk(world.here.liaison).go("List", "Home Visit")
	assert "2031-03-04 10:30" in desk.see(".list-row", visit.family_name).inner_text()


def test_a_meeting_shows_the_instructions_of_its_families(open_desk, world, family):
	with committing():
		meeting = plan.make_meeting([family], world.here.name, world.here.liaison)
	desk = open_desk(world.here.liaison).go("Form", "Liaison Meeting", meeting.name)
	desk.see("[data-liaison=safety]", "Ring twice.")
