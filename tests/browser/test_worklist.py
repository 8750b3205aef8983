"""The Monday worklist on a desk and on a phone: each row acts."""

import frappe
import pytest
from frappe.utils import add_days, nowdate

from tests import factories as make
from tests.connection import committing

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def family(world) -> dict:
	"""A family that is long overdue, with a step and a safety instruction."""
	with committing():
		title = make.unique("Okafor")
		name = make.make_family(
			world.here.name, world.here.liaison, family_name=title, safety_instruction="No voicemail."
		)
		adult = frappe.get_doc("Family Member", make.adult_of(name))
		adult.append("phones", {"phone_number": "303-555-0199", "kind": "Mobile"})
		adult.save()
		make.insert(
			"Next Step",
			{"what": "Bring the bus card", "family": name, "assignee": world.here.liaison, "due_on": add_days(nowdate(), -2)},
		)  # fmt: skip
	return {"name": name, "title": title}


def open_worklist(desk):
	desk.page.goto("/app/query-report/Family Worklist")
	desk.page.wait_for_selector("[data-worklist]", state="attached")
	return desk


def card(desk, family: dict):
	return desk.see("[data-liaison=card]", family["title"])


def test_on_a_phone_a_row_is_a_card_that_logs_a_contact(open_desk, world, family):
	desk = open_worklist(open_desk(world.here.liaison))
	row = card(desk, family)
	assert row.locator("[data-liaison=instruction]").is_visible()
	assert "Bring the bus card" in row.inner_text()
	assert desk.fits()
	row.locator("[data-worklist=log]").click()
	desk.dialog().wait_for()
	desk.see("[data-liaison=safety]", "No voicemail.")
	assert desk.errors == []


def test_call_shows_the_instruction_and_the_numbers_that_are_safe(open_desk, world, family):
	desk = open_worklist(open_desk(world.here.liaison))
	card(desk, family).locator("[data-worklist=call]").click()
	dialog = desk.see("[data-liaison=call-dialog]")
	assert "No voicemail." in dialog.inner_text()
	assert dialog.locator("a[data-way=Call]").get_attribute("href").startswith("tel:")
	assert desk.errors == []


def test_on_a_desk_the_buttons_stand_in_the_table_and_plan_a_visit(open_desk, world, family):
	desk = open_worklist(open_desk(world.here.liaison, phone=False))
	# The host shows no label beside a filter that has a value.
	days = desk.see(".page-form [data-fieldname=days] select")
	assert days.locator("option:checked").inner_text() == "7 Days Ahead"
	row = desk.see(".dt-row", family["title"])
	row.locator("[data-worklist=visit]").click()
	desk.page.wait_for_function("cur_frm?.doctype === 'Home Visit' && cur_frm.doc.family")
	assert desk.page.evaluate("cur_frm.doc.family") == family["name"]
	assert desk.errors == []


def test_another_report_opened_after_the_worklist_on_a_phone_shows_its_table(open_desk, world, family):
	desk = open_worklist(open_desk(world.coordinator))
	desk.go("query-report", "Activity by Involvement Type")
	desk.see(".datatable .dt-row")
	assert desk.errors == []
