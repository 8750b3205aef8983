"""Who comes to an event: strangers who sign in on a phone-sized page, families found by name, invitations.

From the plan through an event to its figures: test_partnership_year.py.
"""

import os
from pathlib import Path

import frappe
import pytest

from liaison_app.partnership.sign_in import open_sign_in
from tests.appointments import ago
from tests.browser.conftest import new_context
from tests.browser.desk import Desk
from tests.connection import committing, working_as
from tests.partnership.events import family_of, forget_pace, make_event
from tests.partnership.plans import Place, make_place

pytestmark = pytest.mark.browser


@pytest.fixture
def here(site: str) -> Place:
	with committing():
		return make_place()


@pytest.fixture
def event(here: Place) -> str:
	"""An evening that has begun, to which a family of the programme has come already."""
	with committing():
		languages = [{"language": "en"}, {"language": "es"}]
		name = make_event(
			here, planned_start=ago(10), planned_end=ago(-60), languages=languages, meals=1
		).name
		frappe.get_doc(
			{
				"doctype": "Event Attendance",
				"event": name,
				"family": family_of(here),
				"person_name": "Okonkwo",
			}
		).insert()
		return name


def token_of(event: str, user: str) -> str:
	with committing(), working_as(user):
		return open_sign_in(event)["url"].partition("#")[2]


def rows(event: str) -> list[tuple]:
	frappe.db.rollback()
	found = frappe.get_all(
		"Event Attendance",
		{"event": event, "signed_in_at": ["is", "set"]},
		["person_name", "adults", "children", "asked_language"],
		order_by="creation asc",
	)
	return [tuple(row.values()) for row in found]


def look(tablet: Desk, name: str) -> None:
	"""Keep a picture of a page that is not the desk's."""
	if folder := os.environ.get("LIAISON_PICTURES"):
		tablet.page.screenshot(path=str(Path(folder) / f"{name}.png"))


def typed(tablet: Desk) -> tuple:
	page = tablet.page
	return (
		page.locator("#who").input_value(),
		page.locator("#language").input_value(),
		*(page.locator(f"[data-count={field}] output").inner_text() for field in ("adults", "children")),
	)


def test_strangers_sign_in_on_a_phone_one_after_the_other_and_see_nobody_else(open_tablet, here, event):
	tablet = open_tablet(token_of(event, here.liaison))
	tablet.see("h1", "Family reading night")
	look(tablet, "sign-in")
	tablet.see("#who").fill("Rosa <b>Nobody</b>")
	tablet.tap("[data-count=children] [data-step='1']").tap("[data-count=children] [data-step='1']")
	tablet.page.locator("#language").select_option("es")
	tablet.tap("[data-do=sign-in]").see("h1", "Thank you")
	look(tablet, "sign-in-thanks")
	assert "Rosa" not in tablet.page.inner_text("body")
	tablet.tap("[data-do=next]").see("h1", "Family reading night")
	assert typed(tablet) == ("", "", "1", "0")
	tablet.tap("[data-count=adults] [data-step='1']").tap("[data-do=walk-in]").see("h1", "Thank you")
	tablet.tap("[data-do=next]").see("h1", "Family reading night")
	body = tablet.page.inner_text("body")
	assert "Rosa" not in body and "Okonkwo" not in body and "focus" not in body.lower()
	first, second = rows(event)
	assert (first[0].startswith("Rosa"), *first[1:]) == (True, 1, 2, "es")
	assert (second[0] or "", *second[1:]) == ("", 2, 0, None)
	assert tablet.fits()
	assert tablet.errors == []


def test_who_writes_no_name_is_told_of_the_other_button(open_tablet, here, event):
	tablet = open_tablet(token_of(event, here.liaison))
	tablet.see("h1", "Family reading night")
	assert not tablet.page.locator(".problem:visible").count()
	tablet.tap("[data-do=sign-in]").see("[data-problem=nameless]", "come in without one")
	tablet.tap("[data-do=walk-in]").see("h1", "Thank you")
	tablet.tap("[data-do=next]").see("h1", "Family reading night")
	assert not tablet.page.locator(".problem:visible").count()


def test_a_link_that_is_in_use_is_not_ended_by_looking_for_it(open_desk, open_tablet, here, event):
	tablet = open_tablet(token_of(event, here.liaison))
	tablet.see("h1", "Family reading night")
	desk = open_desk(here.liaison).go("Form", "Engagement Event", event).is_form_of("Engagement Event")
	desk.tap("[data-liaison=open-sign-in]").see(".modal-dialog", "the tablet at the door")
	desk.look("event-sign-in-again")
	desk.page.locator(".modal.show .btn-modal-secondary:visible").click()
	tablet.tap("[data-do=walk-in]").see("h1", "Thank you")
	desk.tap("[data-liaison=open-sign-in]")
	desk.page.locator(".modal.show .btn-modal-primary:visible").click()
	desk.see("[data-liaison=sign-in-link]")
	tablet.tap("[data-do=next]").tap("[data-do=walk-in]").see(
		"[data-problem=said]", "Sign-in is not open now"
	)
	assert desk.errors == []


def test_the_page_offers_no_word_that_was_typed_before(open_tablet, here, event):
	tablet = open_tablet(token_of(event, here.liaison))
	tablet.see("#who").fill("Rosa")
	assert tablet.page.locator("#who").get_attribute("autocomplete") == "off"
	assert tablet.page.locator("form").get_attribute("autocomplete") == "off"
	assert not tablet.page.locator("#who").get_attribute("name"), "Without a name a browser keeps nothing."
	assert tablet.page.locator("datalist, [list]").count() == 0


def test_what_is_typed_and_left_is_emptied_for_whoever_comes_next(browser, server, here, event):
	token = token_of(event, here.liaison)
	forget_pace()
	context = new_context(browser, server)
	context.clock.install()
	tablet = Desk(context.new_page())
	tablet.page.goto(f"/event-sign-in#{token}")
	tablet.see("#who").fill("Rosa Nobody")
	tablet.page.clock.fast_forward(59_000)
	assert typed(tablet)[0] == "Rosa Nobody"
	tablet.page.clock.fast_forward(2_000)
	assert typed(tablet) == ("", "", "1", "0")
	context.close()


def test_what_did_not_go_through_stays_and_counts_once(open_tablet, here, event):
	tablet = open_tablet(token_of(event, here.liaison))
	tablet.see("#who").fill("Rosa Nobody")
	answered: list[str] = []

	def lose_the_answer(route) -> None:
		answered.append(route.fetch().text())
		route.abort()

	tablet.page.route("**/*sign_in.sign_in", lose_the_answer, times=1)
	tablet.tap("[data-do=sign-in]").see("[data-problem=unsent]")
	assert typed(tablet)[0] == "Rosa Nobody"
	look(tablet, "sign-in-unsent")
	tablet.tap("[data-do=sign-in]").see("h1", "Thank you")
	assert len(answered) == 1
	assert [row[0] for row in rows(event)] == ["Rosa Nobody"]


def test_a_device_that_is_logged_in_is_logged_out_before_it_is_handed_on(open_desk, server, here, event):
	token = token_of(event, here.liaison)
	forget_pace()
	desk = open_desk(here.liaison)
	desk.page.goto(f"/event-sign-in#{token}")
	desk.see("h1", "Log out before you hand this on")
	assert not desk.page.locator("#who").is_visible()
	look(desk, "sign-in-logged-in")
	desk.tap("[data-do=log-out]").see("h1", "Family reading night")
	assert desk.page.request.get("/api/method/frappe.auth.get_logged_user").status in (401, 403)


def test_a_link_that_has_ended_says_so_and_nothing_else(open_tablet, here, event):
	tablet = open_tablet(token_of(event, here.liaison))
	tablet.see("#who")
	token_of(event, here.liaison)
	tablet.page.reload()
	tablet.see("h1", "Sign-in is not open now")
	look(tablet, "sign-in-closed")
	assert "Family reading night" not in tablet.page.inner_text("body")


def test_a_liaison_finds_the_family_of_a_name_on_a_phone(open_desk, open_tablet, here, event):
	tablet = open_tablet(token_of(event, here.liaison))
	tablet.see("#who").fill("Rosa Nobody")
	tablet.tap("[data-do=sign-in]").see("h1", "Thank you")
	with committing():
		family = family_of(here)
	words = frappe.db.get_value("Focus Family", family, "family_name")
	desk = open_desk(here.liaison).go("Form", "Engagement Event", event).is_form_of("Engagement Event")
	desk.look("event")
	assert desk.fits()
	desk.see("[data-liaison=attendance] a", "Rosa Nobody").click()
	desk.is_form_of("Event Attendance").pick("family", words)
	desk.look("event-attendance")
	name = desk.save()
	assert desk.fits()
	frappe.db.rollback()
	assert frappe.db.get_value("Event Attendance", name, ["family", "title"]) == (family, words)
	assert desk.errors == []


def test_a_parent_of_the_team_reads_how_many_came_and_nobodys_name(open_desk, here, event):
	desk = open_desk(here.parent).go("Form", "Engagement Event", event).is_form_of("Engagement Event")
	desk.see("[data-fieldname=attendance_panel]", "Who came is told to the school's liaisons")
	assert desk.page.evaluate("() => cur_frm.doc.head_count") == 1
	assert "Okonkwo" not in desk.page.content()
	for mark in ("add-attendance", "open-sign-in", "invite"):
		assert desk.page.locator(f"[data-liaison={mark}]:visible").count() == 0
	desk.look("event-parent")
	assert desk.errors == []


def test_inviting_opens_the_message_to_many_with_words_to_begin_with(open_desk, here, event):
	desk = open_desk(here.liaison).go("Form", "Engagement Event", event).is_form_of("Engagement Event")
	desk.tap("[data-liaison=invite]").see("[data-liaison=message-dialog]")
	text = desk.see("[data-liaison=message-dialog] textarea[data-fieldname=text]")
	assert "Family reading night" in text.input_value()
	assert "a meal" in text.input_value()
	desk.look("event-invite")
	assert desk.errors == []
