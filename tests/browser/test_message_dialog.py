"""One message to many families, from the family list and from the worklist."""

from collections.abc import Iterator

import frappe
import pytest

from tests import factories as make
from tests.connection import committing
from tests.outgoing_mail import committed_mail_account, work

pytestmark = pytest.mark.browser

WORDS = "School is closed on Friday."


@pytest.fixture(scope="module")
def school(world) -> Iterator[dict]:
	"""A school with an outgoing mail account, a family to write to, and one that mail does not reach safely."""
	with committing():
		name = make.make_school()
		liaison = make.make_liaison(name)
		families = {
			word: make.make_family(name, liaison, family_name=make.unique(word))
			for word in ("Abara", "Ochoa")
		}
		for family in families.values():
			address = f"{frappe.generate_hash(length=8)}@families.example"
			frappe.db.set_value("Family Member", make.adult_of(family), "email", address)
		frappe.db.set_value("Family Member", make.adult_of(families["Ochoa"]), "safe_email", 0)
	with committed_mail_account():
		yield {"name": name, "liaison": liaison, **families}


def open_dialog(desk, *families: str):
	"""Tick families in the list and choose the action, as one would."""
	desk.go("List", "Focus Family").see(".list-row")
	for family in families:
		desk.page.locator(f'.list-row-checkbox[data-name="{family}"]').check()
	desk.see(".actions-btn-group > button").click()
	desk.see(".actions-btn-group .dropdown-item", "Write to Families").click()
	dialog = desk.see("[data-liaison=message-dialog]")
	desk.see("[data-choice=to] label.liaison-chip")
	return dialog


def write(dialog, subject: str) -> None:
	dialog.locator("[data-fieldname=subject] input").fill(subject)
	dialog.locator("[data-fieldname=text] textarea").fill(WORDS)


def parts(family: str, subject: str) -> int:
	"""How often a message was logged with a family."""
	frappe.db.rollback()
	return frappe.db.count(
		"Liaison Contact", {"family": family, "is_message": 1, "summary": ["like", f"{subject}%"]}
	)


def test_who_gets_it_and_who_not_and_why_is_seen_before_it_is_sent(open_desk, school):
	desk = open_desk(school["liaison"], phone=False)
	dialog = open_dialog(desk, school["Abara"], school["Ochoa"])
	assert dialog.locator("[data-choice=to] label.liaison-chip").count() == 1
	skipped = dialog.locator("[data-liaison=skipped]").inner_text()
	assert frappe.db.get_value("Focus Family", school["Ochoa"], "family_name") in skipped
	assert "is not a safe way to reach" in skipped
	assert "Send to 1 Family" in dialog.locator(".btn-primary:visible").inner_text()
	assert desk.errors == []


def test_a_double_click_sends_once(open_desk, school):
	subject = make.unique("Friday")
	desk = open_desk(school["liaison"], phone=False)
	dialog = open_dialog(desk, school["Abara"])
	write(dialog, subject)
	dialog.locator(".btn-primary:visible").dblclick()
	dialog.wait_for(state="hidden")
	desk.see(".desk-alert", "On its way")
	work()
	assert parts(school["Abara"], subject) == 1
	assert desk.errors == []


def test_a_refusal_leaves_the_words_on_the_screen(open_desk, school):
	desk = open_desk(school["liaison"], phone=False)
	dialog = open_dialog(desk, school["Abara"])
	write(dialog, "")
	dialog.locator(".btn-primary:visible").click()
	assert "Subject is missing" in desk.message()
	assert dialog.locator("[data-fieldname=text] textarea").input_value() == WORDS


def test_a_lost_connection_leaves_the_words_and_sending_again_reaches_nobody_twice(open_desk, school):
	subject = make.unique("Friday")
	desk = open_desk(school["liaison"])
	desk.page.goto("/app/query-report/Family Worklist")
	desk.page.wait_for_selector("[data-worklist]", state="attached")
	desk.page.evaluate("names => liaison_app.open_message_dialog(names)", [school["Abara"]])
	dialog = desk.see("[data-liaison=message-dialog]")
	desk.see("[data-choice=to] label.liaison-chip")
	write(dialog, subject)
	desk.page.context.set_offline(True)
	dialog.locator(".btn-primary:visible").click()
	desk.see(".desk-alert", "Your words are still here")
	desk.page.context.set_offline(False)
	desk.close_message()
	assert dialog.locator("[data-fieldname=text] textarea").input_value() == WORDS
	dialog.locator(".btn-primary:visible").click()
	desk.see(".desk-alert", "On its way")
	work()
	assert parts(school["Abara"], subject) == 1


def test_words_outlive_a_dialog_that_was_closed(open_desk, school):
	desk = open_desk(school["liaison"], phone=False)
	write(open_dialog(desk, school["Abara"]), "Friday")
	desk.see("[data-liaison=message-dialog] .btn-modal-close").click()
	desk.page.locator("[data-liaison=message-dialog]").wait_for(state="hidden")
	desk.page.evaluate("name => liaison_app.open_message_dialog([name])", school["Abara"])
	again = desk.see("[data-liaison=message-dialog]")
	assert again.locator("[data-fieldname=text] textarea").input_value() == WORDS


def test_from_the_worklist_one_writes_to_the_families_that_are_listed(open_desk, school):
	desk = open_desk(school["liaison"], phone=False)
	desk.page.goto("/app/query-report/Family Worklist")
	desk.see(".dt-row", frappe.db.get_value("Focus Family", school["Abara"], "family_name"))
	desk.see("button", "Write to Families").click()
	desk.see("[data-choice=to] label.liaison-chip")
	to = desk.see("[data-choice=to]").inner_text()
	assert frappe.db.get_value("Focus Family", school["Abara"], "family_name") in to


def test_nobody_else_is_offered_to_write(open_desk, world):
	desk = open_desk(world.coordinator, phone=False).go("List", "Focus Family")
	desk.see(".list-row")
	desk.page.locator(".list-row-checkbox").first.check()
	desk.see(".actions-btn-group > button").click()
	desk.see(".actions-btn-group .dropdown-item")
	assert desk.page.locator(".dropdown-item", has_text="Write to Families").count() == 0
