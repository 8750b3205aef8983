"""The coordinator hands a caseload over, on the liaison's page."""

import frappe
import pytest
from frappe.utils import add_days, nowdate

from tests import factories as make
from tests.connection import committing

pytestmark = pytest.mark.browser

DIALOG = "[data-liaison=handover-dialog]"


@pytest.fixture(scope="module")
def caseload(world) -> dict:
	"""A liaison with two families and a leave of the colleague who gets one of them."""
	with committing():
		school = make.make_school()
		former, colleague = make.make_liaison(school), make.make_liaison(school)
		for user, name in ((former, "Rosa Marin"), (colleague, make.unique("Ben Osei"))):
			frappe.db.set_value("User", user, "full_name", name)
			frappe.db.set_value("Family Liaison", user, "liaison_name", name)
		leave = {"starts_on": add_days(nowdate(), 20), "last_day": add_days(nowdate(), 25)}
		doc = frappe.get_doc("Family Liaison", colleague)
		doc.append("leave", leave)
		doc.caseload_target = 1
		doc.save()
		families = {
			word: make.make_family(school, former, family_name=make.unique(word))
			for word in ("Abara", "Ochoa")
		}
	return {"former": former, "colleague": colleague, "name": doc.liaison_name, **families}


def liaison_of(family: str) -> str:
	frappe.db.rollback()
	return frappe.db.get_value("Family Enrolment", {"family": family}, "liaison")


@pytest.mark.parametrize("phone", [False, True])
def test_a_coordinator_sees_what_would_pass_and_hands_one_family_over(open_desk, world, caseload, phone):
	chosen, other = ("Abara", "Ochoa") if phone else ("Ochoa", "Abara")
	desk = open_desk(world.coordinator, phone=phone)
	desk.go("Form", "Family Liaison", caseload["former"]).is_form_of("Family Liaison")
	open_dialog(desk, phone)
	desk.pick("to_liaison", caseload["name"], within=DIALOG)
	desk.see(f"{DIALOG} [data-liaison=notes] li", "is away")
	desk.see(f"{DIALOG} [data-liaison=notes] li", "still reads families")
	if not phone:
		assert desk.see(f"{DIALOG} [data-liaison=room]").inner_text().startswith("1 more")
		desk.choose("families", other)
	with desk.page.expect_response(lambda answer: "caseload.hand_over" in answer.url):
		desk.see(f"{DIALOG} .btn-primary", "Hand Over 1 Family").click()
	desk.see(".msgprint", "1 family is handed over")
	assert liaison_of(caseload[chosen]) == caseload["colleague"]
	if not phone:
		assert liaison_of(caseload[other]) == caseload["former"]
	assert not desk.errors


def test_nothing_to_hand_over_cannot_be_handed_over(open_desk, world, caseload):
	with committing():
		school = frappe.db.get_value("School Assignment", {"user": caseload["former"]}, "parent")
		words = make.unique("Nasser")
		make.make_family(school, caseload["former"], family_name=words)
	desk = open_desk(world.coordinator, phone=False)
	desk.go("Form", "Family Liaison", caseload["former"]).is_form_of("Family Liaison")
	open_dialog(desk, phone=False)
	desk.pick("to_liaison", caseload["name"], within=DIALOG).see(f"{DIALOG} [data-liaison=work]", "Open")
	desk.tap(f"{DIALOG} .btn-secondary:has-text('All or None')")
	button = desk.see(f"{DIALOG} .btn-primary", "Hand Over Other Work")
	assert not desk.chip("families", words).locator("input").is_checked() and button.is_enabled()
	desk.tap(f"{DIALOG} [data-fieldname=with_other_work] input")
	assert button.is_disabled()
	desk.tap(f"{DIALOG} .btn-secondary:has-text('All or None')")
	assert desk.chip("families", words).locator("input").is_checked()
	assert desk.see(f"{DIALOG} .btn-primary", "Famil").is_enabled()
	assert not desk.errors


def test_why_nothing_can_pass_is_said_once(open_desk, world, caseload):
	with committing():
		stranger = make.make_liaison(make.make_school())
		name = make.unique("Ivo Hale")
		frappe.db.set_value("User", stranger, "full_name", name)
		frappe.db.set_value("Family Liaison", stranger, "liaison_name", name)
		school = frappe.db.get_value("School Assignment", {"user": caseload["former"]}, "parent")
		words = make.unique("Quispe")
		for family in (words, make.unique("Ilves")):
			make.make_family(school, caseload["former"], family_name=family)
	families = frappe.db.count("Family Enrolment", {"liaison": caseload["former"]})
	desk = open_desk(world.coordinator, phone=False)
	desk.go("Form", "Family Liaison", caseload["former"]).is_form_of("Family Liaison")
	open_dialog(desk, phone=False)
	desk.pick("to_liaison", name, within=DIALOG)
	said = desk.see(f"{DIALOG} [data-liaison=can-pass]", f"0 of {families} families can pass.").inner_text()
	assert "is not assigned to" in said
	desk.look("handover-none")
	assert desk.see(DIALOG).inner_text().count("is not assigned to") == 1
	assert not desk.chip("families", words).locator("input").is_enabled()
	assert not desk.page.locator(f"{DIALOG} .btn-secondary:visible", has_text="All or None").count()
	desk.pick("to_liaison", caseload["name"], within=DIALOG)
	desk.see(f"{DIALOG} .btn-secondary", "All or None")
	assert not desk.page.locator(f"{DIALOG} [data-liaison=can-pass]").inner_text()
	assert not desk.errors


def open_dialog(desk, phone: bool) -> None:
	"""A phone keeps the form's own buttons in its menu."""
	if phone:
		desk.see(".menu-btn-group > button").click()
		desk.see(".menu-btn-group .dropdown-item", "Hand Over Caseload").click()
	else:
		desk.see(".page-actions button", "Hand Over Caseload").click()
	desk.see(DIALOG)


def test_a_liaison_is_not_offered_to_hand_over(open_desk, world):
	desk = open_desk(world.here.liaison, phone=False)
	desk.go("Form", "Family Liaison", world.here.liaison).is_form_of("Family Liaison")
	assert not desk.page.locator("text=Hand Over Caseload").count()
