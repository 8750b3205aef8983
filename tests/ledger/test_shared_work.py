"""Minutes and figures of work that several people did for several families."""

from datetime import date

import frappe
from hypothesis import given
from hypothesis import strategies as st

from liaison_app.ledger.lines import Line, Part, Person, split_minutes, spread
from tests import appointments as plan
from tests import factories as make

minutes = st.integers(min_value=0, max_value=1440)
people = st.lists(st.tuples(minutes, minutes), min_size=1, max_size=4).map(
	lambda rows: [Person(f"liaison {index}", *row) for index, row in enumerate(rows)]
)
parts = st.lists(st.integers(min_value=0, max_value=1), max_size=6).map(
	lambda rows: [Part(f"family {index}", reached) for index, reached in enumerate(rows)]
)
WHOLE = Line(date(2026, 11, 2), "School", "Communicating", "Meeting", units=1, attempted=1, participants=7)


@given(minutes, st.integers(min_value=1, max_value=40))
def test_the_shares_of_minutes_sum_to_the_whole_and_differ_by_one_at_most(whole, count):
	shares = split_minutes(whole, count)
	assert sum(shares) == whole
	assert max(shares) - min(shares) <= 1


@given(people, parts)
def test_each_persons_minutes_sum_to_what_they_spent(people, parts):
	lines = spread(WHOLE, people, parts)
	for person in people:
		own = [line for line in lines if line.liaison == person.liaison]
		assert sum(line.staff_minutes for line in own) == person.staff_minutes
		assert sum(line.travel_minutes for line in own) == person.travel_minutes


@given(people, parts)
def test_the_work_counts_once_and_each_family_is_reached_once(people, parts):
	lines = spread(WHOLE, people, parts)
	assert sum(line.units for line in lines) == 1
	assert sum(line.attempted for line in lines) == 1
	assert sum(line.participants for line in lines) == 7
	assert sum(line.reached for line in lines) == sum(part.reached for part in parts)


@given(people, parts)
def test_keys_are_unique_and_do_not_depend_on_the_order_of_families(people, parts):
	lines = spread(WHOLE, people, parts)
	assert len({line.line_key for line in lines}) == len(lines)
	assert spread(WHOLE, people, parts[::-1]) == lines


def _pair():
	school = make.make_school()
	first, second = make.make_liaison(school), make.make_liaison(school)
	return school, first, second, [make.make_family(school, first) for _ in range(3)]


def test_a_pair_visit_counts_once_and_the_minutes_of_both():
	school, first, second, families = _pair()
	visitors = [{"liaison": second, "staff_minutes": 50}, {"liaison": first, "travel_minutes": 10}]
	visit = plan.complete(plan.make_visit(families[0], school, first, visitors=visitors))
	lines = {line.liaison: line for line in plan.lines(visit.name)}
	assert (lines[first].units, lines[second].units) == (1, 0)
	assert (lines[first].reached, lines[second].reached) == (1, 0)
	assert (lines[first].staff_minutes, lines[first].travel_minutes, lines[second].staff_minutes) == (
		40,
		10,
		50,
	)
	assert {line.direction for line in lines.values()} == {"Outgoing"}


def test_a_draft_posts_nothing_and_a_cancelled_visit_takes_its_lines_back():
	school, first, _second, families = _pair()
	visit = plan.make_visit(families[0], school, first)
	assert plan.lines(visit.name) == []
	plan.complete(visit)
	assert len(plan.lines(visit.name)) == 1
	plan.move_to_cancelled(visit)
	assert plan.lines(visit.name) == []
	assert frappe.db.get_value("Focus Family", families[0], "last_reached") is None


def test_an_attempted_visit_posts_an_attempt():
	school, first, _second, families = _pair()
	visit = plan.move(plan.make_visit(families[0], school, first), "Attempted", actual_start=plan.ago(60))
	[line] = plan.lines(visit.name)
	assert (line.units, line.attempted, line.reached) == (1, 1, 0)


def test_a_visit_called_off_posts_only_minutes_that_it_cost():
	school, first, _second, families = _pair()
	why = {"called_off_by": "Family", "called_off_reason": "A child is ill."}
	assert plan.lines(plan.move(plan.make_visit(families[0], school, first), "Called Off", **why).name) == []
	visitors = [{"liaison": first, "travel_minutes": 25}]
	visit = plan.move(plan.make_visit(families[0], school, first, visitors=visitors), "Called Off", **why)
	[line] = plan.lines(visit.name)
	assert (line.units, line.attempted, line.direction, line.travel_minutes) == (0, 0, "", 25)


def test_a_meetings_minutes_are_split_over_its_families():
	school, first, second, families = _pair()
	meeting = plan.make_meeting(
		families, school, first, participants=[{"liaison": second, "staff_minutes": 20}]
	)
	plan.hold(meeting, staff_minutes=40)
	lines = plan.lines(meeting.name)
	assert sorted(line.staff_minutes for line in lines if line.liaison == first) == [13, 13, 14]
	assert sorted(line.staff_minutes for line in lines if line.liaison == second) == [6, 7, 7]
	assert (sum(line.units for line in lines), sum(line.reached for line in lines)) == (1, 3)
	assert sum(line.participants for line in lines) == 3


def test_an_activitys_minutes_are_split_over_its_families_and_follow_a_change():
	school, first, _second, families = _pair()
	activity = plan.make_activity(school, first, *families, staff_minutes=100, head_count=5)
	assert sorted(line.staff_minutes for line in plan.lines(activity.name)) == [33, 33, 34]
	activity.families = activity.families[:1]
	activity.save()
	[line] = plan.lines(activity.name)
	assert (line.staff_minutes, line.participants, line.units) == (100, 5, 1)


def test_the_ledger_agrees_with_visits_meetings_and_activities_and_is_rebuilt_the_same():
	from liaison_app.ledger.audit import rebuild, verify

	school, first, second, families = _pair()
	plan.complete(
		plan.make_visit(families[0], school, first, visitors=[{"liaison": first}, {"liaison": second}])
	)
	plan.make_visit(families[1], school, first)
	plan.hold(plan.make_meeting(families, school, first))
	plan.make_activity(school, first, *families[:2])
	assert verify() == []
	before = frappe.db.sql("select name, staff_minutes, reached from `tabLiaison Ledger Entry` order by name")
	rebuild()
	assert (
		frappe.db.sql("select name, staff_minutes, reached from `tabLiaison Ledger Entry` order by name")
		== before
	)
