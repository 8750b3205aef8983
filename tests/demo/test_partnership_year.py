"""The year of the partnership teams that is planned: believable on any day on which the demo is begun."""

from datetime import date, datetime, timedelta

import pytest

from liaison_app.demo.after_school import PROGRAMS, children_of, sessions_of
from liaison_app.demo.calendar import Calendar
from liaison_app.demo.events import Event, events_of
from liaison_app.demo.last_year import DONE, SCHOOL
from liaison_app.demo.materials import AT_EVENTS, AT_SCHOOL, LIBRARY, WITH_FAMILIES
from liaison_app.demo.staff import HELPER_OF, LIAISON_OF, SCHOOLS
from liaison_app.demo.year_plan import ACTIVITIES, CALLED_OFF, GOALS, UNSAID
from liaison_app.records import INVOLVEMENT_TYPES
from tests.demo.test_term import DAYS, families_on, term_on


@pytest.fixture(scope="module", params=DAYS[::4], ids=str)
def day(request) -> date:
	return request.param


@pytest.fixture(scope="module")
def events(day) -> list[Event]:
	families = families_on(day)
	return [
		event
		for school in SCHOOLS
		for event in events_of(school, [one for one in families if one.plan.school is school], Calendar(day))
	]


def test_nobody_has_come_to_an_event_that_is_to_come_or_was_called_off(events, day):
	for event in events:
		assert bool(event.guests) == (event.status == "Held")
		assert event.status != "Held" or event.start.date() < day
		assert event.status != "Planned" or event.start.date() >= day
	assert {event.status for event in events} == {"Held", "Planned", "Called Off"}


def test_families_came_that_were_in_the_programme_then_and_none_twice(events):
	for event in events:
		came = [guest.known for guest in event.guests if guest.known]
		assert len({known.name for known in came}) == len(came)
		assert all(known.plan.nominated_on < event.start.date() for known in came)
		assert all(known.plan.school is event.school and known.plan.status == "Enrolled" for known in came)


def test_as_many_are_in_the_room_as_signed_in_and_walked_in_with_staff_and_neighbours(events):
	for event in events:
		signed = sum(guest.adults + guest.children for guest in event.guests)
		beside = event.gathering.staff + event.gathering.community if event.groups else 0
		walked = event.gathering.walk_ins if event.guests else 0
		assert event.people == signed + walked + beside


def test_nobody_has_two_events_on_a_day_nor_a_visit_or_meeting_in_their_hours(events, day):
	taken: dict[str, list] = {}
	for event in events:
		for person in {LIAISON_OF[event.school.name], HELPER_OF.get(event.school.name)} - {None}:
			taken.setdefault(person.user, []).append((event.start, event.start + event.gathering.lasts))
	assert all(len({start.date() for start, _end in slots}) == len(slots) for slots in taken.values())
	for piece in term_on(day):
		start, end = piece.values.get("planned_start"), piece.values.get("planned_end")
		assert not start or all(end <= first or last <= start for first, last in taken[piece.liaison])


def test_every_name_that_a_table_takes_from_another_is_there(events):
	titles = {title for _kind, title, _languages, _purpose, _text in LIBRARY}
	assert {*AT_EVENTS.values(), *WITH_FAMILIES, *(title for title, *_rest in AT_SCHOOL)} == titles
	assert set(AT_EVENTS) <= {event.gathering.name for event in events}
	for school in SCHOOLS:
		planned = {one.activity for one in ACTIVITIES[school.name]}
		named = {event.gathering.activity for event in events if event.school is school} - {""}
		assert named <= planned
		assert {name for at, name in (*CALLED_OFF, *UNSAID) if at == school.name} <= planned
		assert school.name not in PROGRAMS or PROGRAMS[school.name].activity in planned
	assert set(DONE) <= {one.activity for one in ACTIVITIES[SCHOOL.name]}


def test_every_plan_serves_each_of_its_goals_by_all_six_types():
	for school in SCHOOLS:
		activities = ACTIVITIES[school.name]
		assert {one.goal for one in activities} == set(range(len(GOALS[school.name])))
		assert {one.kind for one in activities} == {name for name, *_rest in INVOLVEMENT_TYPES}


def test_a_program_is_full_with_children_waiting_and_its_sessions_are_on_school_days(day):
	calendar, families = Calendar(day), families_on(day)
	for school in SCHOOLS:
		if program := PROGRAMS.get(school.name):
			own = [known for known in families if known.plan.school is school]
			children = children_of(program, school, own)
			assert len({child.name for child in children}) == len(children) > program.capacity + 1
	sessions = sessions_of(calendar)
	assert sessions == sorted(sessions)
	assert all(one.date() in calendar.school_days(one.date(), one.date()) for one in sessions)
	begun = datetime.combine(day, datetime.min.time())
	assert sum(one < begun for one in sessions) == 4 and sessions[-1] > begun + timedelta(days=1)
