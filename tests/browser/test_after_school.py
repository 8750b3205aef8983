"""An after-school program in the desk: a child applies, another leaves, the next is offered, a session's children are ticked."""

import frappe
import pytest
from frappe.utils import nowdate

from tests import factories as make
from tests.after_school.programs import apply_for, make_program, status_of
from tests.appointments import ago
from tests.connection import committing
from tests.partnership.events import event_values, head_count

pytestmark = pytest.mark.browser


@pytest.fixture
def place(site: str) -> dict:
	"""A program with one place, a child in it and one who waits, and a session that has ended."""
	with committing():
		make.make_year_of(nowdate())
		school = make.make_school()
		liaison, leader = make.make_liaison(school), make.make_leader(school)
		program = make_program(school, capacity=1, starts_on=ago(120).date(), times="Mondays, 3 to 5 pm")
		rows = [apply_for(program.name, name) for name in ("Amal Haddad", "Ben Ortiz")]
		values = {"kind": "After-School Session", "after_school_program": program.name}
		event = make.insert("Engagement Event", event_values(school, liaison, **values)).name
	return {"liaison": liaison, "leader": leader, "program": program.name, "rows": rows, "event": event}


@pytest.mark.parametrize("phone", [True, False])
def test_a_place_that_becomes_free_is_offered_and_accepted(open_desk, place, phone):
	first, second = place["rows"]
	desk = open_desk(place["liaison"], phone=phone).go("Form", "After School Program", place["program"])
	desk.is_form_of("After School Program").see("[data-liaison=places]", "Enrolled: 1 of 1")
	desk.see("[data-liaison=sessions] a")
	desk.look("program")
	desk.go("Form", "After School Enrolment", second.name).see(".form-message", "On the waiting list: 1 of 1")
	desk.look("child-waits")
	desk.go("Form", "After School Enrolment", first.name).is_form_of("After School Enrolment").look("child")
	desk.button("Leave", phone)
	desk.see(".modal.show [data-fieldname=reason] textarea").fill("Moved away")
	desk.tap(".modal.show .btn-primary")
	desk.page.wait_for_function("() => cur_frm.doc.status === 'Left'")
	desk.go("Form", "After School Enrolment", second.name).is_form_of("After School Enrolment")
	desk.page.wait_for_function("() => cur_frm.doc.status === 'Offered'")
	desk.button("Accept Place", phone)
	desk.page.wait_for_function("() => cur_frm.doc.status === 'Enrolled'")
	frappe.db.rollback()
	assert [status_of(row) for row in (first, second)] == ["Left", "Enrolled"]
	assert desk.fits() and desk.errors == []


@pytest.mark.parametrize("phone", [True, False])
def test_the_children_of_a_session_are_ticked(open_desk, place, phone):
	desk = open_desk(place["liaison"], phone=phone).go("Form", "Engagement Event", place["event"])
	desk.is_form_of("Engagement Event")
	desk.button("Tick Children", phone)
	desk.see("[data-liaison=tick-children] .checkbox label", "Amal Haddad").click()
	desk.look("tick-children")
	with desk.page.expect_response(lambda answer: "note_children" in answer.url):
		desk.tap("[data-liaison=tick-children] .btn-primary")
	desk.settle()
	frappe.db.rollback()
	assert head_count(place["event"]) == 1
	assert desk.errors == []
