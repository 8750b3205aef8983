"""Caseload Balancing: a proposal that evens out, within what each liaison may have."""

import frappe
import pytest
from frappe.utils import add_days, nowdate

from liaison_app.liaison_app.report.caseload_balancing.caseload_balancing import execute
from tests import factories as make
from tests.connection import working_as
from tests.reports.statements import count_statements


@pytest.fixture
def colleague(school) -> str:
	return make.make_liaison(school)


@pytest.fixture
def coordinator() -> str:
	return make.make_coordinator()


@pytest.fixture
def families(school, liaison, colleague) -> list[str]:
	"""Four families, all on one caseload."""
	return [make.make_family(school, liaison) for _number in range(4)]


def moves_of(user: str, liaison: str, **filters) -> list[dict]:
	"""The moves away from a liaison."""
	with working_as(user):
		return [row for row in execute(filters)[1] if row["from_liaison"] == liaison]


def test_families_pass_until_both_have_as_much(families, liaison, colleague, coordinator):
	rows = moves_of(coordinator, liaison)
	assert len(rows) == 2
	assert (rows[0]["from_before"], rows[-1]["from_after"], rows[-1]["to_after"]) == (8, 4, 4)
	assert {row["family"] for row in rows} <= set(families)
	assert not frappe.db.count("Family Enrolment", {"liaison": colleague})


def test_whoever_is_paid_for_less_gets_less(families, liaison, colleague, coordinator):
	frappe.db.set_value("Family Liaison", colleague, "weekly_hours", 10)
	assert len(moves_of(coordinator, liaison)) == 1


def test_a_filter_says_how_many_at_most(families, liaison, coordinator):
	assert len(moves_of(coordinator, liaison, moves=1)) == 1


def test_nobody_gets_more_than_the_target(families, liaison, colleague, coordinator):
	frappe.db.set_value("Family Liaison", colleague, "caseload_target", 1)
	assert len(moves_of(coordinator, liaison)) == 1


def test_nobody_gets_families_of_a_school_of_others_or_while_away(families, liaison, colleague, coordinator):
	doc = frappe.get_doc("Family Liaison", colleague)
	doc.append("leave", {"starts_on": nowdate(), "last_day": add_days(nowdate(), 3)})
	doc.save()
	make.make_liaison(make.make_school())
	assert moves_of(coordinator, liaison) == []


def test_a_family_does_not_go_to_who_may_not_know_of_it(families, liaison, colleague, coordinator):
	for family in families[1:]:
		make.insert(
			"Access Exclusion",
			{"family": family, "user": colleague, "reason": "x", "starts_on": "2020-01-01"},
		)
	assert [row["family"] for row in moves_of(coordinator, liaison)] == [families[0]]


def test_the_coordinator_is_told_no_family_that_is_kept_away(families, liaison, coordinator):
	for family in families[1:]:
		make.insert(
			"Access Exclusion",
			{"family": family, "user": coordinator, "reason": "x", "starts_on": "2020-01-01"},
		)
	assert moves_of(coordinator, liaison) == []
	assert moves_of(make.make_coordinator(), liaison)


def test_the_number_of_statements_does_not_grow_with_the_families(families, school, liaison, coordinator):
	with working_as(coordinator):
		before = count_statements(execute)
	for _number in range(4):
		make.make_family(school, liaison)
	with working_as(coordinator):
		assert count_statements(execute) == before
