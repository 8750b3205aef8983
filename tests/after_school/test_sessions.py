"""Sessions of a program are events, and its children are ticked."""

import frappe
import pytest

from liaison_app.after_school.sessions import get_children, note_children, sessions_of
from tests import factories as make
from tests.after_school.programs import apply_for, make_program
from tests.appointments import ago
from tests.connection import working_as
from tests.partnership.events import event_values, head_count

KIND = "After-School Session"


@pytest.fixture
def program(school, liaison):
	"""A program that began when the session did."""
	return make_program(school, starts_on=ago(120).date())


@pytest.fixture
def session(program, school, liaison):
	return make_session(program, school, liaison)


def make_session(program, school: str, liaison: str, **values):
	usual = {"kind": KIND, "after_school_program": program.name, "event_name": program.program_name}
	return make.insert("Engagement Event", event_values(school, liaison, **{**usual, **values}))


def test_children_are_ticked_once_those_on_file_as_students_and_others_by_name(
	program, session, liaison, family
):
	child = make.child_of(family)
	on_file, other = apply_for(program.name, student=child), apply_for(program.name, "Quentin")
	apply_for(program.name, "Waits")
	with working_as(liaison):
		assert {row["child_name"]: row["came"] for row in get_children(session.name)} == {
			on_file.child_name: False,
			"Quentin": False,
		}
		assert note_children(session.name, frappe.as_json([on_file.name, other.name])) == 2
		assert note_children(session.name, frappe.as_json([on_file.name, other.name])) == 0
		assert all(row["came"] for row in get_children(session.name))
	rows = frappe.get_all("Event Attendance", {"event": session.name}, ["student", "person_name", "family"])
	assert {(row.student, row.person_name, row.family) for row in rows} == {
		(child, None, family),
		(None, "Quentin", None),
	}
	assert head_count(session.name) == 2


def test_a_row_of_another_program_is_not_ticked(program, session, school, liaison):
	foreign = apply_for(make_program(school).name, "Elsewhere")
	with working_as(liaison):
		assert note_children(session.name, frappe.as_json([foreign.name])) == 0


def test_the_program_shows_its_sessions_with_how_many_came(program, session, liaison):
	row = apply_for(program.name, "Quentin")
	with working_as(liaison):
		note_children(session.name, frappe.as_json([row.name]))
		assert [(found.name, found.head_count) for found in sessions_of(program.name)] == [(session.name, 1)]


@pytest.mark.parametrize("role", ["Referring Teacher", "Partnership Team Member"])
def test_who_may_not_see_children_is_told_of_none_and_ticks_none(program, session, school, liaison, role):
	row = apply_for(program.name, "Quentin")
	user = make.make_user(role)
	make.assign(school, user, role)
	with working_as(user):
		assert get_children(session.name) == []
		assert note_children(session.name, frappe.as_json([row.name])) == 0
	with working_as(liaison):
		assert len(get_children(session.name)) == 1


@pytest.mark.parametrize(
	("values", "sentence"),
	[
		({"kind": "Workshop"}, "After-School Program: only a session has one"),
		(
			{"planned_start": "2198-01-01 15:00:00", "planned_end": "2198-01-01 17:00:00"},
			"Starts: the program runs from",
		),
	],
)
def test_a_session_that_cannot_be_is_refused_with_one_sentence(program, school, liaison, values, sentence):
	with pytest.raises(frappe.ValidationError, match=sentence):
		make_session(program, school, liaison, **values)


def test_a_session_of_another_schools_program_is_refused(program):
	other = make.make_school()
	with pytest.raises(frappe.ValidationError, match="After-School Program: choose a program of"):
		make_session(program, other, make.make_liaison(other))
