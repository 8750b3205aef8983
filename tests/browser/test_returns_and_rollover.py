"""The coordinator brings a family back, and sees what a rollover will do."""

import frappe
import pytest
from frappe.utils import nowdate

from tests import factories as make
from tests.connection import committing
from tests.world import School, make_staffed_school

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def place(site, world) -> School:
	"""A school with its staff."""
	with committing():
		return make_staffed_school()


def enrolments(family: str) -> list[tuple]:
	frappe.db.rollback()
	fields = ["name", "school", "status", "former_enrolment"]
	rows = frappe.get_all("Family Enrolment", {"family": family}, fields, order_by="creation asc")
	return [tuple(row[field] for field in fields) for row in rows]


def open_enrolment(desk, name: str, action: str):
	desk.go("Form", "Family Enrolment", name).is_form_of("Family Enrolment")
	desk.menu(action, under="Schools")


def test_a_family_that_left_is_nominated_again(open_desk, world, place):
	school = place
	with committing():
		family = make.make_family(school.name, school.liaison, "Exited")
	((old, *_rest),) = enrolments(family)
	desk = open_desk(world.coordinator, phone=False)
	open_enrolment(desk, old, "Return to the Programme")
	desk.type("reason", "The absences are back.", within=".modal.show")
	with desk.page.expect_response(lambda answer: "nominate_return" in answer.url):
		desk.tap(".modal.show .btn-primary")
	desk.page.wait_for_function("old => cur_frm.doc.former_enrolment === old", arg=old)
	assert enrolments(family)[1][1:] == (school.name, "Nominated", old)
	assert desk.errors == []


def test_a_family_that_is_enrolled_elsewhere_by_now_is_not_offered_to_return(open_desk, world, place):
	with committing():
		family = make.make_family(place.name, place.liaison, "Exited")
		elsewhere = make_staffed_school()
		make.enrol(family, elsewhere.name, elsewhere.liaison)
	((old, *_rest), _new) = enrolments(family)
	desk = open_desk(world.coordinator, phone=False)
	desk.go("Form", "Family Enrolment", old).is_form_of("Family Enrolment")
	desk.see(".form-page [data-fieldname=school]")
	assert not desk.page.locator(".custom-actions .btn:has-text('Schools')").count()


@pytest.mark.parametrize("phone", [False, True])
def test_a_rollover_says_what_it_will_do(open_desk, world, place, phone):
	with committing():
		year = make.make_year_of(nowdate())
		child = make.make_student(None, place.name, grade="Grade 4")
		frappe.db.set_value("Focus Student", child, "grade_of_year", None)
		if not frappe.db.exists("Year Rollover", year):
			make.insert("Year Rollover", {"school_year": year})
	desk = open_desk(world.coordinator, phone=phone).go("Form", "Year Rollover", year)
	desk.see("[data-liaison=rollover] li", "Grade 4 → Grade 5")
	desk.look("rollover")
	assert desk.fits()
	assert desk.errors == []
