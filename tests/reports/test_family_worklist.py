"""The worklist: who is due and why, in which order, for whom."""

import frappe
import pytest
from frappe.utils import add_days, getdate, now_datetime, nowdate

from liaison_app.liaison_app.report.family_worklist.family_worklist import execute
from liaison_app.outreach.due import next_contact_due
from tests import factories as make
from tests.appointments import add_step, ago, make_meeting, make_visit
from tests.connection import as_user
from tests.reports.statements import count_statements


def rows(user: str, **filters) -> list[dict]:
	"""The rows that a user sees."""
	as_user(user)
	return execute(filters)[1]


def row_of(family: str, user: str, **filters) -> dict | None:
	"""The row of a family."""
	return next((row for row in rows(user, **filters) if row["family"] == family), None)


def reach(family: str, days_ago: int) -> None:
	"""As if the ledger said that the family was last reached that many days ago."""
	frappe.db.set_value("Focus Family", family, "last_reached", add_days(nowdate(), -days_ago))


def step_for(family: str, user: str, due_in: int, **values) -> str:
	return make.insert(
		"Next Step",
		{"what": "Bring the bus card", "family": family, "assignee": user, "due_on": add_days(nowdate(), due_in), **values},
	).name  # fmt: skip


def tomorrow():
	return now_datetime().replace(
		hour=10, minute=0, second=0, microsecond=0
	) + frappe.utils.datetime.timedelta(1)


def test_a_family_that_was_not_reached_for_long_is_due_since_the_day_of_the_one_rule(school, liaison):
	family = make.make_family(school, liaison)
	reach(family, 60)
	row = row_of(family, liaison)
	assert row["due_on"] == next_contact_due(family)
	assert row["days_overdue"] == (getdate() - next_contact_due(family)).days > 0
	assert "Contact due" in row["why"]
	assert row["last_reached"] == getdate(add_days(nowdate(), -60))


def test_a_family_that_was_reached_lately_is_not_listed(school, liaison):
	due, reached = make.make_family(school, liaison), make.make_family(school, liaison)
	reach(reached, 3)
	assert row_of(due, liaison)
	assert row_of(reached, liaison) is None


def test_a_paused_family_is_not_listed_until_the_pause_ends(school, liaison):
	paused, going = make.make_family(school, liaison), make.make_family(school, liaison)
	frappe.db.set_value(
		"Focus Family", paused, {"pause_reason": "Away", "pause_ends_on": add_days(nowdate(), 30)}
	)
	assert row_of(going, liaison)
	assert row_of(paused, liaison) is None
	assert row_of(paused, liaison, days=45)


@pytest.mark.parametrize("status", ["Nominated", "Exited"])
def test_a_family_that_is_not_enrolled_is_not_due(school, liaison, status):
	family = make.make_family(school, liaison, status=status)
	assert row_of(make.make_family(school, liaison), liaison)
	assert row_of(family, liaison) is None


def test_an_overdue_next_step_is_named_with_its_family(school, liaison):
	family = make.make_family(school, liaison)
	reach(family, 1)
	step_for(family, liaison, -4)
	row = row_of(family, liaison)
	assert (row["next_step"], row["days_overdue"]) == ("Bring the bus card", 4)


def test_steps_of_others_for_the_families_of_a_liaison_are_on_that_liaisons_list(school, liaison):
	colleague = make.make_liaison(school)
	family = make.make_family(school, liaison)
	reach(family, 1)
	step_for(family, colleague, 1)
	assert row_of(family, liaison, liaison=liaison)
	assert row_of(family, colleague, liaison=colleague)


def test_a_step_that_is_done_or_far_ahead_does_not_wait(school, liaison):
	family = make.make_family(school, liaison)
	reach(family, 1)
	done = step_for(family, liaison, -4)
	frappe.db.set_value("Next Step", done, "done", 1)
	step_for(family, liaison, 20)
	assert row_of(family, liaison) is None
	assert row_of(family, liaison, days=20)


def test_all_that_waits_for_a_family_is_one_row(school, liaison):
	family = make.make_family(school, liaison)
	step_for(family, liaison, -1)
	make_visit(family, school, liaison, planned_start=tomorrow())
	found = [row for row in rows(liaison) if row["family"] == family]
	assert len(found) == 1
	assert all(word in found[0]["why"] for word in ("Contact due", "Next step", "Home Visit"))


def test_a_visit_whose_end_has_passed_asks_how_it_went(school, liaison):
	family = make.make_family(school, liaison)
	reach(family, 1)
	visit = make_visit(family, school, liaison, planned_start=ago(60 * 24 * 2))
	row = row_of(family, liaison)
	assert "say how it went" in row["why"]
	assert (row["reference_doctype"], row["reference_name"]) == ("Home Visit", visit.name)


def test_the_second_visitor_has_the_visit_on_the_list_too(school, liaison):
	second, third = make.make_liaison(school), make.make_liaison(school)
	family = make.make_family(school, liaison)
	reach(family, 1)
	make_visit(
		family, school, liaison, planned_start=tomorrow(),
		visitors=[{"liaison": liaison}, {"liaison": second}],
	)  # fmt: skip
	assert row_of(family, second, liaison=second)
	assert row_of(family, third, liaison=third) is None


def test_a_planned_meeting_is_named_by_its_kind(school, liaison):
	family = make.make_family(school, liaison)
	reach(family, 1)
	make_meeting([family], school, liaison, planned_start=tomorrow())
	assert "Support Meeting" in row_of(family, liaison)["why"]


def test_a_report_that_was_not_handed_in_waits_without_a_family(school, liaison):
	report = make.insert(
		"Weekly Activity Report", {"liaison": liaison, "school": school, "week_start": make.monday(2)}
	)
	found = [row for row in rows(liaison) if row["reference_name"] == report.name]
	assert [(row["family"], row["school"]) for row in found] == [(None, school)]
	make.hand_in(report.name, liaison)
	assert [row for row in rows(liaison) if row["reference_name"] == report.name] == []


def test_todays_visit_comes_first_then_what_others_wait_for_then_the_longest_overdue(school, liaison):
	long, short, stepped, visited, ahead = (make.make_family(school, liaison) for _number in range(5))
	reach(long, 90)
	reach(short, 50)
	for family in (stepped, visited, ahead):
		reach(family, 1)
	step_for(stepped, liaison, -1)
	step_for(ahead, liaison, 2)
	make_visit(
		visited, school, liaison,
		planned_start=f"{nowdate()} 23:50:00", planned_end=f"{nowdate()} 23:59:59",
	)  # fmt: skip
	order = [row["family"] for row in rows(liaison, liaison=liaison)]
	assert order == [visited, stepped, long, short, ahead]


def test_the_list_ends_at_the_setting_and_says_how_many_more_wait(school, liaison):
	families = [make.make_family(school, liaison) for _number in range(3)]
	for number, family in enumerate(families):
		reach(family, 40 + 7 * number)
	frappe.db.set_single_value("Liaison Settings", "worklist_limit", 2)
	as_user(liaison)
	_columns, data, message, _chart, summary = execute({"liaison": liaison})
	assert [row["family"] for row in data] == [families[2], families[1]]
	assert "1 more" in message
	assert summary[0]["value"] == 3


def test_a_safety_instruction_is_marked_and_not_shown(school, liaison):
	family = make.make_family(school, liaison, safety_instruction="No voicemail.")
	plain = make.make_family(school, liaison)
	assert row_of(family, liaison)["has_instruction"] == 1
	assert row_of(plain, liaison)["has_instruction"] == 0
	assert "voicemail" not in str(rows(liaison))


def test_the_families_of_another_school_are_never_listed(school, liaison):
	other = make.make_school()
	stranger = make.make_liaison(other)
	family = make.make_family(school, liaison)
	add_step(make_visit(family, school, liaison, planned_start=ago(60)))
	assert row_of(family, liaison)
	for filters in ({}, {"liaison": liaison}, {"school": school}):
		assert rows(stranger, **filters) == []


def test_a_coordinator_sees_all_and_narrows_by_school_and_liaison(school, liaison):
	coordinator, other = make.make_coordinator(), make.make_school()
	mine, theirs = make.make_family(school, liaison), make.make_family(other, make.make_liaison(other))
	frappe.db.set_single_value("Liaison Settings", "worklist_limit", 0)
	everything = {row["family"] for row in rows(coordinator)}
	assert {mine, theirs} <= everything
	for filters in ({"school": school}, {"liaison": liaison}):
		assert {row["family"] for row in rows(coordinator, **filters)} == {mine}


def test_a_liaison_kept_from_a_family_does_not_find_it_on_the_list(school, liaison):
	family, other = make.make_family(school, liaison), make.make_family(school, liaison)
	make.insert("Access Exclusion", {"user": liaison, "family": family, "reason": "A relative"})
	assert row_of(other, liaison)
	assert row_of(family, liaison) is None


def test_the_number_of_statements_does_not_grow_with_the_families(school, liaison):
	def one_more():
		family = make.make_family(school, liaison)
		add_step(make_visit(family, school, liaison, planned_start=tomorrow()))

	one_more()
	as_user(liaison)
	few = count_statements(lambda: execute({"liaison": liaison}))
	as_user("Administrator")
	for _number in range(4):
		one_more()
	as_user(liaison)
	assert count_statements(lambda: execute({"liaison": liaison})) == few
	assert len(rows(liaison, liaison=liaison)) == 5
