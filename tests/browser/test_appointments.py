"""Visits and meetings in the desk."""

import frappe
import pytest
from frappe.utils import add_days, nowdate

from tests import appointments as plan
from tests import factories as make
from tests.connection import committing

pytestmark = pytest.mark.browser


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
	desk.see("[data-fieldname=visit_model]")
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


def test_a_liaison_completes_a_visit_from_its_form(open_desk, world, family):
	with committing():
		visit = plan.make_visit(family, world.here.name, world.here.liaison)
	desk = open_desk(world.here.liaison).go("Form", "Home Visit", visit.name)
	desk.tap("[data-liaison=add-step]")
	desk.see(".modal.show input[data-fieldname=what]").fill("Bring the bus card")
	desk.page.wait_for_function("() => window.cur_dialog")
	desk.page.evaluate("day => { cur_dialog.set_value('due_on', day); }", add_days(nowdate(), 3))
	desk.tap(".modal.show .btn-primary")
	desk.see(".liaison-step", "Bring the bus card")
	outcome = {
		"actual_start": str(plan.ago(60)),
		"actual_end": str(plan.ago(20)),
		"met_with": make.adult_of(family),
	}
	with desk.page.expect_response(lambda answer: "savedocs" in answer.url):
		desk.page.evaluate("values => { cur_frm.set_value(values).then(() => cur_frm.save()); }", outcome)
	desk.see(".actions-btn-group > button").click()
	with desk.page.expect_response(lambda answer: "apply_workflow" in answer.url):
		desk.see(".actions-btn-group .dropdown-item", "Complete").click()
		if desk.page.locator(".modal.show .btn-primary:visible").count():
			desk.tap(".modal.show .btn-primary")
	desk.page.wait_for_function("() => cur_frm.doc.status === 'Completed'")
	frappe.db.rollback()
	[line] = plan.lines(visit.name)
	assert (line.units, line.reached, line.staff_minutes) == (1, 1, 40)


def test_one_calendar_shows_visits_and_meetings(open_desk, world, family):
	with committing():
		plan.make_visit(family, world.here.name, world.here.liaison)
		plan.make_meeting([family], world.here.name, world.here.liaison)
	title = frappe.db.get_value("Focus Family", family, "family_name")
	for doctype in ("Home Visit", "Liaison Meeting"):
		desk = open_desk(world.here.liaison, phone=False).go("List", doctype, "Calendar")
		desk.see(".fc-event", f"{title}: Home Visit")
		desk.see(".fc-event", f"{title}: Support Meeting")


def test_a_meeting_shows_the_instructions_of_its_families(open_desk, world, family):
	with committing():
		meeting = plan.make_meeting([family], world.here.name, world.here.liaison)
	desk = open_desk(world.here.liaison).go("Form", "Liaison Meeting", meeting.name)
	desk.see("[data-liaison=safety]", "Ring twice.")
