"""A liaison in a hallway logs contacts on a phone."""

from datetime import datetime

import frappe
import pytest
from frappe.utils import nowdate

from tests import factories as make
from tests.connection import committing

pytestmark = pytest.mark.browser
MOST_TAPS = 4


@pytest.fixture(scope="module")
def family(world) -> dict:
	"""A family with an adult whom texts endanger, one who may not be contacted, and two children."""
	with committing():
		name = make.make_family(
			world.here.name,
			world.here.liaison,
			family_name=make.unique("Alvarez"),
			safety_instruction="No voicemail. Ask the coordinator before visiting.",
		)
		rosa = frappe.get_doc("Family Member", make.adult_of(name))
		rosa.update({"first_name": "Rosa", "safe_text": 0, "safe_voicemail": 0, "email": "rosa@example.org"})
		rosa.primary_contact = 1
		rosa.append("phones", {"phone_number": "303-555-0142", "kind": "Mobile"})
		rosa.save()
		hector = make.make_member(name, first_name="Hector", email="hector@example.org")
		child = frappe.get_doc("Focus Student", make.child_of(name))
		child.append(
			"guardianships", {"family_member": hector, "relation": "Father", "may_receive_records": 1}
		)
		child.save()
		frappe.db.set_value("Guardianship", {"family_member": hector}, "may_be_contacted", 0)
		make.make_student(name, world.here.name, rosa.name)
	return {"name": name, "title": frappe.db.get_value("Focus Family", name, "family_name"), "hector": hector}


def open_from_form(desk, family: str):
	desk.go("Form", "Focus Family", family)
	desk.see("[data-liaison=family-panel]")
	desk.tap("[data-liaison=log]")
	desk.dialog().wait_for()
	return desk


def stored(name: str) -> dict:
	"""A contact as another connection wrote it."""
	frappe.db.rollback()
	return frappe.get_doc("Liaison Contact", name)


def test_from_the_list_the_usual_contact_takes_four_taps_at_most(open_desk, world, family):
	desk = open_desk(world.here.liaison).go("List", "Focus Family")
	row = desk.see(".list-row-container", family["title"])
	row.locator(".btn-action").click()
	started, desk.taps = datetime.now(), 1
	desk.choose("outcome", "Reached").choose("purpose", "Attendance")
	answer = desk.save_contact()["message"]
	assert desk.taps <= MOST_TAPS
	assert (datetime.now() - started).total_seconds() < 15
	contact = stored(answer["contact"])
	assert (contact.family, contact.outcome, contact.purpose) == (family["name"], "Reached", "Attendance")
	assert contact.reached == 1
	assert desk.errors == []


def test_from_the_family_the_usual_contact_takes_four_taps_and_the_page_shows_it(open_desk, world, family):
	desk = open_from_form(open_desk(world.here.liaison), family["name"])
	desk.choose("outcome", "Reached")
	desk.save_contact()
	assert desk.taps <= MOST_TAPS
	today = desk.page.evaluate("day => frappe.datetime.str_to_user(day)", nowdate())
	desk.see(".liaison-facts", today)
	assert desk.errors == []


def test_a_logged_contact_is_in_the_weeks_report(open_desk, world, family):
	desk = open_from_form(open_desk(world.here.liaison), family["name"])
	desk.choose("outcome", "Reached").choose("purpose", "Homework Help")
	desk.save_contact()
	desk.page.evaluate("void frappe.new_doc('Weekly Activity Report')")
	desk.see("[data-fieldname=week_start]")
	desk.page.wait_for_function("cur_frm?.doctype === 'Weekly Activity Report' && cur_frm.doc.week_start")
	desk.page.evaluate("void cur_frm.save()")
	line = desk.see("[data-liaison=week] [data-type='Learning at Home']")
	desk.page.wait_for_function("cur_frm.doc.lines?.length === 6")
	assert line.locator("[data-figure=units]").inner_text() == "1"


def test_the_safety_instruction_stands_first_in_the_form_and_in_the_dialog(open_desk, world, family):
	desk = open_from_form(open_desk(world.here.liaison), family["name"])
	for place in ("[data-liaison=family-panel]", "[data-liaison=contact-dialog] .modal-body"):
		banner = desk.page.locator(f"{place} [data-liaison=safety]")
		assert banner.inner_text() == "No voicemail. Ask the coordinator before visiting."
		first = desk.page.locator(f"{place} :is(button, input, a)").locator("visible=true").first
		assert banner.bounding_box()["y"] < first.bounding_box()["y"]


def test_who_may_not_be_contacted_and_what_is_not_safe_cannot_be_chosen(open_desk, world, family):
	desk = open_from_form(open_desk(world.here.liaison), family["name"])
	assert desk.chip("who", "Rosa").locator("input").is_checked()
	assert desk.chip("who", "Hector").locator("input").is_disabled()
	assert desk.chip("channel", "Text Message").locator("input").is_disabled()
	assert desk.chip("channel", "Phone Call").locator("input").is_enabled()
	assert desk.chip("outcome", "Left Message").locator("input").is_disabled()


def test_a_call_from_who_may_not_be_contacted_can_be_logged(open_desk, world, family):
	desk = open_from_form(open_desk(world.here.liaison), family["name"])
	desk.tap("[data-liaison=more] summary").choose("direction", "Incoming")
	desk.choose("who", "Hector").choose("outcome", "Reached")
	contact = stored(desk.save_contact()["message"]["contact"])
	assert (contact.family_member, contact.direction) == (family["hector"], "Incoming")
	assert contact.reached == 0


def test_an_error_keeps_the_dialog_and_what_was_typed(open_desk, world, family):
	desk = open_from_form(open_desk(world.here.liaison), family["name"])
	desk.choose("outcome", "No Answer").tap("[data-liaison=more] summary")
	desk.dialog().locator("[data-liaison=time]").fill("2035-01-01T09:00")
	desk.dialog().locator("textarea[data-fieldname=summary]").fill("Nobody picked up.")
	desk.save_contact()
	assert "in the future" in desk.message()
	assert desk.dialog().locator("textarea[data-fieldname=summary]").input_value() == "Nobody picked up."
	assert desk.chip("outcome", "No Answer").locator("input").is_checked()


def test_a_next_step_is_kept_with_the_contact_and_ticked_on_the_family(open_desk, world, family):
	desk = open_from_form(open_desk(world.here.liaison), family["name"])
	desk.choose("outcome", "Reached").tap("[data-liaison=more] summary")
	desk.dialog().locator("input[data-fieldname=what]").fill("Bring the bus form")
	desk.dialog().locator("input[data-fieldname=due_on]").fill(frappe.utils.formatdate(nowdate()))
	desk.dialog().locator("input[data-fieldname=what]").focus()
	step = desk.save_contact()["message"]["next_step"]
	box = desk.see(f"[data-step='{step}']")
	box.click()
	box.wait_for(state="detached")
	frappe.db.rollback()
	assert frappe.db.get_value("Next Step", step, "done") == 1


def test_the_write_button_makes_a_mail_and_a_draft_contact(open_desk, world, family):
	desk = open_desk(world.here.liaison).go("Form", "Focus Family", family["name"])
	button = desk.see("[data-liaison=family-panel] a[data-way=Email]")
	assert button.get_attribute("href") == "mailto:rosa@example.org"
	assert desk.page.locator("a[data-way=Text]").count() == 0
	assert desk.page.locator("a[href*=hector]").count() == 0
	button.click()
	desk.dialog().wait_for()
	assert desk.chip("channel", "E-Mail").locator("input").is_checked()
	desk.choose("outcome", "Reached")
	assert stored(desk.save_contact()["message"]["contact"]).number_used == "rosa@example.org"


def test_on_a_phone_the_contacts_stand_above_the_fold(open_desk, world):
	desk = open_desk(world.here.liaison).go("List", "Liaison Contact")
	desk.see(".list-row-container")
	first = "[...document.querySelectorAll('.list-row-container')].find(row => row.offsetParent)"
	desk.page.wait_for_function(f"{first}?.getBoundingClientRect().top < 500", timeout=5_000)


def test_a_family_is_found_by_a_childs_name_and_a_contact_logged(open_desk, world, family):
	child = frappe.db.get_value("Focus Student", {"family": family["name"]}, "full_name")
	desk = open_desk(world.here.liaison).go("log-contact")
	desk.see("[data-liaison=search]").fill(child)
	desk.see(".liaison-found", child)
	desk.page.wait_for_function("document.querySelectorAll('.liaison-found [data-family]').length === 1")
	desk.tap(".liaison-found [data-family]").dialog().wait_for()
	assert family["title"] in desk.dialog().locator(".modal-title").inner_text()


def test_a_walk_in_is_logged_without_a_family(open_desk, world):
	desk = open_desk(world.here.liaison).go("log-contact")
	desk.tap("[data-liaison=no-family]").dialog().wait_for()
	desk.choose("channel", "In Person").choose("outcome", "Reached")
	contact = stored(desk.save_contact()["message"]["contact"])
	assert (contact.family, contact.counterpart, contact.school) == (None, "Walk-In Family", world.here.name)


def test_scripts_in_names_do_not_run(open_desk, world):
	attack = "<img src=x onerror=window.attacked=1>"
	with committing():
		name = make.make_family(world.here.name, world.here.liaison, safety_instruction=attack)
		# Past the host's own cleaning, as an import from elsewhere might be.
		frappe.db.set_value("Focus Family", name, "family_name", attack)
		frappe.db.set_value("Family Member", make.adult_of(name), "full_name", attack)
		frappe.db.set_value("Focus Student", make.child_of(name), "full_name", attack)
		make.insert("Next Step", {"what": "x", "due_on": nowdate(), "family": name})
		frappe.db.set_value("Next Step", {"family": name}, "what", attack)
	desk = open_from_form(open_desk(world.here.liaison), name)
	desk.see("[data-liaison=family-panel]", "onerror")
	desk.go("log-contact").see(".liaison-found", "onerror")
	assert desk.page.evaluate("window.attacked") is None
