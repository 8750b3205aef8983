"""Contact Coverage and Due Diligence: where families stand, what was tried, and who may ask."""

import frappe
import pytest
from frappe.utils import add_days, nowdate

from liaison_app.liaison_app.report.contact_coverage_and_due_diligence.contact_coverage_and_due_diligence import (
	execute,
)
from liaison_app.outreach.diligence import due_diligence
from tests import factories as make
from tests.appointments import make_visit
from tests.connection import as_user
from tests.reports.statements import count_statements


def rows_of(user: str, **filters) -> dict[str, dict]:
	as_user(user)
	found = execute(filters)[1]
	as_user("Administrator")
	return {row["family"]: row for row in found}


def row_of(family: str, user: str, **filters) -> dict:
	return rows_of(user, **filters)[family]


def reach(family: str, days_ago: int) -> None:
	frappe.db.set_value("Focus Family", family, "last_reached", add_days(nowdate(), -days_ago))


def try_to_reach(family: str, school: str, liaison: str, *tries: tuple[int, str]) -> None:
	for days, channel in tries:
		make.make_contact(
			family, school, liaison, channel=channel, outcome="No Answer", contacted_at=make.days_ago(days)
		)


def test_a_family_that_was_never_reached_is_due_after_the_cadence(family, liaison):
	row = row_of(family, liaison)
	assert (row["state"], row["last_reached"]) == ("Due", None)
	assert row["days_overdue"] > 50


def test_a_family_reached_lately_is_covered(family, liaison):
	reach(family, 3)
	assert row_of(family, liaison)["state"] == "Reached in Time"


def test_a_family_that_has_just_begun_is_neither(school, liaison):
	family = make.make_family(school, liaison)
	enrolment = frappe.db.get_value("Family Enrolment", {"family": family})
	frappe.db.set_value("Family Enrolment", enrolment, "starts_on", nowdate())
	assert row_of(family, liaison)["state"] == "Not Reached Yet"


def test_a_paused_family_asks_for_nothing(family, liaison):
	pause = {"pause_reason": "A new baby.", "pause_ends_on": add_days(nowdate(), 5)}
	frappe.db.set_value("Focus Family", family, pause)
	assert row_of(family, liaison)["state"] == "Paused"


def test_three_tries_on_three_days_by_two_ways_are_diligence(family, school, liaison):
	try_to_reach(family, school, liaison, (3, "Phone Call"), (2, "Text Message"))
	row = row_of(family, liaison)
	assert (row["state"], row["attempts"], row["dates"], row["channels"]) == ("Due", 2, 2, 2)
	assert row["missing"] == "1 more tries, 1 more days"
	try_to_reach(family, school, liaison, (1, "Phone Call"))
	row = row_of(family, liaison)
	assert (row["state"], row["missing"]) == ("Diligence Done", "")


def test_many_families_are_counted_as_each_alone(school, liaison):
	families = [make.make_family(school, liaison) for _number in range(4)]
	try_to_reach(families[0], school, liaison, (3, "Phone Call"), (2, "Phone Call"), (1, "Text Message"))
	make.make_contact(families[1], school, liaison, contacted_at=make.days_ago(2))
	try_to_reach(families[1], school, liaison, (4, "Phone Call"), (1, "Text Message"))
	try_to_reach(families[2], school, liaison, (40, "Phone Call"))
	rows = rows_of(liaison)
	for family in families:
		alone = due_diligence(family)
		row = rows[family]
		assert (row["attempts"], row["dates"], row["channels"]) == (
			alone.attempts,
			alone.dates,
			alone.channels,
		)
	assert [rows[family]["attempts"] for family in families] == [3, 1, 0, 0]


def test_contacts_of_the_days_asked_for_are_counted(family, school, liaison):
	make.make_contact(family, school, liaison, contacted_at=make.days_ago(2))
	make.make_contact(family, school, liaison, direction="Incoming", contacted_at=make.days_ago(2))
	try_to_reach(family, school, liaison, (2, "Phone Call"), (20, "Phone Call"))
	row = row_of(family, liaison, from_date=add_days(nowdate(), -10), to_date=nowdate())
	assert (row["outgoing"], row["reached"], row["incoming"], row["reached_rate"]) == (2, 1, 1, 50)


def test_dates_in_the_wrong_order_are_refused(liaison):
	as_user(liaison)
	with pytest.raises(frappe.ValidationError, match=r"From Date .* is after To Date"):
		execute({"from_date": nowdate(), "to_date": add_days(nowdate(), -1)})


def test_those_that_are_due_come_first_and_the_filter_leaves_them_alone(family, school, liaison):
	covered = make.make_family(school, liaison)
	reach(covered, 1)
	assert list(rows_of(liaison)) == [family, covered]
	assert list(rows_of(liaison, state="Due")) == [family]


def test_summary_and_chart(family, school, liaison):
	reach(make.make_family(school, liaison), 1)
	as_user(liaison)
	_columns, _rows, message, chart, summary = execute({})
	values = {entry["label"]: entry["value"] for entry in summary}
	assert (values["Families"], values["Due"], values["Reached in Time"], values["Covered"]) == (2, 1, 1, 50)
	assert sum(sum(dataset["values"]) for dataset in chart["data"]["datasets"]) == 2
	assert "3 tries on 3 days by 2 ways within 30 days" in message


def test_another_school_sees_nothing_and_a_coordinator_all(family, school):
	other = make.make_school()
	assert family not in rows_of(make.make_liaison(other))
	assert family in rows_of(make.make_coordinator(), school=school)
	assert family not in rows_of(make.make_coordinator(), school=other)


def test_who_is_a_principal_there_and_a_liaison_elsewhere_learns_no_tries(family, school, liaison):
	other = make.make_school()
	user = make.make_liaison(other)
	frappe.get_doc("User", user).add_roles("School Leader")
	make.assign(school, user, "School Leader")
	own = make.make_family(other, user)
	try_to_reach(family, school, liaison, (1, "Phone Call"))
	as_user(user)
	assert frappe.has_permission("Focus Family", "read", doc=family)
	assert set(rows_of(user)) == {own}


def test_an_excluded_coordinator_does_not_see_the_family(family):
	coordinator = make.make_coordinator()
	assert family in rows_of(coordinator)
	make.insert(
		"Access Exclusion",
		{"family": family, "user": coordinator, "reason": "A relative.", "starts_on": "2020-01-01"},
	)
	assert family not in rows_of(coordinator)


def test_the_number_of_statements_does_not_grow_with_the_families(family, school, liaison):
	as_user(liaison)
	before = count_statements(execute)
	as_user("Administrator")
	for _number in range(5):
		more = make.make_family(school, liaison)
		try_to_reach(more, school, liaison, (2, "Phone Call"))
		make.make_contact(more, school, liaison)
	make_visit(family, school, liaison)
	as_user(liaison)
	assert count_statements(execute) == before
