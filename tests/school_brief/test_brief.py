"""A school in figures: what is counted, and what is hidden."""

import frappe
import pytest
from frappe.utils import add_days, nowdate

from liaison_app.liaison_app.report.school_brief.school_brief import execute
from liaison_app.privacy.erasure import erase_family
from tests import factories as make
from tests.connection import working_as
from tests.materials.library import hand_out, make_material
from tests.partnership import plans
from tests.partnership.events import come, event_values, hold


@pytest.fixture
def year(site: str) -> str:
	return make.make_year_of(nowdate())


def figures(user: str, school: str, **filters) -> dict[tuple[str, str], str]:
	"""The report as a user reads it: values by part and label."""
	with working_as(user):
		rows = execute({"school": school, **filters})[1]
	return {(row["section"], row["label"]): row["value"] for row in rows}


def families(found: dict) -> dict[str, str]:
	return {label: value for (part, label), value in found.items() if part == "Families"}


def tiers(found: dict) -> dict[str, str]:
	return {label: value for (_part, label), value in found.items() if label.startswith("Absence: ")}


def make_children(school: str, absent: dict[int, int]) -> None:
	"""Children of enrolled families: days absent of 100 -> how many."""
	for days, count in absent.items():
		for _number in range(count):
			family = make.make_family(school)
			make.make_progress(make.child_of(family), school, nowdate(), 100, days)


def test_families_enrolled_begun_ended_waiting_and_served(year, school, liaison):
	old, left, new = (make.make_family(school, liaison) for _number in range(3))
	make.make_family(school, liaison, status="Nominated")
	enrolment = {
		family: frappe.db.get_value("Family Enrolment", {"family": family}) for family in (left, new)
	}
	frappe.db.set_value(
		"Family Enrolment", enrolment[left], {"status": "Exited", "last_day": add_days(nowdate(), -2)}
	)
	frappe.db.set_value("Family Enrolment", enrolment[new], "starts_on", nowdate())
	make.make_contact(old, school, liaison)
	make.make_contact(old, school, liaison)
	make.make_contact(new, school, liaison, outcome="No Answer")
	found = families(figures(make.make_leader(school), school, from_date=add_days(nowdate(), -10)))
	assert found == {
		"Enrolled": "2", "Begun": "1", "Ended": "1", "Waiting for a Decision": "1", "Served": "1", "Others Served": "0",
	}  # fmt: skip


def test_who_was_reached_without_being_enrolled_stands_apart(year, school, liaison):
	family = make.make_family(school, liaison, status="Nominated")
	make.make_contact(family, school, liaison)
	found = families(figures(liaison, school))
	assert (found["Served"], found["Others Served"]) == ("0", "1")


def test_who_came_to_an_event_was_served(year, school, liaison, family):
	event = make.insert("Engagement Event", event_values(school, liaison)).name
	come(event, family)
	hold(event)
	found = figures(make.make_leader(school), school)
	assert found["Work", "Events"] == "1"
	assert found["Families", "Served"] == "1"


def test_work_of_the_period_alone_and_of_the_school_alone(year, school, liaison, family):
	make.make_contact(family, school, liaison, staff_minutes=30)
	make.make_contact(family, school, liaison, contacted_at=make.days_ago(40), staff_minutes=300)
	elsewhere = make.make_school()
	other = make.make_liaison(elsewhere)
	make.make_contact(make.make_family(elsewhere, other), elsewhere, other)
	hand_out(make_material().name, school, liaison, copies=12, family=family)
	found = figures(make.make_leader(school), school, from_date=add_days(nowdate(), -10))
	work = {label: value for (part, label), value in found.items() if part == "Work"}
	assert (work["Pieces of Work"], work["Hours of Staff"], work["Reached Rate"]) == ("1", "0.5", "100%")
	assert work["Materials Handed Out"] == "12"
	assert found["Pieces of Work by Type of Involvement", "Communicating"] == "1"


def test_tiers_of_a_few_children_are_hidden_and_the_next_one_too(year, school):
	make_children(school, {30: 2, 12: 10, 1: 11})
	found = figures(make.make_leader(school), school)
	hidden = "hidden"
	assert tiers(found) == {
		"Absence: Severe": hidden, "Absence: Chronic": hidden, "Absence: On Pace": hidden, "Absence: In No Tier": "11",
	}  # fmt: skip
	assert found["Children of Enrolled Families", "Attendance Known"] == "23"


def test_tiers_of_many_are_shown_and_the_district_says_what_many_is(year, school):
	make_children(school, {30: 2, 1: 3})
	frappe.db.set_single_value("Liaison Settings", "least_count_shown", 2)
	assert tiers(figures(make.make_leader(school), school))["Absence: Severe"] == "2"


def test_the_plan_in_figures(year, school):
	make.make_liaison(school)
	plan = plans.make_plan(school).name
	plans.make_activity(plan, status="Done", result="Forty families read.")
	plans.make_activity(plan, starts_on=add_days(nowdate(), -1))
	found = figures(make.make_leader(school), school)
	assert found["Partnership", "Plan"] == "Draft"
	assert found["Partnership", "Activities Done"] == "1 / 2"
	assert found["Partnership", "Activities Late"] == "1"
	assert found["Partnership", "Types Without an Activity"] == "5"


def test_everybody_who_may_count_at_the_school_reads_the_same_page(year, school, liaison, family):
	make.make_contact(family, school, liaison)
	make_children(school, {30: 12})
	pages = [figures(user, school) for user in (liaison, make.make_leader(school), make.make_coordinator())]
	assert pages[0] == pages[1] == pages[2]
	assert pages[0]["Families", "Served"] == "1"


def test_who_is_kept_from_a_family_counts_without_it(year, school, liaison, family):
	make.make_contact(family, school, liaison)
	leader, excluded = make.make_leader(school), make.make_leader(school)
	make.insert(
		"Access Exclusion", {"family": family, "user": excluded, "reason": "x", "starts_on": "2020-01-01"}
	)
	assert families(figures(leader, school))["Enrolled"] == "1"
	found = families(figures(excluded, school))
	assert (found["Enrolled"], found["Served"]) == ("0", "0")


def test_a_principal_of_another_school_is_refused_with_one_sentence(school, year):
	with pytest.raises(frappe.PermissionError, match="School: choose one of your own schools"):
		figures(make.make_leader(make.make_school()), school)
	assert figures(make.make_leader(school), school)


def test_a_principal_whose_assignment_ended_is_refused(school, year):
	leader = make.make_user("School Leader")
	make.assign(school, leader, "School Leader", last_day=add_days(nowdate(), -1))
	with pytest.raises(frappe.PermissionError):
		figures(leader, school)


@pytest.mark.parametrize(
	("filters", "sentence"),
	[
		({"school": None}, "School is missing: choose one."),
		({"from_date": "2026-02-01", "to_date": "2026-01-01"}, "From Date .* is after To Date"),
		({"from_date": "yesterday-ish"}, "From Date: .* cannot be meant"),
	],
)
def test_a_question_that_cannot_be_is_refused_with_one_sentence(school, filters, sentence):
	with pytest.raises(frappe.ValidationError, match=sentence):
		figures(make.make_leader(school), **{"school": school, **filters})


def test_figures_stay_when_a_family_is_erased(year, school, liaison, family):
	make.make_contact(family, school, liaison)
	leader = make.make_leader(school)
	before = figures(leader, school)["Work", "Pieces of Work"]
	erase_family(family)
	assert figures(leader, school)["Work", "Pieces of Work"] == before == "1"
