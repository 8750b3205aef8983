"""Consents, restricted notes and requests for records as people handle them in the desk."""

import frappe
import pytest

from tests import factories as make
from tests.connection import committing
from tests.privacy.papers import entry_values, make_consent, make_request, set_right
from tests.privacy.test_notes import write_note

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def papers(world) -> dict:
	"""A family with a consent, a note, a disclosure and a request of an adult who may not have the records."""
	with committing():
		here = world.here
		family = make.make_family(here.name, here.liaison, family_name=make.unique("Ibarra"))
		child = make.child_of(family)
		consent = make_consent(family)
		entry = frappe.get_doc(entry_values(child)).insert()
		note = write_note(family, here.liaison)
		request = make_request(child, make.adult_of(family))
		set_right(child, make.adult_of(family), "may_receive_records", 0)
	return {
		"family": family,
		"consent": consent.name,
		"entry": entry.name,
		"note": note.name,
		"request": request.name,
	}


@pytest.mark.parametrize("phone", [False, True])
@pytest.mark.parametrize(
	("doctype", "paper", "shown"),
	[
		("Family Consent", "consent", "Elm Street Clinic"),
		("Restricted Note", "note", "Ibarra"),
		("Disclosure Log Entry", "entry", "Days absent since August"),
		("Records Request", "request", "may not receive the records"),
	],
)
def test_a_paper_is_read_at_the_desk_and_on_a_phone(open_desk, world, papers, doctype, paper, shown, phone):
	desk = open_desk(world.coordinator, phone=phone)
	desk.go("Form", doctype, papers[paper]).is_form_of(doctype)
	desk.page.wait_for_function("words => document.body.innerText.includes(words)", arg=shown)
	assert desk.look(frappe.scrub(doctype)).fits()
	assert desk.errors == []


def test_what_would_be_refused_is_not_offered_on_a_note(open_desk, world, papers):
	desk = open_desk(world.coordinator, phone=False)
	for doctype, paper, count in (("Family Consent", "consent", 2), ("Restricted Note", "note", 0)):
		desk.go("Form", doctype, papers[paper]).is_form_of(doctype).pause()
		assert desk.page.locator(":is(.comment-box, .form-attachments):visible").count() == count


def test_the_log_offers_outcomes_and_bases_and_shows_what_was_asked_for(open_desk, world, papers):
	desk = open_desk(world.coordinator, phone=False).go("query-report", "Disclosure Log")
	desk.see(".dt-row", papers["entry"])
	desk.select("basis", "Consent", within=".page-form")
	desk.see(".dt-row", papers["entry"])
	desk.look("disclosure_log")
	desk.select("outcome", "Refused", within=".page-form")
	desk.page.locator(".dt-row", has_text=papers["entry"]).first.wait_for(state="hidden")
	assert desk.errors == []


def test_the_number_to_call_stands_before_a_note_on_child_protection(open_desk, world, papers):
	desk = open_desk(world.here.liaison)
	desk.go("List", "Restricted Note").see(".list-row-container")
	desk.page.evaluate("family => frappe.new_doc('Restricted Note', { family })", papers["family"])
	desk.is_form_of("Restricted Note")
	assert desk.page.locator("[data-liaison=hotline]").count() == 0
	desk.select("kind", "Child Protection")
	hotline = desk.see("[data-liaison=hotline]")
	assert "1-800-422-4453" in hotline.inner_text()
	above = (
		hotline.bounding_box()["y"]
		< desk.page.locator("[data-fieldname=content]:visible").first.bounding_box()["y"]
	)
	assert above
	assert desk.look("hotline").fits()
	assert desk.errors == []


def test_a_principal_sees_on_the_family_that_there_is_a_note(open_desk, world, papers):
	desk = open_desk(world.here.leader)
	desk.go("Form", "Focus Family", papers["family"])
	assert desk.see("[data-liaison=restricted-notes]").inner_text() == "1"
	assert desk.errors == []


@pytest.mark.parametrize(
	("doctype", "paper", "title"),
	[
		("Family Consent", "consent", "Ibarra"),
		("Disclosure Log Entry", "entry", "student"),
		("Records Request", "request", "student"),
	],
)
def test_a_paper_is_called_by_whom_it_is_about_and_not_by_its_number(
	open_desk, world, papers, doctype, paper, title
):
	name = make.child_of(papers["family"])
	words = frappe.db.get_value("Focus Student", name, "full_name") if title == "student" else title
	desk = open_desk(world.coordinator, phone=False)
	desk.go("Form", doctype, papers[paper]).is_form_of(doctype).see(".page-head .title-text", words)
	desk.go("List", doctype)
	subject = desk.see(".list-row .list-subject", words).inner_text()
	assert papers[paper] not in subject
	assert paper != "consent" or "Elm Street Clinic" in subject


def test_a_consent_is_revoked_from_its_page(open_desk, world, papers):
	desk = open_desk(world.here.liaison, phone=False)
	desk.go("Form", "Family Consent", papers["consent"])
	desk.is_form_of("Family Consent")
	desk.page.get_by_role("button", name="Revoke").click()
	desk.page.locator(".liaison-dialog:visible textarea").fill("By phone.")
	desk.page.locator(".liaison-dialog:visible .btn-primary").click()
	desk.page.wait_for_function("cur_frm.doc.revoked_at")
	assert desk.errors == []


def test_a_request_says_at_once_that_this_adult_may_not_have_the_records(open_desk, world, papers):
	desk = open_desk(world.coordinator, phone=False)
	desk.go("Form", "Records Request", papers["request"])
	assert "may not receive the records" in desk.see(".form-message").inner_text()
	assert desk.errors == []


@pytest.mark.parametrize("doctype", ["Family Consent", "Records Request", "Disclosure Log Entry"])
@pytest.mark.parametrize("phone", [False, True])
def test_whoever_records_a_paper_has_its_fields_and_a_save(open_desk, world, papers, doctype, phone):
	for user in (world.here.liaison, world.here.leader, world.coordinator):
		desk = open_desk(user, phone=phone).go("List", doctype).pause()
		desk.page.evaluate("doctype => frappe.new_doc(doctype)", doctype)
		desk.is_form_of(doctype).see(".primary-action", "Save")
		desk.see(".form-page [data-fieldname=student] input:not([disabled])")
		assert desk.errors == []


def test_a_disclosure_by_phone_is_logged_in_its_form_and_stays_as_it_was_made(open_desk, world, papers):
	desk = open_desk(world.coordinator, phone=False).go("List", "Disclosure Log Entry").pause()
	desk.page.evaluate("frappe.new_doc('Disclosure Log Entry')")
	desk.is_form_of("Disclosure Log Entry").pick("student", make.child_of(papers["family"]))
	with desk.open_row(desk.see("[data-fieldname=parties] .grid-body .grid-row")) as row:
		desk.type("party_name", "Elm Street Clinic", within=row)
		desk.type("legitimate_interest", "Treats Sam.", within=row)
	desk.type("what", "That Sam was not at school today, by phone")
	desk.select("basis", "Health or Safety Emergency")
	desk.type("threat", "Sam had not come home by nine in the evening.")
	desk.save()
	assert desk.pause().page.evaluate("cur_frm.doc.made_by") == world.coordinator
	assert desk.see(".form-message").inner_text().count("Kept as it was made.") == 1
	assert desk.page.locator(".primary-action:visible", has_text="Save").count() == 0
	assert desk.page.locator(".form-page [data-fieldname=what] textarea:visible").count() == 0
	assert desk.errors == []


def test_a_disclosure_record_is_logged_for_no_one_before_an_adult_is_chosen(open_desk, world, papers):
	desk = open_desk(world.coordinator, phone=False)
	desk.go("Form", "Focus Student", make.child_of(papers["family"])).is_form_of("Focus Student")
	desk.menu("Disclosure Record").pause().tap(".modal.show .btn-primary:has-text('Give')")
	assert "missing" in desk.message().lower()
	assert desk.errors == []
