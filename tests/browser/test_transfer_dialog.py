"""The coordinator transfers a family to another school, on its enrolment's page."""

from collections.abc import Iterator
from contextlib import contextmanager

import frappe
import pytest
from frappe.utils import add_days, nowdate

from tests import factories as make
from tests.appointments import make_visit
from tests.browser.desk import OFFER
from tests.connection import committing
from tests.world import School, make_staffed_school

pytestmark = pytest.mark.browser

DIALOG = "[data-liaison=transfer-dialog]"
REASON = "They have moved across town."


@pytest.fixture(scope="module")
def schools(site, world) -> tuple[School, School]:
	"""The school that the families leave, and the one to which they go."""
	with committing():
		here, there = make_staffed_school(), make_staffed_school()
		for liaison, name in ((here.liaison, "Rosa Marin"), (there.liaison, "Ben Osei")):
			frappe.db.set_value("Family Liaison", liaison, "liaison_name", make.unique(name))
	return here, there


@pytest.fixture
def here(schools) -> School:
	return schools[0]


@pytest.fixture
def there(schools) -> School:
	return schools[1]


@pytest.fixture
def family(here) -> str:
	"""A family with a child who changes, one who does not, and a visit and a step that are open."""
	with committing():
		name = make.make_family(here.name, here.liaison, family_name=make.unique("Okonkwo"))
		make.make_student(name, make.make_school(), make.adult_of(name), first_name="Ada")
		make_visit(name, here.name, here.liaison, planned_start=f"{add_days(nowdate(), 3)} 15:00:00")
		step = {"what": "Ask for a bus pass", "family": name, "assignee": here.liaison, "school": here.name}
		make.insert("Next Step", {**step, "due_on": add_days(nowdate(), 2)})
	return name


def enrolment_of(family: str, **filters) -> str:
	frappe.db.rollback()
	return frappe.db.get_value("Family Enrolment", {"family": family, **filters})


@contextmanager
def holding(desk, method: str) -> Iterator[None]:
	"""The answers of a method do not come while the block runs."""
	held: list = []

	def hold(route) -> None:
		held.append(route)

	desk.page.route(f"**/*{method}*", hold)
	yield
	for route in held:
		route.continue_()
	desk.page.unroute(f"**/*{method}*")


def name_of(liaison: str) -> str:
	return frappe.db.get_value("Family Liaison", liaison, "liaison_name")


def open_dialog(desk, family: str, phone: bool):
	desk.go("Form", "Family Enrolment", enrolment_of(family)).is_form_of("Family Enrolment")
	return desk.menu("Transfer", phone, under="Schools").see(DIALOG)


@pytest.mark.parametrize("phone", [False, True])
def test_a_coordinator_sees_what_goes_along_and_transfers(open_desk, world, here, there, family, phone):
	old, (changes, stays) = enrolment_of(family), children_of(family)
	desk = open_desk(world.coordinator, phone=phone)
	open_dialog(desk, family, phone)
	assert desk.page.locator(f"{DIALOG} .btn-primary").is_disabled()
	assert not desk.page.locator(f"{DIALOG} legend:visible").count()
	desk.pick("school", there.name, within=DIALOG).pick("liaison", name_of(there.liaison), within=DIALOG)
	notes = desk.see(f"{DIALOG} [data-liaison=notes]").inner_text()
	assert f"{here.name} no longer sees the family" in notes
	assert "visits and meetings 1, next steps 1" in notes
	ticked = {name: desk.chip("children", name).locator("input").is_checked() for name in (changes, stays)}
	assert ticked == {changes: True, stays: False}
	desk.type("reason", REASON, within=DIALOG).look("transfer")
	assert desk.fits()
	with desk.page.expect_response(lambda answer: "transfer.transfer" in answer.url):
		desk.tap(f"{DIALOG} .btn-primary")
	desk.page.wait_for_function("old => cur_frm.doc.former_enrolment === old", arg=old)
	new = frappe.get_doc("Family Enrolment", enrolment_of(family, status="Enrolled"))
	assert (new.school, new.liaison, new.former_enrolment) == (there.name, there.liaison, old)
	schools = frappe.get_all("Focus Student", {"family": family, "school": there.name}, pluck="full_name")
	assert schools == [changes]
	assert desk.errors == []


def children_of(family: str) -> list[str]:
	return frappe.get_all("Focus Student", {"family": family}, pluck="full_name", order_by="creation asc")


def test_a_liaison_of_another_school_is_refused_once_and_what_was_typed_stays(
	open_desk, world, here, there, family
):
	desk = open_desk(world.coordinator, phone=False)
	open_dialog(desk, family, phone=False)
	desk.type("reason", REASON, within=DIALOG).pick("liaison", name_of(here.liaison), within=DIALOG)
	desk.pick("school", there.name, within=DIALOG)
	assert "is not assigned to" in desk.message()
	desk.look("transfer-refused").close_message().pause()
	assert not desk.page.locator(".msgprint-dialog:visible").count()
	assert desk.page.locator(f"{DIALOG} .btn-primary").is_disabled()
	assert desk.page.locator(f"{DIALOG} textarea").input_value() == REASON
	desk.pick("liaison", name_of(there.liaison), within=DIALOG)
	desk.see(f"{DIALOG} [data-liaison=notes] li")
	assert desk.page.locator(f"{DIALOG} .btn-primary").is_enabled()
	assert enrolment_of(family, status="Enrolled", school=here.name)


def test_only_liaisons_of_the_new_school_are_offered_and_what_was_said_of_another_goes(
	open_desk, world, here, there, family
):
	with committing():
		colleague = make.make_liaison(there.name)
		frappe.db.set_value("Family Liaison", colleague, "liaison_name", make.unique("Lin Castro"))
		frappe.db.set_value("Family Liaison", there.liaison, "caseload_target", 0)
	desk = open_desk(world.coordinator, phone=False)
	open_dialog(desk, family, phone=False)
	desk.pick("school", there.name, within=DIALOG)
	box = desk.page.locator(f"{DIALOG} [data-fieldname=liaison] input")
	box.click()
	desk.see(OFFER, name_of(there.liaison))
	assert not desk.page.locator(f"{OFFER}:visible", has_text=name_of(here.liaison)).count()
	desk.pick("liaison", name_of(there.liaison), within=DIALOG)
	desk.see(f"{DIALOG} [data-liaison=notes] li", "more than the caseload target allows")
	with holding(desk, "transfer.preview"):
		desk.pick("liaison", name_of(colleague), within=DIALOG)
		assert not desk.page.locator(f"{DIALOG} [data-liaison=notes] li").count()
	desk.see(f"{DIALOG} [data-liaison=notes] li", "no longer sees the family")


def test_a_liaison_is_not_offered_to_transfer(open_desk, here, family):
	desk = open_desk(here.liaison, phone=False)
	desk.go("Form", "Family Enrolment", enrolment_of(family)).is_form_of("Family Enrolment")
	desk.see(".form-page [data-fieldname=school]")
	assert not desk.page.get_by_text("Transfer", exact=True).count()
