"""What an administrator does by hand in the desk, and what a liaison sees of it."""

from collections.abc import Iterator

import frappe
import pytest

from tests import appointments as plan
from tests import factories as make
from tests import people
from tests.connection import committing
from tests.workflows import new_state, put_back, workflow_of
from tests.world import World

ASKED, ASK = "Interpreter Asked", "Ask for an Interpreter"


@pytest.fixture
def visit(world: World):
	"""A visit of the day after tomorrow."""
	with committing():
		return plan.make_visit(
			world.here.family, world.here.name, world.here.liaison, planned_start=plan.ago(-2880)
		)


@pytest.fixture
def manager(site: str) -> str:
	"""An administrator of the site who is nobody's liaison."""
	with committing():
		return people.make_user("System Manager")


@pytest.fixture(scope="module", autouse=True)
def _state_and_action(site: str) -> None:
	"""A state and an action of the district's own, which no workflow has yet."""
	with committing():
		new_state(ASKED)
		make.insert("Workflow Action Master", {"workflow_action_name": ASK})


@pytest.fixture
def workflow(open_desk, manager: str) -> Iterator:
	"""The form of the workflow of visits; put back afterwards."""
	before = workflow_of("Home Visit").as_dict()
	yield open_desk(manager, phone=False).go("Form", "Workflow", "Home Visit").is_form_of("Workflow")
	with committing():
		put_back(workflow_of("Home Visit"), before)


def fill_row(desk, table: str, links: dict[str, str], **others: str) -> None:
	"""Add a row to a table of the open form: links are picked, the other fields are chosen or typed."""
	rows = desk.page.locator(f"[data-fieldname={table}] .grid-body .grid-row")
	before = rows.count()
	desk.tap(f"[data-fieldname={table}] .grid-add-row")
	with desk.open_row(rows.nth(before)) as row:
		for field, words in links.items():
			desk.pick(field, words, within=row)
		for field, words in others.items():
			is_select = desk.page.locator(f"{row} [data-fieldname={field}] select:visible").count()
			(desk.select if is_select else desk.type)(field, words, within=row)


def remove_rows_of(desk, table: str, state: str) -> None:
	"""Tick the rows of a table of the open form that name a state, and delete them."""
	rows = desk.page.locator(f"[data-fieldname={table}] .grid-body .grid-row")
	for row in rows.filter(has_text=state).all():
		row.locator(".grid-row-check").check()
	desk.tap(f"[data-fieldname={table}] .grid-remove-rows")
	desk.pause()


def test_a_state_that_was_added_by_hand_is_one_that_a_visit_can_be_in(open_desk, world, visit, workflow):
	fill_row(
		workflow, "states", {"state": ASKED, "allow_edit": "Family Liaison"},
		update_field="status", update_value="Planned",
	)  # fmt: skip
	fill_row(
		workflow, "transitions", {"state": "Planned", "action": ASK, "next_state": ASKED, "allowed": "Family Liaison"}
	)  # fmt: skip
	workflow.save()
	desk = open_desk(world.here.liaison).go("Form", "Home Visit", visit.name).is_form_of("Home Visit")
	desk.press(ASK)
	desk.see(".indicator-pill", ASKED)
	assert workflow.errors + desk.errors == []
	frappe.db.rollback()
	assert frappe.db.get_value("Home Visit", visit.name, ["workflow_state", "status"]) == (ASKED, "Planned")


def test_a_state_with_a_visit_in_it_is_not_taken_out_and_the_form_says_why(visit, workflow):
	with committing():
		plan.move(visit, "Confirmed")
	for table in ("transitions", "states"):
		remove_rows_of(workflow, table, "Confirmed")
	workflow.tap(".primary-action")
	# The host itself warns, and lets one go on.
	workflow.see(".modal.show .btn", "Save Anyway").click()
	assert "Confirmed" in workflow.message()
	frappe.db.rollback()
	assert "Confirmed" in [row.state for row in workflow_of("Home Visit").states]
