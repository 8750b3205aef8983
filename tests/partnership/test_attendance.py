"""Who came to an event: told to the liaisons of the school and the coordinators, counted once everywhere."""

import frappe
import pytest
from frappe.utils import add_days, nowdate

from liaison_app.ledger.audit import rebuild_lines, verify
from liaison_app.privacy.erasure import erase_family
from liaison_app.weekly_report.returning import give_reason
from tests import factories as make
from tests.appointments import ago, lines
from tests.connection import working_as
from tests.partnership.events import change_event, come, family_of, head_count, hold, make_event, refused


@pytest.fixture
def event(here):
	"""An event of this evening."""
	return make_event(here).name


def come_as(user: str, event: str, **values):
	with working_as(user):
		return frappe.get_doc({"doctype": "Event Attendance", "event": event, **values}).insert()


def listed(user: str) -> set[str]:
	with working_as(user):
		return set(frappe.get_list("Event Attendance", pluck="name", limit=0))


def test_a_liaison_writes_down_a_family_and_a_stranger(here, event):
	family = family_of(here)
	row = come_as(here.liaison, event, family=family, adults=2)
	other = come_as(here.liaison, event, person_name="Mr Lund")
	assert (row.school, row.title) == (
		here.school,
		frappe.db.get_value("Focus Family", family, "family_name"),
	)
	assert (other.title, other.adults) == ("Mr Lund", 1)
	assert come_as(here.liaison, event, children=3).title == "Walk-In"
	assert head_count(event) == 6


def test_a_family_twice_in_one_event_is_refused(here, event):
	family = family_of(here)
	come(event, family)
	with pytest.raises(frappe.ValidationError, match="is in Who Came of this event already"):
		come_as(here.liaison, event, family=family)
	assert come(make_event(here).name, family), "Another event is another evening."
	assert head_count(event) == 1


def test_the_children_of_a_family_may_each_have_a_row_and_none_two(here, event):
	family = family_of(here)
	first, second = make.child_of(family), make.make_student(family, here.school)
	row = come_as(here.liaison, event, student=first)
	assert (row.family, row.adults, row.children) == (family, 0, 1)
	come(event, student=second)
	with pytest.raises(frappe.ValidationError, match="already"):
		come(event, student=first)
	hold(event)
	[line] = lines(event)
	students = frappe.get_all(
		"Liaison Ledger Student", {"parent": line.name}, pluck="student", order_by="idx"
	)
	assert (line.family, line.participants, students) == (family, 2, sorted([first, second]))


def test_a_child_of_another_family_is_refused(here, event):
	with pytest.raises(frappe.ValidationError, match="Student: choose a child of this family"):
		come(event, family_of(here), student=make.child_of(family_of(here)))


def test_more_present_than_were_counted_in_the_room_are_refused(here, event):
	change_event(event, parents=3)
	come(event, family_of(here), adults=3)
	with refused("3 people were counted in the room, and 4 are in Who Came"):
		come(event, family_of(here))
	with refused("2 people were counted in the room, and 3 are in Who Came"):
		change_event(event, parents=2)


def test_nobody_has_come_before_the_day_nor_to_what_was_called_off(here):
	tomorrow = make_event(
		here,
		planned_start=f"{add_days(nowdate(), 1)} 10:00:00",
		planned_end=f"{add_days(nowdate(), 1)} 11:00:00",
	)
	with refused("Write down who came when it has begun"):
		come(tomorrow.name, family_of(here))
	change_event(tomorrow.name, status="Called Off", called_off_reason="Snow.")
	with refused("it was called off, so nobody came"):
		come(tomorrow.name, family_of(here))


def test_a_row_that_stands_for_nobody_is_one_person(here, event):
	assert come(event, person_name="Ana", adults=0, children=0).adults == 1


def test_only_the_schools_liaisons_and_coordinators_see_who_came(here, event):
	row = come(event, family_of(here)).name
	stranger = make.make_liaison(make.make_school())
	assert row in listed(here.liaison)
	assert row in listed(make.make_coordinator())
	assert row not in listed(stranger)
	for user in (here.leader, here.parent):
		with working_as(user):
			assert not frappe.has_permission("Event Attendance", "read", doc=row)
			assert frappe.get_doc("Engagement Event", event).has_permission("read")


def test_a_family_that_has_moved_on_is_not_shown_to_the_school_that_it_left(here, event):
	family = family_of(here)
	row = come(event, family).name
	enrolment = frappe.get_doc("Family Enrolment", {"family": family})
	make.set_status(enrolment, "Exited")
	assert row not in listed(here.liaison)
	assert head_count(event) == 1, "The figure stays."


def test_nobody_writes_down_a_family_that_they_may_not_see(here, event):
	elsewhere = make.make_school()
	foreign = make.make_family(elsewhere, make.make_liaison(elsewhere))
	with pytest.raises(frappe.PermissionError):
		come_as(here.liaison, event, family=foreign)
	with pytest.raises(frappe.PermissionError):
		come_as(make.make_liaison(elsewhere), event, person_name="x")
	for user in (here.leader, here.parent, make.make_coordinator()):
		with pytest.raises(frappe.PermissionError):
			come_as(user, event, person_name="x")


def test_a_row_that_is_changed_or_deleted_is_followed_by_event_and_ledger(here, event):
	family = family_of(here)
	row = come(event, family, adults=2)
	hold(event)
	assert lines(event)[0].participants == 2
	with working_as(here.liaison):
		row = frappe.get_doc("Event Attendance", row.name)
		row.children = 3
		row.save()
	assert (head_count(event), lines(event)[0].participants) == (5, 5)
	with working_as(here.liaison):
		frappe.delete_doc("Event Attendance", row.name)
	assert [(line.family, line.participants) for line in lines(event)] == [("", 0)]


def test_who_came_after_the_form_was_opened_is_not_lost_when_it_is_saved(here, event):
	opened = frappe.get_doc("Engagement Event", event)
	come(event, family_of(here), adults=2)
	opened.rating = "4"
	opened.save()
	assert head_count(event) == 2


def test_a_frozen_report_keeps_the_attendance_that_it_counted(here, event):
	family = family_of(here)
	row = come(event, family)
	change_event(event, planned_start=ago(180))
	hold(event)
	report = make.insert(
		"Weekly Activity Report",
		{"liaison": here.liaison, "school": here.school, "week_start": make.monday()},
	)
	make.hand_in(report.name, here.liaison)
	with refused("has already counted this work"):
		come(event, family_of(here))
	with refused("has already counted this work"), working_as(here.liaison):
		frappe.delete_doc("Event Attendance", row.name)
	with refused("has already counted this work"):
		change_event(event, parents=40)
	coordinator = make.make_coordinator()
	with working_as(coordinator):
		give_reason(report.name, "Somebody is missing.")
	make.act(report.name, coordinator, "Return")
	come(event, family_of(here))
	assert change_event(event, parents=40).head_count == 40


def test_a_family_that_is_erased_leaves_the_figures_as_they_were(here, event):
	family = family_of(here)
	row = come(event, family, adults=4, person_name="Rosa Okonkwo")
	hold(event)
	before = lines(event)
	erase_family(family)
	kept = frappe.get_doc("Event Attendance", row.name)
	assert (kept.family, kept.adults, kept.family_name, kept.person_name, kept.title) == (
		family,
		4,
		None,
		None,
		None,
	)
	rebuild_lines("Engagement Event", [event])
	assert [(line.name, line.participants) for line in lines(event)] == [
		(line.name, line.participants) for line in before
	]
	assert [difference for difference in verify() if event in difference.what] == []
