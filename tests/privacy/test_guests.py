"""Guests of no family on file: their names go after the retention time, and how many came stays."""

import frappe
import pytest
from frappe.utils import add_years, nowdate

from liaison_app.ledger.audit import verify
from liaison_app.privacy.guests import forget_guests
from tests import factories as make
from tests.after_school.programs import apply_for, make_program
from tests.partnership.events import come, head_count, hold, make_event
from tests.partnership.plans import Place, make_place
from tests.privacy.papers import make_request, tables_with

WORD = "Zephyrine"


@pytest.fixture(autouse=True)
def _seven_years(site):
	frappe.db.set_single_value("Liaison Settings", "retention_years", 7)


@pytest.fixture
def here() -> Place:
	return make_place()


def held(here: Place, **values) -> str:
	"""An event to which somebody came as three; a comment says who."""
	name = make_event(here).name
	row = come(name, adults=2, children=1, **values)
	if "person_name" in values:
		about = {"reference_doctype": row.doctype, "reference_name": row.name}
		make.insert("Comment", {"comment_type": "Comment", "content": values["person_name"], **about})
		frappe.delete_doc(row.doctype, come(name, **values).name)
	hold(name)
	return name


def let_years_pass(event: str, years: int) -> None:
	then = add_years(nowdate(), -years)
	frappe.db.set_value("Engagement Event", event, "planned_end", f"{then} 20:00:00")
	frappe.db.set_value("Event Attendance", {"event": event}, "creation", then)
	frappe.db.set_value("Deleted Document", {"deleted_doctype": "Event Attendance"}, "creation", then)


def guests(event: str) -> list[str | None]:
	return frappe.get_all("Event Attendance", {"event": event}, pluck="person_name", order_by="name asc")


def test_a_guest_of_eight_years_ago_is_named_nowhere_and_counted_still(here):
	name = held(here, person_name=f"{WORD} Lund")
	assert {"tabEvent Attendance", "tabComment", "tabDeleted Document"} <= tables_with(WORD)
	let_years_pass(name, 8)
	forget_guests()
	assert tables_with(WORD) == set()
	assert head_count(name) == 3
	assert frappe.get_all("Event Attendance", {"event": name}, ["adults", "children"]) == [{"adults": 2, "children": 1}]  # fmt: skip
	assert [found for found in verify() if name in found.what] == []


def test_names_of_six_years_ago_and_those_of_families_stay(here):
	family = make.make_family(here.school, here.liaison)
	recent, of_family = held(here, person_name="Mr Lund"), held(here, family=family)
	let_years_pass(recent, 6)
	let_years_pass(of_family, 8)
	old = held(here, person_name="Mr Lund")
	let_years_pass(old, 8)
	forget_guests()
	assert (guests(recent), guests(old)) == (["Mr Lund"], [None])
	title = frappe.db.get_value("Event Attendance", {"event": of_family}, "title")
	assert title == frappe.db.get_value("Focus Family", family, "family_name")


def test_an_event_whose_day_is_set_years_back_by_mistake_loses_no_name(here):
	name = held(here, person_name="Mr Lund")
	frappe.db.set_value("Engagement Event", name, "planned_end", f"{add_years(nowdate(), -8)} 20:00:00")
	forget_guests()
	assert guests(name) == ["Mr Lund"]
	let_years_pass(name, 8)
	forget_guests()
	assert guests(name) == [None]


def test_without_a_retention_time_nobody_is_forgotten(here):
	name = held(here, person_name="Mr Lund")
	let_years_pass(name, 8)
	frappe.db.set_single_value("Liaison Settings", "retention_years", 0)
	forget_guests()
	assert guests(name) == ["Mr Lund"]


def test_children_of_no_family_are_forgotten_after_school_and_their_places_counted(here):
	program = make_program(here.school, capacity=3)
	family = make.make_family(here.school, here.liaison)
	pupil = make.make_student(None, here.school)
	rows = [apply_for(program.name, f"{WORD} A"), apply_for(program.name, student=pupil)]
	of_family = apply_for(program.name, student=make.child_of(family))
	frappe.db.set_value("After School Program", program.name, "ends_on", add_years(nowdate(), -8))
	frappe.db.set_value(
		"After School Enrolment", {"program": program.name}, "creation", add_years(nowdate(), -8)
	)
	forget_guests()
	forget_guests()
	assert tables_with(WORD) == set()
	for row in rows:
		row.reload()
		assert (row.child_name, row.student, row.status) == (None, None, "Enrolled")
	of_family.reload()
	assert of_family.child_name and of_family.student


def test_a_child_whose_records_are_asked_for_is_not_forgotten_meanwhile(here):
	adult = make.adult_of(make.make_family(here.school))
	pupil = make.make_student(None, here.school, adult)
	program = make_program(here.school)
	row = apply_for(program.name, student=pupil)
	frappe.db.set_value("After School Program", program.name, "ends_on", add_years(nowdate(), -8))
	frappe.db.set_value(
		"After School Enrolment", {"program": program.name}, "creation", add_years(nowdate(), -8)
	)
	request = make_request(pupil, adult)
	forget_guests()
	assert frappe.db.get_value(row.doctype, row.name, "student") == pupil
	frappe.db.set_value("Records Request", request.name, "status", "Refused")
	forget_guests()
	assert frappe.db.get_value(row.doctype, row.name, "student") is None


def test_the_job_is_one_of_the_daily_ones():
	assert "liaison_app.privacy.guests.forget_guests" in frappe.get_hooks("scheduler_events")["daily"]
