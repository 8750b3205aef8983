"""Caseload and Workload: how each liaison stands, and who may ask."""

import frappe
import pytest
from frappe.utils import add_days, nowdate

from liaison_app.liaison_app.report.caseload_and_workload.caseload_and_workload import execute
from tests import factories as make
from tests.appointments import make_activity
from tests.connection import as_user
from tests.reports.statements import count_statements


@pytest.fixture
def coordinator() -> str:
	return make.make_coordinator()


def rows_of(user: str, **filters) -> list[dict]:
	as_user(user)
	found = execute(filters)[1]
	as_user("Administrator")
	return found


def row_of(liaison: str, user: str, **filters) -> dict:
	return next(row for row in rows_of(user, **filters) if row["liaison"] == liaison)


def reach(family: str) -> None:
	frappe.db.set_value("Focus Family", family, "last_reached", nowdate())


def test_families_count_with_their_lead_liaison_while_they_are_enrolled(school, liaison, coordinator):
	colleague = make.make_liaison(school)
	family = make.make_family(school, liaison)
	make.enrol(family, school, colleague, role="Supporting")
	make.make_family(school, liaison, status="Nominated")
	make.make_family(school, liaison, status="Exited")
	assert row_of(liaison, coordinator)["families"] == 1
	assert row_of(colleague, coordinator)["families"] == 0


def test_places_and_families_per_full_time_post_follow_from_target_and_hours(school, liaison, coordinator):
	frappe.db.set_value("Family Liaison", liaison, {"caseload_target": 5, "weekly_hours": 20})
	for _number in range(3):
		make.make_family(school, liaison)
	row = row_of(liaison, coordinator)
	assert (row["families"], row["places"], row["per_full_time"]) == (3, 2, 6)


def test_a_full_caseload_has_no_places_left(school, liaison, coordinator):
	frappe.db.set_value("Family Liaison", liaison, "caseload_target", 1)
	for _number in range(2):
		make.make_family(school, liaison)
	assert row_of(liaison, coordinator)["places"] == 0


def test_a_family_that_was_not_reached_for_long_is_due(school, liaison, coordinator):
	make.make_family(school, liaison)
	reach(make.make_family(school, liaison))
	row = row_of(liaison, coordinator)
	assert (row["families"], row["due"]) == (2, 1)


def test_hours_are_those_of_the_weeks_asked_for(school, liaison, coordinator):
	make_activity(school, liaison, staff_minutes=90, activity_date=nowdate())
	make_activity(school, liaison, staff_minutes=60, activity_date=add_days(nowdate(), -10))
	assert row_of(liaison, coordinator, weeks=1)["hours"] == 1.5
	assert row_of(liaison, coordinator, weeks=4)["hours"] == 2.5


def test_reports_that_wait_and_reports_that_are_late_are_told_apart(school, liaison, coordinator):
	for weeks_ago in (3, 4):
		report = make.insert(
			"Weekly Activity Report",
			{"liaison": liaison, "school": school, "week_start": make.monday(weeks_ago)},
		)
	make.hand_in(report.name, liaison)
	row = row_of(liaison, coordinator)
	assert (row["waiting"], row["late"]) == (1, 1)


def test_one_school_alone(school, liaison, coordinator):
	other = make.make_school()
	make.assign(other, liaison, "Family Liaison")
	make.make_family(school, liaison)
	make.make_family(other, liaison)
	make.make_liaison(school)
	idle = make.make_liaison(other)
	assert row_of(liaison, coordinator, school=other)["families"] == 1
	assert {row["liaison"] for row in rows_of(coordinator, school=other)} == {liaison, idle}
	assert row_of(liaison, coordinator)["families"] == 2


def test_an_excluded_coordinator_does_not_count_the_family(school, liaison, coordinator):
	kept, shown = make.make_family(school, liaison), make.make_family(school, liaison)
	make.insert(
		"Access Exclusion",
		{"family": kept, "user": coordinator, "reason": "A relative.", "starts_on": "2020-01-01"},
	)
	assert row_of(liaison, coordinator)["families"] == 1
	assert row_of(liaison, make.make_coordinator())["families"] == 2
	assert shown


def test_a_familys_need_weighs_by_the_settings_and_its_barriers(school, liaison, coordinator):
	frappe.db.set_value("Family Liaison", liaison, "weekly_hours", 20)
	make.make_family(school, liaison)
	assert row_of(liaison, coordinator)["weight"] == 1
	family = make.make_family(school, liaison)
	make.make_progress(make.child_of(family), school, nowdate(), 80, 20)
	frappe.db.set_value("Family Member", make.adult_of(family), "interpreter_needed", 1)
	frappe.db.set_value("Barrier Category", "Transport", "weight", 0.75)
	doc = frappe.get_doc("Focus Family", family)
	for category, resolved in (("Transport", None), ("Illness", add_days(nowdate(), -1))):
		values = {"category": category, "opened_on": add_days(nowdate(), -9), "resolved_on": resolved}
		doc.append("barriers", values)
	doc.save()
	row = row_of(liaison, coordinator)
	assert row["weight"] == 1 + (1 + 0.5 + 0.25 + 0.75)
	assert row["weight_per_full_time"] == 2 * row["weight"]


def test_liaisons_who_are_not_enabled_are_left_out(school, liaison, coordinator):
	frappe.db.set_value("Family Liaison", liaison, "enabled", 0)
	as_user(coordinator)
	assert liaison not in [row["liaison"] for row in execute()[1]]


def test_the_number_of_statements_does_not_grow_with_the_families(school, liaison, coordinator):
	make.make_family(school, liaison)
	as_user(coordinator)
	before = count_statements(execute)
	as_user("Administrator")
	for _number in range(5):
		make.make_family(school, liaison)
	as_user(coordinator)
	assert count_statements(execute) == before
