"""Signs of life from a phone, and who looks for whom."""

import frappe
import pytest

from liaison_app.safety.alarm import ring
from tests import appointments as plan
from tests import factories as make
from tests.connection import committing

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def secretary(world) -> str:
	"""Someone in the school's office: a user of the desk, without a role of ours."""
	with committing():
		return make.make_user("Report Manager")


@pytest.fixture
def visit(world, secretary):
	"""A pair visit that began a quarter of an hour ago; committed."""
	with committing():
		frappe.db.set_value("User", world.here.liaison, "mobile_no", "303-555-0187")
		family = make.make_family(world.here.name, world.here.liaison, family_name=make.unique("Okafor"))
		return plan.make_visit(
			family, world.here.name, world.here.liaison, planned_start=plan.ago(15), alarm_person=secretary
		)


@pytest.fixture
def overdue(visit):
	"""The same, an hour after its visitors should have been back, and the alarm was raised."""
	with committing():
		plan.keep_waiting(visit)
		ring()
	return visit


def stored(visit):
	frappe.db.rollback()
	return frappe.get_doc("Home Visit", visit.name)


def sent(desk, sign: str):
	"""Touch the button of a sign and wait until the server has it."""
	with desk.page.expect_response(lambda answer: "safety.check_in" in answer.url):
		desk.tap(f"[data-sign={sign}]")


def test_on_a_phone_one_tap_says_arrived_and_one_says_back(open_desk, world, visit):
	desk = open_desk(world.here.liaison).go("Form", "Home Visit", visit.name)
	desk.see("[data-liaison=check-in]")
	sent(desk, "arrive")
	desk.see("[data-liaison=check-in]", "Arrived at")
	assert stored(visit).arrived_at
	sent(desk, "come_back")
	desk.page.wait_for_selector("[data-liaison=check-in]", state="hidden")
	assert stored(visit).checked_in_by == world.here.liaison
	assert desk.errors == []


def test_the_buttons_are_large_enough_for_a_thumb_and_fit_the_phone(open_desk, world, visit):
	desk = open_desk(world.here.liaison).go("Form", "Home Visit", visit.name)
	for sign in ("arrive", "come_back", "stay_longer"):
		box = desk.see(f"[data-sign={sign}]").bounding_box()
		assert box["height"] >= 44
		assert box["x"] >= 0
		assert box["x"] + box["width"] <= 390


def test_what_is_typed_in_the_form_stays_when_a_sign_is_sent(open_desk, world, visit):
	desk = open_desk(world.here.liaison).go("Form", "Home Visit", visit.name)
	desk.see("[data-liaison=check-in]")
	desk.page.evaluate("() => cur_frm.set_value('reflection', 'They were glad.')")
	sent(desk, "come_back")
	desk.page.wait_for_function("() => cur_frm.doc.checked_in_at")
	assert desk.page.evaluate("cur_frm.doc.reflection") == "They were glad."
	with desk.page.expect_response(lambda answer: "savedocs" in answer.url):
		desk.page.evaluate("() => { cur_frm.save(); }")
	doc = stored(visit)
	assert doc.reflection == "They were glad."
	assert doc.checked_in_at


def test_a_tap_without_a_network_says_that_it_was_not_sent(open_desk, world, visit):
	desk = open_desk(world.here.liaison).go("Form", "Home Visit", visit.name)
	desk.see("[data-sign=come_back]")
	desk.page.context.set_offline(True)
	desk.tap("[data-sign=come_back]")
	desk.see(".desk-alert", "Not sent")
	desk.page.context.set_offline(False)
	assert stored(visit).checked_in_at is None


def test_the_worklist_row_says_back_with_one_tap(open_desk, world, visit):
	desk = open_desk(world.here.liaison)
	desk.page.goto("/app/query-report/Family Worklist")
	card = desk.see("[data-liaison=card]", visit.family_name)
	with desk.page.expect_response(lambda answer: "safety.check_in" in answer.url):
		card.locator("[data-sign=come_back]").click()
	assert stored(visit).checked_in_by == world.here.liaison


def test_the_named_person_takes_the_alarm_and_learns_nothing_of_the_family(open_desk, secretary, overdue):
	desk = open_desk(secretary).go("who-is-out")
	card = desk.see(f"[data-visit-name={overdue.name}]")
	assert "Not back" in card.inner_text()
	assert overdue.family_name not in desk.page.locator("body").inner_text()
	assert card.locator("a[href='tel:3035550187']").is_visible()
	sent(desk, "take_alarm")
	desk.see(f"[data-visit-name={overdue.name}]", "You take care of it.")
	sent(desk, "they_are_back")
	desk.page.wait_for_selector(f"[data-visit-name={overdue.name}]", state="detached")
	doc = stored(overdue)
	assert (doc.alarm_taken_by, doc.checked_in_by) == (secretary, secretary)
	assert desk.errors == []


def test_the_others_are_told_by_name_who_takes_care_of_it(open_desk, world, secretary, overdue):
	with committing():
		frappe.db.set_value("Home Visit", overdue.name, "alarm_taken_by", secretary)
	desk = open_desk(world.coordinator).go("who-is-out")
	name = frappe.utils.get_fullname(secretary)
	desk.see(f"[data-visit-name={overdue.name}]", f"{name} takes care of it.")


def test_a_coordinator_sees_who_is_out_with_whom_and_opens_the_visit(open_desk, world, overdue):
	desk = open_desk(world.coordinator, phone=False).go("who-is-out")
	card = desk.see(f"[data-visit-name={overdue.name}]", overdue.family_name)
	card.locator("a", has_text=overdue.family_name).click()
	desk.page.wait_for_function("name => cur_frm?.docname === name", arg=overdue.name)
