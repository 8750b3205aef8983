"""Chronic Absence Watch: who is on it, why, whether anybody acts, and who may ask."""

import frappe
import pytest
from frappe.utils import add_days, nowdate

from liaison_app.liaison_app.report.chronic_absence_watch.chronic_absence_watch import execute
from tests import factories as make
from tests.appointments import make_visit
from tests.connection import as_user
from tests.reports.statements import count_statements


@pytest.fixture
def child(family, school) -> str:
	"""A child of an enrolled family who misses every fourth day."""
	child = make.child_of(family)
	make.make_progress(child, school, nowdate(), 80, 20)
	return child


@pytest.fixture
def coordinator() -> str:
	return make.make_coordinator()


def rows_of(user: str, **filters) -> dict[str, dict]:
	as_user(user)
	found = execute(filters)[1]
	as_user("Administrator")
	return {row["student"]: row for row in found}


def row_of(child: str, user: str, **filters) -> dict:
	return rows_of(user, **filters)[child]


def open_barrier(family: str, category: str = "Transport", **values) -> None:
	doc = frappe.get_doc("Focus Family", family)
	doc.append("barriers", {"category": category, "opened_on": add_days(nowdate(), -40), **values})
	doc.save()


def next_step(family: str, liaison: str, days: int, **values) -> None:
	due_on = add_days(nowdate(), days)
	make.insert(
		"Next Step", {"what": "Ask for a bus pass", "family": family, "assignee": liaison, "due_on": due_on, **values}
	)  # fmt: skip


def test_a_child_stands_there_with_tier_rate_and_days(child, liaison):
	row = row_of(child, liaison)
	assert (row["tier"], row["absence_rate"], row["days_absent"], row["days_enrolled"]) == (
		"Severe",
		25,
		20,
		80,
	)
	assert str(row["as_of"]) == nowdate()


def test_the_latest_records_of_two_schools_are_summed(child, school, coordinator):
	make.make_progress(child, make.make_school(), add_days(nowdate(), -1), 20, 0)
	row = row_of(child, coordinator)
	assert (row["tier"], row["days_absent"], row["days_enrolled"]) == ("Severe", 20, 100)


def test_an_earlier_record_of_the_same_school_is_not_added(child, school, liaison):
	make.make_progress(child, school, add_days(nowdate(), -40), 50, 10)
	assert row_of(child, liaison)["days_enrolled"] == 80


def test_the_trend_looks_at_the_last_weeks_alone(child, school, liaison):
	assert row_of(child, liaison)["trend"] is None
	make.make_progress(child, school, add_days(nowdate(), -40), 60, 4)
	assert row_of(child, liaison)["trend"] == "Worse"


def test_a_child_that_is_seldom_absent_is_not_on_the_list(child, family, school, liaison):
	other = make.make_student(family, school)
	make.make_progress(other, school, nowdate(), 80, 7)
	assert set(rows_of(liaison)) == {child}


def test_the_settings_decide(child, liaison):
	frappe.db.set_single_value("Liaison Settings", "severe_absence_rate", 30)
	frappe.clear_document_cache("Liaison Settings", "Liaison Settings")
	assert row_of(child, liaison)["tier"] == "Chronic"


def test_severe_below_chronic_is_refused():
	settings = frappe.get_doc("Liaison Settings")
	settings.update({"chronic_absence_rate": 10, "severe_absence_rate": 5})
	with pytest.raises(
		frappe.ValidationError, match="Severe From: give at least the rate of Chronic From, 10%"
	):
		settings.save()


def test_without_a_barrier_a_child_needs_action_also_when_somebody_called(child, family, school, liaison):
	make.make_contact(family, school, liaison)
	row = row_of(child, liaison)
	assert row["needs_action"] == 1
	assert str(row["last_contact"]) == nowdate()


def test_a_barrier_without_a_contact_needs_action_and_is_told(child, family, liaison):
	open_barrier(family)
	open_barrier(family, "Illness", resolved_on=add_days(nowdate(), -3))
	row = row_of(child, liaison)
	assert (row["causes"], row["needs_action"]) == ("Transport", 1)


def test_no_alarm_while_a_barrier_is_open_and_somebody_tried_to_call(child, family, school, liaison):
	open_barrier(family)
	make.make_contact(family, school, liaison, outcome="No Answer")
	assert row_of(child, liaison)["needs_action"] == 0
	assert child not in rows_of(liaison, needs_action=1)


def test_a_contact_of_long_ago_is_none_under_way(child, family, school, liaison):
	open_barrier(family)
	make.make_contact(family, school, liaison, contacted_at=make.days_ago(15))
	assert row_of(child, liaison)["needs_action"] == 1
	frappe.db.set_single_value("Liaison Settings", "absence_quiet_days", 20)
	frappe.clear_document_cache("Liaison Settings", "Liaison Settings")
	assert row_of(child, liaison)["needs_action"] == 0


@pytest.mark.parametrize(("days", "needs_action"), [(-1, 1), (0, 0), (14, 0), (15, 1)])
def test_a_next_step_of_the_days_to_come_is_under_way(child, family, liaison, days, needs_action):
	open_barrier(family)
	next_step(family, liaison, days)
	row = row_of(child, liaison)
	assert row["needs_action"] == needs_action
	assert ("Ask for a bus pass" in row["under_way"]) is not needs_action


def test_a_planned_visit_is_under_way(child, family, school, liaison):
	open_barrier(family)
	make_visit(family, school, liaison, planned_start=f"{add_days(nowdate(), 2)} 10:00:00")
	row = row_of(child, liaison)
	assert row["needs_action"] == 0
	assert "Home Visit" in row["under_way"]


def test_children_of_no_enrolled_family_are_there_when_asked_for(child, school, liaison):
	other = make.make_student(None, school)
	make.make_progress(other, school, nowdate(), 40, 8)
	assert set(rows_of(liaison)) == {child}
	rows = rows_of(liaison, all_children=1)
	assert set(rows) == {child, other}
	assert (rows[other]["family"], rows[other]["needs_action"]) == (None, 1)


def test_those_that_need_action_come_first_then_the_worst(child, family, school, liaison):
	quiet = make.make_family(school, liaison)
	make.make_progress(make.child_of(quiet), school, nowdate(), 80, 60)
	open_barrier(quiet)
	make.make_contact(quiet, school, liaison)
	worse = make.make_student(family, school)
	make.make_progress(worse, school, nowdate(), 80, 30)
	assert list(rows_of(liaison)) == [worse, child, make.child_of(quiet)]


def test_filters_of_school_liaison_and_tier(child, school, liaison, coordinator):
	other = make.make_school()
	for filters in ({"school": school}, {"liaison": liaison}, {"tier": "Severe"}):
		assert child in rows_of(coordinator, **filters)
	for filters in ({"school": other}, {"liaison": make.make_liaison(other)}, {"tier": "Chronic"}):
		assert child not in rows_of(coordinator, **filters)


def test_chart_and_summary_count_what_is_shown(child, family, school, liaison):
	as_user(liaison)
	_columns, rows, message, chart, summary = execute({})
	assert [entry["value"] for entry in summary] == [1, 0, 0, 1]
	assert [dataset["values"] for dataset in chart["data"]["datasets"]] == [[1, 0, 0], [0, 0, 0]]
	assert "severe from 20%, chronic from 10% of at least 10 days enrolled" in message
	assert rows[0]["student"] == child


def test_staff_of_another_school_see_nothing_and_the_own_principal_sees_the_child(child, school):
	other = make.make_school()
	for stranger in (make.make_liaison(other), make.make_leader(other), make.make_user("Referring Teacher")):
		assert child not in rows_of(stranger, all_children=1)
	assert child in rows_of(make.make_leader(school))


def test_a_principal_is_told_no_tries_and_no_steps(child, family, school, liaison):
	open_barrier(family)
	make.make_contact(family, school, liaison, outcome="No Answer")
	next_step(family, liaison, 3)
	row = row_of(child, make.make_leader(school))
	assert (row["causes"], row["last_contact"], row["under_way"]) == ("Transport", None, "")
	assert row_of(child, liaison)["last_contact"]


def test_a_siblings_school_sees_its_own_child_without_the_family(child, family):
	elsewhere = make.make_school()
	sibling = make.make_student(family, elsewhere)
	make.make_progress(sibling, elsewhere, nowdate(), 80, 40)
	open_barrier(family)
	leader = make.make_leader(elsewhere)
	assert rows_of(leader) == {}
	row = rows_of(leader, all_children=1)[sibling]
	assert (row["family"], row["family_name"], row["causes"], row["liaison_name"]) == (None, None, "", None)


def test_an_excluded_coordinator_sees_nothing_of_the_family(child, family, coordinator):
	assert child in rows_of(coordinator)
	make.insert(
		"Access Exclusion",
		{"family": family, "user": coordinator, "reason": "A relative.", "starts_on": "2020-01-01"},
	)
	assert child not in rows_of(coordinator, all_children=1)


def test_the_number_of_statements_does_not_grow_with_the_children(child, family, school, liaison):
	open_barrier(family)
	as_user(liaison)
	before = count_statements(execute)
	as_user("Administrator")
	for _number in range(5):
		more = make.make_family(school, liaison)
		open_barrier(more)
		make.make_contact(more, school, liaison)
		next_step(more, liaison, 2)
		make.make_progress(make.child_of(more), school, nowdate(), 80, 20)
	as_user(liaison)
	assert count_statements(execute) == before
