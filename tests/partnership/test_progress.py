"""Partnership Plan Progress: what is counted, by what, and for whom."""

import frappe
import pytest
from frappe.utils import add_days, nowdate

from liaison_app.liaison_app.report.partnership_plan_progress.partnership_plan_progress import execute
from tests import factories as make
from tests.connection import working_as
from tests.partnership.events import hold, make_event
from tests.partnership.plans import GOAL, approve, change, make_activity, make_place, make_team
from tests.reports.statements import count_statements

COUNTS = ("planned", "done", "late", "to_come", "called_off", "strong", "rating")


def rows_of(user: str, **filters) -> list[dict]:
	with working_as(user):
		return execute(filters)[1]


def counts(row: dict) -> tuple:
	return tuple(row[name] for name in COUNTS)


@pytest.fixture
def busy(here):
	"""Two goals; one activity strong, one weak, one late, one to come, one called off."""
	plan = frappe.get_doc("Partnership Plan", here.plan)
	plan.append("goals", {"goal": "Attendance", "focus": "Behaviour"})
	plan.save()
	weak = make_activity(here.plan, involvement_type="Volunteering").name
	late = make_activity(here.plan, goal="Attendance", involvement_type="Communicating").name
	coming = make_activity(here.plan, goal="Attendance", involvement_type="Communicating").name
	off = make_activity(here.plan, involvement_type="Parenting").name
	change(here.activity, here.liaison, status="Done", result="Forty families.", rating="5")
	change(weak, here.liaison, status="Done", result="Two children.", rating="2")
	change(off, here.liaison, status="Called Off", called_off_reason="Snow.")
	day = add_days(nowdate(), -1)
	frappe.db.set_value("Partnership Activity", late, {"starts_on": day, "ends_on": day})
	frappe.db.set_value("Partnership Activity", coming, "ends_on", add_days(nowdate(), 1))
	return here


def test_a_plan_in_one_row(busy):
	[row] = rows_of(busy.liaison)
	assert (row["school"], row["plan"], row["plan_status"]) == (busy.school, busy.plan, "Draft")
	assert counts(row) == (4, 2, 1, 1, 1, 1, 3.5)


def test_a_row_for_each_goal(busy):
	rows = {row["goal"]: counts(row) for row in rows_of(busy.liaison, by="Goal")}
	assert rows == {GOAL: (2, 2, 0, 0, 1, 1, 3.5), "Attendance": (2, 0, 1, 1, 0, 0, None)}


def test_a_row_for_each_type_in_the_order_of_the_types(busy):
	rows = {row["involvement_type"]: counts(row) for row in rows_of(busy.liaison, by="Type")}
	assert list(rows) == ["Parenting", "Communicating", "Volunteering", "Learning at Home"]
	assert rows["Communicating"] == (2, 0, 1, 1, 0, 0, None)
	[row] = rows_of(busy.liaison, involvement_type="Volunteering")
	assert counts(row) == (1, 1, 0, 0, 0, 0, 2)


def test_summary_and_chart_count_the_same(busy):
	for by in ("School", "Goal", "Type"):
		with working_as(busy.liaison):
			_columns, rows, message, chart, summary = execute({"by": by})
		total = {entry["label"]: entry["value"] for entry in summary}
		assert total == {
			"Plans": 1,
			"Planned": 4,
			"Done": 2,
			"Late": 1,
			"Strong": 1,
			"Attendance": 0,
			"Mean Rating": "3.5",
		}
		assert sum(row["planned"] for row in rows) == 4
		assert [sum(dataset["values"]) for dataset in chart["data"]["datasets"]] == [2, 1, 1]
		assert "rated 4 or more" in message


def test_what_is_strong_is_the_districts_to_say(busy):
	frappe.db.set_single_value("Liaison Settings", "strong_rating", 2)
	assert rows_of(busy.liaison)[0]["strong"] == 2


def test_a_coordinator_sees_the_plans_of_all_schools_and_which_has_none(busy):
	other = make_place()
	approve(other)
	bare = make.make_school()
	make_team(bare, busy.leader)
	found = {row["school"]: row["plan_status"] for row in rows_of(make.make_coordinator())}
	assert (found[busy.school], found[other.school], found[bare]) == ("Draft", "Approved", "No plan yet")


def test_nobody_sees_the_plan_of_another_school(busy):
	other = make_place()
	for user in (other.liaison, other.leader, other.parent):
		assert [row["school"] for row in rows_of(user)] == [other.school]
		assert rows_of(user, school=busy.school, by="Type") == []
	for user in (busy.leader, busy.parent):
		assert counts(rows_of(user)[0])[0] == 4


def test_another_year_is_another_plan(busy):
	year = make.make_year_of("2003-03-01")
	assert [row["plan_status"] for row in rows_of(busy.liaison, school_year=year)] == ["No plan yet"]


def test_an_unknown_grouping_is_refused_with_those_that_there_are(here):
	with working_as(here.liaison), pytest.raises(frappe.ValidationError, match="one of School, Goal, Type"):
		execute({"by": "Colour"})


def test_the_number_of_statements_does_not_grow_with_the_plans(busy):
	coordinator = make.make_coordinator()
	with working_as(coordinator):
		before = count_statements(execute)
	for _number in range(3):
		make_activity(make_place().plan)
	with working_as(coordinator):
		assert count_statements(execute) == before


def test_attendance_and_ratings_come_from_the_events_that_were_held(busy):
	first, second = make_event(busy, activity=busy.activity), make_event(busy, activity=busy.activity)
	hold(first.name, parents=30, children=11, rating="2")
	hold(second.name, parents=5)
	make_event(busy, activity=busy.activity, parents=99)
	late = frappe.db.get_value(
		"Partnership Activity", {"plan": busy.plan, "goal": "Attendance"}, order_by="name"
	)
	hold(make_event(busy, activity=late).name, parents=3, rating="4")
	for user in (busy.liaison, busy.leader, busy.parent, make.make_coordinator()):
		[row] = rows_of(user, school=busy.school)
		assert row["attendance"] == 49
		# The activity's own 5 stands before its event's 2; the late one has its event's 4; the weak one is 2.
		assert (row["rating"], row["strong"]) == (11 / 3, 2)
	rows = {row["goal"]: row["attendance"] for row in rows_of(busy.liaison, by="Goal")}
	assert rows == {GOAL: 46, "Attendance": 3}
	assert rows_of(make_place().liaison)[0]["attendance"] is None


def test_what_stands_in_an_address_is_no_page(here):
	with working_as(here.leader):
		message = execute({"school_year": "<img src=x onerror=alert(1)>"})[2]
	assert "<img" not in message and "&lt;img" in message
