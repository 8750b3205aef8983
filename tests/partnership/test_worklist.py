"""Partnership Worklist: what is due for the team, who may do what about it, and who sees nothing."""

import frappe
import pytest
from frappe.utils import add_days, nowdate

from liaison_app.liaison_app.report.partnership_worklist.partnership_worklist import execute
from tests import factories as make
from tests.connection import working_as
from tests.partnership.plans import act, approve, change, make_activity, make_place, prepare, review
from tests.reports.statements import count_statements


def rows_of(user: str, **filters) -> list[dict]:
	with working_as(user):
		return execute(filters)[1]


def told(user: str, **filters) -> list[tuple]:
	return [(row["why"], row["what"], row["days_late"]) for row in rows_of(user, **filters)]


def date_of(name: str, starts: int, ends: int) -> None:
	days = {"starts_on": add_days(nowdate(), starts), "ends_on": add_days(nowdate(), ends)}
	frappe.db.set_value("Partnership Activity", name, days)


@pytest.fixture
def busy(here):
	"""An activity that was over three days ago, one in four days with a late preparation, one that is far off."""
	date_of(here.activity, -3, -3)
	soon = make_activity(here.plan, activity="Walking bus", in_charge=here.parent).name
	date_of(soon, 4, 4)
	prepare(soon, "Vests", add_days(nowdate(), -1), here.parent)
	far = make_activity(here.plan, activity="Supper").name
	date_of(far, 60, 60)
	return here


ALL = [
	("Say how it went", "Family reading night", 3),
	("Prepare", "Vests", 1),
	("Takes place", "Walking bus", 0),
]


def test_everybody_on_the_team_sees_what_is_due_the_latest_first(busy):
	for user in (busy.liaison, busy.leader, busy.parent):
		assert told(user) == ALL
	assert told(make.make_coordinator(), school=busy.school) == ALL


def test_nobody_of_another_school_sees_any_of_it(busy):
	other = make_place()
	for user in (other.liaison, other.leader, other.parent):
		schools = {row["school"] for row in rows_of(user)}
		assert schools == {other.school}
		assert rows_of(user, school=busy.school) == []


def test_it_looks_as_far_ahead_as_the_district_says_or_the_filter(busy):
	assert ("Takes place", "Supper", 0) in told(busy.liaison, days=90)
	frappe.db.set_single_value("Liaison Settings", "partnership_lead_days", 2)
	assert told(busy.liaison) == ALL[:2]


def test_mine_alone(busy):
	assert told(busy.parent, own=1) == ALL[1:]
	assert told(busy.leader, own=1) == []


def test_who_may_tick_and_who_may_say_how_it_went(busy):
	def may(user: str) -> dict[str, tuple]:
		return {row["what"]: (row["may_tick"], row["may_evaluate"]) for row in rows_of(user)}

	assert may(busy.liaison) == {
		"Family reading night": (False, True), "Vests": (True, False), "Walking bus": (False, False),
	}  # fmt: skip
	assert may(busy.leader)["Vests"] == (False, False)
	assert may(busy.leader)["Family reading night"] == (False, True)
	assert may(busy.parent)["Vests"] == (True, False)
	assert may(busy.parent)["Family reading night"] == (False, False)


def test_while_the_plan_is_in_review_it_says_that_nobody_may_yet_say_how_it_went(busy):
	assert not any(row["waits_for_approval"] for row in rows_of(busy.liaison))
	act(busy.plan, busy.liaison, "Hand In")
	waits = {row["what"]: (row["waits_for_approval"], row["may_evaluate"]) for row in rows_of(busy.liaison)}
	assert waits == {
		"Family reading night": (True, False), "Vests": (False, False), "Walking bus": (False, False),
	}  # fmt: skip


def test_what_is_done_called_off_or_a_familys_waits_for_nobody(busy):
	soon = frappe.db.get_value("Partnership Activity", {"plan": busy.plan, "activity": "Walking bus"})
	step = prepare(soon, "Call the Ruiz family", nowdate(), busy.liaison)
	frappe.db.set_value("Next Step", step.name, "family", make.make_family(busy.school, busy.liaison))
	prepare(busy.activity, "Order books", nowdate(), busy.liaison)
	change(busy.activity, busy.liaison, status="Done", result="Forty families.")
	assert told(busy.parent) == ALL[1:]
	change(soon, busy.liaison, status="Called Off", called_off_reason="Snow.")
	assert told(busy.liaison) == []


def test_what_runs_all_year_comes_when_it_is_over(here):
	date_of(here.activity, -30, 30)
	assert told(here.liaison) == []
	date_of(here.activity, -60, -1)
	assert told(here.liaison) == [("Say how it went", "Family reading night", 1)]


def test_a_closed_plan_asks_for_nothing(busy):
	approve(busy)
	assert told(busy.liaison) == ALL
	review(busy, busy.leader)
	act(busy.plan, busy.leader, "Evaluate")
	assert told(busy.liaison) == []


def test_the_summary_counts_what_is_late(busy):
	with working_as(busy.liaison):
		summary = {entry["label"]: entry["value"] for entry in execute({})[4]}
	assert summary == {"Due": 3, "Late": 2, "To Evaluate": 1}


def test_the_number_of_statements_does_not_grow_with_the_rows(busy):
	with working_as(busy.liaison):
		before = count_statements(execute)
	for number in range(5):
		more = make_activity(busy.plan, activity=f"Evening {number}").name
		prepare(more, "Order books", nowdate(), busy.liaison)
	with working_as(busy.liaison):
		assert count_statements(execute) == before
		assert len(execute({})[1]) == 13


def test_the_school_stands_in_front_for_whoever_sees_several(busy):
	make_place()
	places = []
	for user in (make.make_coordinator(), busy.liaison):
		with working_as(user):
			places.append([column["fieldname"] for column in execute({})[0]].index("school"))
	assert places[0] == 2 and places[1] > places[0] + 3
