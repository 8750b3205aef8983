"""Places of an after-school program: given while there are any, then in turn."""

import threading

import frappe
import pytest
from frappe.utils import getdate, nowdate

from liaison_app.after_school.enrolments import accept, leave
from liaison_app.after_school.places import places_of, turn_of
from liaison_app.school_calendar.weeks import add_staff_days
from tests import factories as make
from tests.after_school.programs import apply_for, make_program, status_of, yesterday
from tests.connection import committing, in_parallel, working_as
from tests.partnership.plans import make_parent


@pytest.fixture
def program(school, liaison):
	return make_program(school)


def go(row, user: str, reason: str = "Moved away") -> str:
	with working_as(user):
		return leave(row.name, reason)


def test_children_get_places_until_there_are_none_and_then_wait(program):
	rows = [apply_for(program.name, f"Child {number}") for number in range(4)]
	assert [status_of(row) for row in rows] == ["Enrolled", "Enrolled", "Waiting", "Waiting"]
	assert places_of(program.name) == {"Enrolled": 2, "Offered": 0, "Waiting": 2, "Left": 0}


def test_who_waits_longest_is_offered_the_place_of_one_who_leaves(program, liaison):
	first, _second, third, fourth = (apply_for(program.name, f"Child {number}") for number in range(4))
	go(first, liaison)
	assert [status_of(row) for row in (first, third, fourth)] == ["Left", "Offered", "Waiting"]
	step = frappe.get_doc("Next Step", {"reference_name": third.name})
	assert step.assignee == liaison
	assert "Child" not in step.what and program.program_name in step.what


def test_who_waits_is_told_the_turn_and_moves_up(program, liaison):
	rows = [apply_for(program.name, f"Child {number}") for number in range(5)]
	assert [turn_of(row) for row in rows] == [None, None, (1, 3), (2, 3), (3, 3)]
	go(rows[0], liaison)
	assert [turn_of(row) for row in rows] == [None, None, None, (1, 2), (2, 2)]


def test_an_offer_is_made_within_the_staff_days_of_the_district(program, liaison):
	rows = [apply_for(program.name, f"Child {number}") for number in range(4)]
	for days, leaving, waiting in ((0, rows[0], rows[2]), (3, rows[1], rows[3])):
		frappe.db.set_single_value("Liaison Settings", "offer_staff_days", days)
		go(leaving, liaison)
		due_on = frappe.db.get_value("Next Step", {"reference_name": waiting.name}, "due_on")
		assert due_on == add_staff_days(getdate(), days, program.school)


def test_without_a_liaison_a_coordinator_is_told_and_not_who_may_not_see_the_child():
	coordinator, school = make.make_coordinator(), make.make_school()
	parent = make_parent(school)
	program = make_program(school, capacity=1, in_charge=parent)
	first, second = (apply_for(program.name, f"Child {number}") for number in range(2))
	go(first, coordinator)
	step = frappe.get_doc("Next Step", {"reference_name": second.name})
	assert "Liaison Coordinator" in frappe.get_roles(step.assignee)
	for user, sees in ((coordinator, True), (parent, False)):
		with working_as(user):
			assert (step.name in frappe.get_list("Next Step", pluck="name", limit=0)) == sees


def test_an_offer_keeps_the_place_until_it_is_accepted_or_declined(program, liaison):
	first, _second, third, fourth = (apply_for(program.name, f"Child {number}") for number in range(4))
	go(first, liaison)
	late = apply_for(program.name, "Child 5")
	assert status_of(late) == "Waiting"
	go(third, liaison, "Has no way home")
	assert status_of(fourth) == "Offered"
	with working_as(liaison):
		assert accept(fourth.name) == "Enrolled"
	assert status_of(late) == "Waiting"


def test_more_places_are_offered_and_fewer_than_taken_are_refused(program):
	rows = [apply_for(program.name, f"Child {number}") for number in range(4)]
	program.reload()
	program.capacity = 3
	program.save()
	assert [status_of(row) for row in rows] == ["Enrolled", "Enrolled", "Offered", "Waiting"]
	program.capacity = 2
	with pytest.raises(frappe.ValidationError, match="Capacity: 3 children have a place or are offered one"):
		program.save()


def test_a_row_that_is_deleted_gives_its_place_on(program):
	first, _second, third = (apply_for(program.name, f"Child {number}") for number in range(3))
	first.delete()
	assert status_of(third) == "Offered"


def test_nobody_gives_a_place_by_writing_the_status(program, liaison):
	rows = [apply_for(program.name, f"Child {number}", status="Enrolled") for number in range(3)]
	assert status_of(rows[2]) == "Waiting"
	with working_as(liaison):
		doc = frappe.get_doc("After School Enrolment", rows[2].name)
		doc.update({"status": "Enrolled", "applied_at": "2020-01-01 00:00:00"})
		doc.save()
	doc.reload()
	assert (doc.status, str(doc.applied_at)[:10]) == ("Waiting", str(rows[2].applied_at)[:10])


@pytest.mark.parametrize("reason", ["", "  "])
def test_who_leaves_says_why(program, liaison, reason):
	row = apply_for(program.name, "Child")
	with pytest.raises(frappe.ValidationError, match="Why is missing"):
		go(row, liaison, reason)


def test_only_an_offer_is_accepted_and_nobody_leaves_twice(program, liaison):
	row = apply_for(program.name, "Child")
	with working_as(liaison), pytest.raises(frappe.ValidationError, match="only a place that was offered"):
		accept(row.name)
	go(row, liaison)
	with pytest.raises(frappe.ValidationError, match="has left already"):
		go(row, liaison)


def test_a_child_stands_once_in_the_list_and_may_come_back_at_its_end(program, liaison, school, family):
	child = make.child_of(family)
	row = apply_for(program.name, student=child)
	with pytest.raises(frappe.ValidationError, match="is in this program's list already"):
		apply_for(program.name, student=child)
	go(row, liaison)
	assert status_of(apply_for(program.name, student=child)) == "Enrolled"


@pytest.mark.parametrize(
	("values", "sentence"),
	[
		({"capacity": 0}, "Capacity: give at least 1"),
		({"starts_on": "2198-01-01", "ends_on": "2198-01-02"}, "is not in the school year"),
		({"starts_on": "2198-01-02", "ends_on": "2198-01-01"}, "Ends on"),
	],
)
def test_a_program_that_cannot_be_is_refused_with_one_sentence(school, values, sentence):
	with pytest.raises(frappe.ValidationError, match=sentence):
		make_program(school, **values)


def test_a_program_that_is_over_takes_nobody_and_offers_nothing(school, liaison):
	program = make_program(school, capacity=1)
	first, second = apply_for(program.name, "Child 1"), apply_for(program.name, "Child 2")
	frappe.db.set_value("After School Program", program.name, "ends_on", yesterday())
	with pytest.raises(frappe.ValidationError, match="Program: it ended on"):
		apply_for(program.name, "Child 3")
	go(first, liaison)
	assert status_of(second) == "Waiting"


def test_a_child_of_another_school_is_refused(program):
	other = make.make_school()
	child = make.child_of(make.make_family(other, make.make_liaison(other)))
	with pytest.raises(frappe.ValidationError, match="Student: choose a child of"):
		apply_for(program.name, student=child)


def test_a_child_that_joins_a_family_takes_its_row_along(program, school, family):
	child = make.make_student(None, school)
	row = apply_for(program.name, student=child)
	student = frappe.get_doc("Focus Student", child)
	student.family = family
	student.save()
	assert frappe.db.get_value("After School Enrolment", row.name, "family") == family


def test_two_at_once_on_the_last_place_one_gets_it(site):
	with committing():
		school = make.make_school()
		make.make_liaison(school)
		program = make_program(school, capacity=1, starts_on=nowdate()).name
	barrier = threading.Barrier(2)

	def applying(name: str):
		def work() -> None:
			barrier.wait()
			apply_for(program, name)
			frappe.db.commit()

		return work

	in_parallel(applying("Child 1"), applying("Child 2"))
	with committing():
		statuses = frappe.get_all("After School Enrolment", {"program": program}, pluck="status")
	assert sorted(statuses) == ["Enrolled", "Waiting"]
