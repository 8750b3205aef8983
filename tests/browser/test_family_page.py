"""The pages of a family and of an adult: what matters in a hallway, and what can be added from there."""

import frappe
import pytest
from frappe.utils import add_days, nowdate

from tests import factories as make
from tests.appointments import make_visit
from tests.connection import committing

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def family(world) -> str:
	"""A family with a telephone, a last contact and a visit to come."""
	with committing():
		here = world.here
		name = make.make_family(here.name, here.liaison, family_name=make.unique("Ibarra"))
		adult = frappe.get_doc("Family Member", make.adult_of(name))
		adult.append("phones", {"phone_number": "303-555-0142", "kind": "Mobile"})
		adult.save()
		make.make_contact(name, here.name, here.liaison, outcome="Declined")
		make_visit(name, here.name, here.liaison, planned_start=f"{add_days(nowdate(), 3)} 16:00:00")
	return name


def open_panel(desk, family: str):
	desk.go("Form", "Focus Family", family)
	return desk.see("[data-liaison=family-panel]")


def test_the_last_contact_and_the_next_appointment_stand_on_the_family(open_desk, world, family):
	desk = open_desk(world.here.liaison)
	text = open_panel(desk, family).inner_text()
	assert "Phone Call: Declined" in text
	assert f"{add_days(nowdate(), 3)}, 16:00" in text
	assert desk.fits()
	assert desk.errors == []


def test_the_principal_sees_neither_of_them(open_desk, world, family):
	text = open_panel(open_desk(world.here.leader), family).inner_text()
	assert "Last Reached" in text
	assert "Declined" not in text
	assert "16:00" not in text


def test_a_visit_is_added_for_the_family(open_desk, world, family):
	desk = open_desk(world.here.liaison)
	open_panel(desk, family).locator("[data-liaison=visit]").click()
	desk.page.wait_for_function("cur_frm?.doctype === 'Home Visit' && cur_frm.doc.family")
	assert desk.page.evaluate("cur_frm.doc.family") == family
	assert desk.errors == []


def test_other_work_is_added_with_the_family_in_its_first_row(open_desk, world, family):
	desk = open_desk(world.here.liaison)
	open_panel(desk, family).locator("[data-liaison=work]").click()
	desk.page.wait_for_function("cur_frm?.doctype === 'Liaison Activity' && cur_frm.doc.families?.length")
	assert desk.page.evaluate("cur_frm.doc.families.map(row => row.family)") == [family]
	assert desk.errors == []


def test_an_adult_is_called_from_the_own_page_by_the_safe_ways_alone(open_desk, world, family):
	adult = make.adult_of(family)
	desk = open_desk(world.here.liaison).go("Form", "Family Member", adult)
	panel = desk.see("[data-liaison=adult-panel]")
	assert panel.locator("a[data-way=Call]").get_attribute("href") == "tel:3035550142"
	with committing():
		frappe.db.set_value("Family Member", adult, "safe_text", 0)
	desk = open_desk(world.here.liaison).go("Form", "Family Member", adult)
	panel = desk.see("[data-liaison=adult-panel]")
	assert panel.locator("a[data-way=Call]").count() == 1
	assert panel.locator("a[data-way=Text]").count() == 0


def test_a_barred_adult_has_no_button(open_desk, world, family):
	with committing():
		barred = make.make_member(family, email="barred@families.example")
		child = frappe.get_doc("Focus Student", make.child_of(family))
		child.append("guardianships", {"family_member": barred, "relation": "Father", "may_be_contacted": 0})
		child.save()
	desk = open_desk(world.here.liaison).go("Form", "Family Member", barred)
	panel = desk.see("[data-liaison=adult-panel]")
	assert "may not be contacted" in panel.inner_text()
	assert panel.locator("a[data-way]").count() == 0


@pytest.mark.parametrize(
	("doctype", "fields"),
	[
		("Family Member", ["spoken_language", "written_language"]),
		("Event Attendance", ["asked_language"]),
		("Family Consent", ["explained_in"]),
	],
)
def test_a_language_that_nobody_asked_for_is_not_the_users_own(open_desk, world, doctype, fields):
	"""The host would fill it in: the family that needs an interpreter would count as one that needs none."""
	desk = open_desk(world.coordinator).go("Form", doctype, "new").is_form_of(doctype)
	assert desk.page.evaluate("frappe.defaults.get_user_defaults('Language')"), "The host has one to fill in."
	assert desk.page.evaluate("(fields) => fields.map((field) => cur_frm.doc[field] || null)", fields) == [
		None
	] * len(fields)
