"""An event of the school: what it takes from the plan, what is refused, and what of it counts."""

import frappe
import pytest
from frappe.utils import add_days, add_to_date, nowdate

from liaison_app.outreach.appointment_calendar import get_events
from tests import factories as make
from tests.appointments import ago, lines
from tests.connection import working_as
from tests.partnership.events import (
	change_event,
	come,
	event_values,
	family_of,
	head_count,
	hold,
	make_event,
)
from tests.partnership.plans import day_after_year, make_activity, make_plan


def insert_as(user: str, **values):
	with working_as(user):
		return frappe.get_doc({"doctype": "Engagement Event", **values}).insert()


def test_an_event_of_an_activity_takes_school_type_and_who_is_in_charge_from_it(here):
	frappe.db.set_value("Partnership Activity", here.activity, "in_charge", here.parent)
	values = event_values("", activity=here.activity, involvement_type=None)
	event = insert_as(here.liaison, **values)
	assert (event.school, event.involvement_type) == (here.school, "Learning at Home")
	assert (event.in_charge, event.liaison) == (here.parent, here.liaison)


def test_an_event_belongs_to_no_plan_if_it_need_not(here):
	assert not make_event(here, kind="Workshop").activity


def test_an_event_that_ends_before_it_starts_is_refused(here):
	with pytest.raises(frappe.ValidationError, match="Ends is not after Starts: check both times"):
		make_event(here, planned_end=ago(180))


def test_an_event_of_several_days_is_refused(here):
	with pytest.raises(frappe.ValidationError, match="make an event for each day"):
		make_event(here, planned_start=ago(3 * 24 * 60))


def test_an_event_of_an_activity_outside_its_school_year_is_refused(here):
	day = f"{day_after_year(here.plan)} 18:00:00"
	outside = {"planned_start": day, "planned_end": add_to_date(day, hours=2)}
	with pytest.raises(frappe.ValidationError, match=r"Starts: .* is not in the school year"):
		make_event(here, activity=here.activity, **outside)
	assert make_event(here, **outside), "An event of its own may be on any day."


def test_an_activity_of_another_school_is_refused(here):
	foreign = make_activity(make_plan(make.make_school()).name)
	with pytest.raises(frappe.ValidationError, match="Activity of the Plan: choose an activity of"):
		make_event(here, activity=foreign.name)


def test_an_event_to_come_is_not_held(here):
	ahead = {"planned_start": add_days(nowdate(), 2), "planned_end": f"{add_days(nowdate(), 2)} 02:00:00"}
	event = make_event(here, **ahead)
	with pytest.raises(frappe.ValidationError, match="Starts is in the future"):
		hold(event.name)


def test_an_event_is_called_off_with_a_reason_and_not_once_people_have_come(here):
	event = make_event(here)
	with pytest.raises(frappe.ValidationError, match="Why It Was Called Off is missing"):
		change_event(event.name, status="Called Off")
	come(event.name, family_of(here))
	with pytest.raises(frappe.ValidationError, match="so the event was not called off"):
		change_event(event.name, status="Called Off", called_off_reason="Snow.")
	assert frappe.db.get_value("Engagement Event", event.name, "status") == "Planned"


def test_nothing_counts_before_an_event_is_held(here):
	event = make_event(here)
	come(event.name, family_of(here))
	assert lines(event.name) == []


def test_an_event_counts_once_for_the_school_and_its_minutes_for_each_liaison(here):
	second = make.make_liaison(here.school)
	event = make_event(here, participants=[{"liaison": second, "staff_minutes": 30}])
	hold(event.name, parents=12, children=20)
	found = {line.liaison: line for line in lines(event.name)}
	assert (found[here.liaison].staff_minutes, found[second].staff_minutes) == (119, 30)
	assert sum(line.units for line in found.values()) == 1
	assert sum(line.participants for line in found.values()) == 32
	assert {line.activity_kind for line in found.values()} == {"Event"}


def test_minutes_are_split_over_the_families_and_the_rest_of_the_room(here):
	families = [family_of(here), family_of(here)]
	event = make_event(here)
	for family in families:
		come(event.name, family, adults=2)
	hold(event.name, staff_minutes=100)
	assert {line.family: line.staff_minutes for line in lines(event.name)} == dict.fromkeys(families, 50)
	come(event.name, person_name="Mr Lund")
	found = {line.family: line for line in lines(event.name)}
	assert set(found) == {"", *families}
	assert sorted(line.staff_minutes for line in found.values()) == [33, 33, 34]
	assert (
		sum(line.units for line in found.values()),
		sum(line.participants for line in found.values()),
	) == (1, 5)


def test_an_event_serves_a_family_and_is_no_exchange_with_it(here):
	family = family_of(here)
	event = make_event(here)
	come(event.name, family)
	hold(event.name)
	assert [(line.family, line.reached) for line in lines(event.name)] == [(family, 0)]
	assert not frappe.db.get_value("Focus Family", family, "last_reached")


def test_a_coordinators_training_counts_without_a_liaison_of_its_own(here):
	coordinator = make.make_coordinator()
	values = event_values(here.school, kind="Liaison Training", participants=[{"liaison": here.liaison}])
	event = insert_as(coordinator, **values)
	assert not event.liaison
	hold(event.name, school_staff=9)
	[line] = lines(event.name)
	assert (line.liaison, line.staff_minutes, line.units, line.participants) == (here.liaison, 119, 1, 9)
	other = insert_as(coordinator, **event_values(here.school, kind="Coaching"))
	hold(other.name, school_staff=1)
	[line] = lines(other.name)
	assert (line.liaison, line.staff_minutes, line.units, line.participants) == ("", 0, 1, 1)


def test_the_team_writes_how_it_went_and_no_hours(here):
	event = make_event(here, in_charge=here.parent)
	hold(event.name)
	assert change_event(event.name, here.parent, rating="4", what_to_change="More chairs.").rating == "4"
	for user in (here.parent, here.leader):
		with pytest.raises(frappe.PermissionError, match="liaisons and coordinators write down whose work"):
			change_event(event.name, user, staff_minutes=500)
	assert change_event(event.name, here.liaison, staff_minutes=90).staff_minutes == 90


def test_nobody_plans_an_event_at_a_foreign_school(here):
	stranger = make.make_liaison(make.make_school())
	with pytest.raises(frappe.PermissionError):
		insert_as(stranger, **event_values(here.school, stranger))
	assert insert_as(here.liaison, **event_values(here.school))


def test_an_event_with_people_in_it_is_not_deleted(here):
	event = make_event(here)
	row = come(event.name, family_of(here))
	with working_as(here.liaison), pytest.raises(frappe.ValidationError, match="delete their rows first"):
		frappe.delete_doc("Engagement Event", event.name)
	with working_as(here.liaison):
		frappe.delete_doc("Event Attendance", row.name)
		frappe.delete_doc("Engagement Event", event.name)
	assert not frappe.db.exists("Engagement Event", event.name)


def test_the_calendar_shows_events_beside_visits_and_nothing_of_who_came(here):
	event = make_event(here, place_words="Room 12")
	come(event.name, family_of(here))
	days = (add_days(nowdate(), -2), add_days(nowdate(), 2))
	for user in (here.liaison, here.parent):
		with working_as(user):
			[shown] = [row for row in get_events(*days) if row["name"] == event.name]
		assert shown == {
			"doctype": "Engagement Event",
			"name": event.name,
			"title": "Family reading night",
			"planned_start": shown["planned_start"],
			"planned_end": shown["planned_end"],
			"allDay": 0,
			"status": "Planned",
			"place": "Room 12",
		}
	stranger = make.make_leader(make.make_school())
	with working_as(stranger):
		assert event.name not in [row["name"] for row in get_events(*days)]


def test_the_head_count_is_what_was_counted_or_else_who_signed_in_with_the_walk_ins(here):
	event = make_event(here)
	come(event.name, family_of(here), adults=2, children=3)
	assert head_count(event.name) == 5
	change_event(event.name, walk_ins=4)
	assert head_count(event.name) == 9
	change_event(event.name, parents=10, children=15)
	assert head_count(event.name) == 25
