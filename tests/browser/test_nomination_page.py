"""A liaison nominates a family on a phone."""

import frappe
import pytest

from tests import factories as make

pytestmark = pytest.mark.browser


def fill(desk, name: str):
	"""Type a family with one adult and one child."""
	desk.see("[data-blocks=child]")
	page = desk.page
	page.locator("input[data-fieldname=family_name]:visible").fill(name)
	page.locator("textarea[data-fieldname=reason]:visible").fill("Often absent, and new in town.")
	for block in ("adult", "child"):
		page.locator(f"[data-block={block}] input[data-fieldname=first_name]").fill("Noor")
		page.locator(f"[data-block={block}] input[data-fieldname=last_name]").fill(name)


def nominate(desk) -> None:
	with desk.page.expect_response(lambda answer: "nominate_family" in answer.url):
		desk.tap("[data-liaison=nominate]")


def test_a_family_is_nominated_on_a_phone_and_shown(open_desk, world):
	name = make.unique("Haddad")
	desk = open_desk(world.here.liaison).go("nominate-family")
	fill(desk, name)
	nominate(desk)
	desk.see("[data-liaison=family-panel]")
	frappe.db.rollback()
	family = frappe.db.get_value("Focus Family", {"family_name": name})
	assert frappe.db.get_value("Family Enrolment", {"family": family}, "school") == world.here.name
	assert frappe.db.count("Focus Student", {"family": family}) == 1
	assert desk.errors == []


def test_an_error_keeps_what_was_typed(open_desk, world):
	name = make.unique("Haddad")
	desk = open_desk(world.here.liaison).go("nominate-family")
	fill(desk, name)
	desk.page.locator("[data-block=adult] input[data-fieldname=phone]").fill("call me")
	nominate(desk)
	assert "not a phone number" in desk.message()
	assert desk.page.locator("input[data-fieldname=family_name]:visible").input_value() == name
	assert desk.page.locator("[data-block=child] input[data-fieldname=first_name]").input_value() == "Noor"
	frappe.db.rollback()
	assert not frappe.db.exists("Focus Family", {"family_name": name})


def test_the_list_offers_nomination_to_who_cannot_create_a_family(open_desk, world):
	desk = open_desk(world.here.liaison, phone=False).go("List", "Focus Family")
	desk.see(".list-row")
	desk.page.locator(".primary-action:visible", has_text="Nominate Family").click()
	desk.see("[data-blocks=adult]")


def test_nothing_on_the_page_is_wider_than_a_phone(open_desk, world):
	desk = open_desk(world.here.liaison).go("nominate-family")
	desk.see("[data-blocks=child]")
	assert desk.page.evaluate("document.documentElement.scrollWidth") <= 390
