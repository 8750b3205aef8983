"""Meetings, and other work, with one or several families."""

import frappe
import pytest
from frappe.utils import add_days, add_to_date, now_datetime, nowdate

from tests import appointments as plan
from tests import factories as make


@pytest.fixture
def here():
	"""A school with a liaison and two enrolled families."""
	school = make.make_school()
	liaison = make.make_liaison(school)
	families = [make.make_family(school, liaison) for _ in range(2)]
	return frappe._dict(school=school, liaison=liaison, families=families)


def meeting_of(here, **values):
	return plan.make_meeting(here.families, here.school, here.liaison, **values)


def test_a_held_meeting_reaches_the_families_whose_adult_came(here):
	meeting = meeting_of(here)
	meeting.invited[0].present = 1
	held = plan.move(meeting, "Held", actual_start=plan.ago(60), actual_end=plan.ago(20))
	assert [row.reached for row in held.families] == [1, 0]
	assert (held.status, held.head_count, held.staff_minutes) == ("Held", 1, 40)


def test_a_meeting_with_a_barred_adult_is_refused(here):
	adult = make.adult_of(here.families[0])
	frappe.db.set_value("Guardianship", {"family_member": adult}, "may_be_contacted", 0)
	with pytest.raises(frappe.ValidationError, match="may not be contacted"):
		meeting_of(here)


def test_an_adult_of_a_family_that_is_not_part_of_the_meeting_is_refused(here):
	other = make.make_family(here.school, here.liaison)
	with pytest.raises(frappe.ValidationError, match="choose an adult of this family"):
		meeting_of(here, invited=[{"family_member": make.adult_of(other)}])


def test_a_family_twice_in_one_meeting_is_refused(here):
	with pytest.raises(frappe.ValidationError, match="twice"):
		plan.make_meeting(here.families[:1] * 2, here.school, here.liaison, invited=[])


def test_someone_invited_twice_is_refused(here):
	rows = [{"family_member": make.adult_of(here.families[0])}] * 2
	with pytest.raises(frappe.ValidationError, match="twice"):
		meeting_of(here, invited=rows)


def test_a_meeting_to_which_nobody_came_is_not_held(here):
	with pytest.raises(frappe.ValidationError, match="nobody as present"):
		plan.move(meeting_of(here), "Held", actual_start=plan.ago(60), actual_end=plan.ago(20))


def test_a_meeting_that_ends_before_it_starts_is_refused(here):
	with pytest.raises(frappe.ValidationError, match="is before"):
		meeting_of(here, planned_end=plan.ago(90))


def test_a_meeting_called_off_needs_a_reason(here):
	with pytest.raises(frappe.ValidationError, match="Reason is missing"):
		plan.move(meeting_of(here), "Called Off", called_off_by="School")


def test_a_student_of_neither_family_is_refused(here):
	stranger = make.child_of(make.make_family(here.school, here.liaison))
	with pytest.raises(frappe.ValidationError, match="not a child"):
		meeting_of(here, students=[{"student": stranger}])


def test_no_words_on_the_place_are_kept_where_one_family_hides(here):
	meeting = meeting_of(here, place_words="Library")
	make.insert("Family Address", {"family": here.families[1], "homeless_status": "Shelter"})
	meeting.reload()
	assert (meeting.place_protected, meeting.place_words) == (1, None)


def test_a_family_twice_in_one_activity_is_refused(here):
	with pytest.raises(frappe.ValidationError, match="twice"):
		plan.make_activity(here.school, here.liaison, *here.families[:1] * 2)


def test_an_activity_above_a_day_is_refused(here):
	with pytest.raises(frappe.ValidationError, match="more than a day"):
		plan.make_activity(here.school, here.liaison, staff_minutes=1200, travel_minutes=300)


def test_an_activity_in_the_future_is_refused(here):
	with pytest.raises(frappe.ValidationError, match="Date is in the future"):
		plan.make_activity(here.school, here.liaison, activity_date=add_days(nowdate(), 1))


def test_an_activity_without_a_family_counts_at_its_school(here):
	activity = plan.make_activity(here.school, here.liaison, kind="Staff or Board Meeting", staff_minutes=90)
	[line] = plan.lines(activity.name)
	assert (line.family, line.activity_kind, line.units, line.staff_minutes) == (
		"",
		"Staff or Board Meeting",
		1,
		90,
	)


def test_an_activity_at_a_school_of_someone_else_is_refused(here):
	with pytest.raises(frappe.ValidationError, match="is not assigned to"):
		plan.make_activity(make.make_school(), here.liaison)


def test_a_frozen_week_keeps_the_visit_that_it_counted(here):
	from frappe.model.workflow import apply_workflow

	visit = plan.complete(
		plan.make_visit(here.families[0], here.school, here.liaison, planned_start=plan.ago(60))
	)
	report = frappe.get_doc(
		{
			"doctype": "Weekly Activity Report",
			"liaison": here.liaison,
			"school": here.school,
			"week_start": visit.actual_start.date(),
		}
	).insert()
	with plan.as_liaison_of(report):
		apply_workflow(report, "Hand In")
		visit = frappe.get_doc("Home Visit", visit.name)
		visit.reflection = "They were glad."
		visit.save()
		visit.visitors[0].staff_minutes = 200
		with pytest.raises(frappe.ValidationError, match="has already counted this work"):
			visit.save()
	assert frappe.db.get_value("Home Visit", visit.name, "reflection") == "They were glad."


def test_times_are_proposed_in_the_familys_hours_where_the_liaison_is_free(here):
	from liaison_app.outreach.visit_times import propose
	from liaison_app.school_calendar.weeks import WEEKDAYS, next_staff_day
	from tests.connection import as_user

	day = next_staff_day(add_days(nowdate(), 2), here.school)
	family = frappe.get_doc("Focus Family", here.families[0])
	hours = {
		"weekday": WEEKDAYS[day.weekday()],
		"from_time": "16:00:00",
		"to_time": "18:00:00",
		"note": "After work",
	}
	family.append("availability", hours)
	family.save()
	plan.make_visit(here.families[1], here.school, here.liaison, planned_start=f"{day} 16:00:00")
	as_user(here.liaison)
	times = [(str(slot["start"]), slot["note"]) for slot in propose(here.families[0], days=6)]
	assert times == [(f"{day} 17:00:00", "After work")]


def test_the_calendar_shows_visits_and_meetings_together_with_neutral_titles(here):
	from liaison_app.outreach.appointment_calendar import get_events
	from tests.connection import as_user

	start = add_to_date(now_datetime().replace(microsecond=0), days=1)
	visit = plan.make_visit(here.families[0], here.school, here.liaison, planned_start=start)
	meeting = meeting_of(here, planned_start=start, place_words="Room 12")
	make.insert("Family Address", {"family": here.families[0], "protected": 1})
	as_user(here.liaison)
	events = {event["name"]: event for event in get_events(nowdate(), add_days(nowdate(), 7))}
	name = frappe.db.get_value("Focus Family", here.families[0], "family_name")
	assert events[visit.name]["title"] == f"{name}: Home Visit"
	assert events[meeting.name]["title"] == f"{name}: Support Meeting"
	assert {event["place"] for event in events.values()} == {"protected"}
