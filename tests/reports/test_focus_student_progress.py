"""Focus Student Progress: then and now, from the evidence of the enrolment and the latest records."""

import frappe
import pytest
from frappe.model.workflow import apply_workflow
from frappe.utils import add_days, getdate, nowdate

from liaison_app.liaison_app.report.focus_student_progress.focus_student_progress import execute
from tests import factories as make
from tests.connection import as_user
from tests.reports.statements import count_statements


@pytest.fixture
def child(family) -> str:
	return make.child_of(family)


def rows_of(user: str, **filters) -> dict[str, dict]:
	as_user(user)
	found = execute(filters)[1]
	as_user("Administrator")
	return {row["student"]: row for row in found}


def row_of(child: str, user: str, **filters) -> dict:
	return rows_of(user, **filters)[child]


def start_of(family: str) -> str:
	return str(frappe.db.get_value("Family Enrolment", {"family": family}, "starts_on"))


def test_the_evidence_of_the_decision_is_the_baseline_whatever_comes_in_later(school, liaison):
	family = make.make_family(school, liaison, "Nominated")
	child = make.child_of(family)
	make.make_progress(
		child, school, add_days(nowdate(), -1), 40, 12, homework_assigned=10, homework_completed=4
	)
	as_user(make.make_coordinator())
	apply_workflow(frappe.get_doc("Family Enrolment", {"family": family}).as_dict(), "Enrol")
	as_user("Administrator")
	make.make_progress(child, school, nowdate(), 80, 16, homework_assigned=20, homework_completed=14)
	row = row_of(child, liaison)
	assert (row["absence_rate_then"], row["absence_rate_now"], row["absence_rate_change"]) == (30, 20, -10)
	assert (row["homework_rate_then"], row["homework_rate_now"], row["homework_rate_change"]) == (40, 70, 30)
	assert (row["baseline_on"], row["as_of"]) == (add_days(nowdate(), -1), nowdate())


def test_without_evidence_the_first_day_of_the_enrolment_is_the_baseline(family, child, school, liaison):
	start = start_of(family)
	make.make_progress(child, school, add_days(start, -3), 10, 5)
	make.make_progress(child, school, add_days(start, 1), 14, 5)
	row = row_of(child, liaison)
	assert (row["absence_rate_then"], row["baseline_on"]) == (50, add_days(start, -3))


def test_what_is_not_known_stays_empty(child, school, liaison):
	row = row_of(child, liaison)
	assert {row[name] for name in row if name.startswith(("absence_rate", "homework_rate"))} == {None}
	make.make_progress(child, school, nowdate(), 80, 16)
	row = row_of(child, liaison)
	assert (row["absence_rate_now"], row["absence_rate_change"], row["homework_rate_now"]) == (20, None, None)


def test_results_stand_by_subject_then_and_now(family, child, liaison):
	start = start_of(family)
	make.make_assessment(child, "Reading", add_days(start, -10), "410", at_grade_level="No")
	make.make_assessment(child, "Reading", add_days(start, -400), "999")
	make.make_assessment(child, "Reading", nowdate(), "455", at_grade_level="Yes")
	as_user(liaison)
	columns, rows, _message, _chart, summary = execute({})
	labels = {column["fieldname"]: column["label"] for column in columns}
	row = {labels[name]: value for name, value in rows[0].items() if name in labels}
	assert row["Reading, then"] == "410, below grade level"
	assert row["Reading, now"] == "455, at grade level"
	assert {"label": "Reading: at Grade Level Now", "value": 1, "datatype": "Int"} in summary


def test_chart_and_summary_take_children_with_both_figures(family, child, school, liaison):
	start = start_of(family)
	make.make_progress(child, school, start, 10, 4)
	make.make_progress(child, school, nowdate(), 40, 8)
	late = make.make_student(family, school)
	make.make_progress(late, school, nowdate(), 40, 40)
	as_user(liaison)
	_columns, _rows, _message, chart, summary = execute({})
	assert [dataset["values"][0] for dataset in chart["data"]["datasets"]] == [40, 20]
	values = {entry["label"]: entry["value"] for entry in summary}
	assert (values["Children"], values["Less Absent"], values["More Absent"]) == (2, 1, 0)


def test_children_of_families_that_are_not_enrolled_are_not_there(school, liaison):
	family = make.make_family(school, liaison, "Exited")
	make.make_progress(make.child_of(family), school, nowdate(), 80, 20)
	assert rows_of(liaison) == {}


def test_filters_of_school_and_liaison(family, child, school):
	coordinator, other = make.make_coordinator(), make.make_school()
	assert child in rows_of(coordinator, school=school)
	assert child not in rows_of(coordinator, school=other)
	assert child not in rows_of(coordinator, liaison=make.make_liaison(other))


def test_the_school_of_the_family_sees_its_children_and_no_other_school(family, child, school, liaison):
	other = make.make_school()
	assert child in rows_of(liaison)
	assert child in rows_of(make.make_leader(school))
	assert child not in rows_of(make.make_leader(other))
	assert child not in rows_of(make.make_liaison(other))


def test_a_siblings_school_is_told_nothing_here(family, school):
	elsewhere = make.make_school()
	make.make_progress(make.make_student(family, elsewhere), elsewhere, nowdate(), 80, 20)
	assert rows_of(make.make_leader(elsewhere)) == {}


def test_an_excluded_coordinator_does_not_see_the_child(family, child):
	coordinator = make.make_coordinator()
	assert child in rows_of(coordinator)
	make.insert(
		"Access Exclusion",
		{"family": family, "user": coordinator, "reason": "A relative.", "starts_on": "2020-01-01"},
	)
	assert child not in rows_of(coordinator)


def test_the_number_of_statements_does_not_grow_with_the_children(family, child, school, liaison):
	make.make_progress(child, school, nowdate(), 80, 20)
	as_user(liaison)
	before = count_statements(execute)
	as_user("Administrator")
	for _number in range(5):
		more = make.child_of(make.make_family(school, liaison))
		make.make_progress(more, school, nowdate(), 80, 20)
		make.make_assessment(more, "Reading", str(getdate()), "410")
	as_user(liaison)
	assert count_statements(execute) == before
