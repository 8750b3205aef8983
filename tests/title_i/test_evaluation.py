"""The Title I evaluation: three findings, what each rests on, and what is not known."""

import frappe
import pytest
from frappe.utils import add_days, nowdate

from liaison_app.liaison_app.report.partnership_plan_progress.partnership_plan_progress import (
	execute as progress,
)
from liaison_app.liaison_app.report.title_i_evaluation.title_i_evaluation import execute
from tests import factories as make
from tests.connection import working_as
from tests.materials.library import hand_out, make_material
from tests.partnership import plans
from tests.partnership.events import come, event_values, hold
from tests.title_i.test_population import population

HIDDEN = "hidden"
FINDINGS = ("(i)", "(ii)", "(iii)")


@pytest.fixture
def year(site: str) -> str:
	return make.make_year_of(nowdate())


@pytest.fixture
def leader(school: str, year: str) -> str:
	return make.make_leader(school)


def evaluation(user: str, school: str | None, **filters) -> list[dict]:
	with working_as(user):
		return execute({"school": school, **filters})[1]


def figures(rows: list[dict]) -> dict[str, str]:
	return {row["found"]: row["figure"] for row in rows}


def gaps(rows: list[dict]) -> list[str]:
	return [row["evidence"] for row in rows if row.get("is_gap")]


def make_families(
	count: int, school: str, liaison: str | None = None, barrier: str | None = None
) -> list[str]:
	barriers = [{"category": barrier, "opened_on": add_days(nowdate(), -5)}] if barrier else []
	return [
		make.make_family(school, liaison, barriers=barriers, home_language="es") for _number in range(count)
	]


def test_the_findings_stand_in_the_order_of_the_law_and_each_says_what_it_rests_on(leader, school, liaison):
	make.make_contact(make.make_family(school, liaison), school, liaison)
	rows = evaluation(leader, school)
	titles = list(dict.fromkeys(row["finding"] for row in rows))
	assert [title.split()[0] for title in titles] == [*FINDINGS]
	assert all(row.get("evidence") and row.get("source") for row in rows if not row.get("is_gap"))


def test_barriers_of_many_are_counted_and_those_of_a_few_hidden(leader, school):
	make_families(11, school, barrier="Transport")
	make_families(2, school, barrier="Housing")
	found = figures(evaluation(leader, school))
	assert found["Barrier: Transport"] == "11"
	assert found["Barrier: Housing"] == HIDDEN
	assert found["Home language: Español"] == "13"


def test_a_barrier_of_another_school_or_of_an_earlier_time_does_not_count(leader, school):
	make_families(11, make.make_school(), barrier="Transport")
	for family in make_families(11, school, barrier="Illness"):
		row = frappe.db.get_value("Family Barrier", {"parent": family})
		frappe.db.set_value("Family Barrier", row, {"opened_on": "2001-01-01", "resolved_on": "2001-02-01"})
	found = figures(evaluation(leader, school))
	assert "Barrier: Transport" not in found and "Barrier: Illness" not in found


def test_who_was_reached_of_all_and_of_low_income(leader, school, liaison):
	families = make_families(24, school, liaison)
	for family in families[:12]:
		make.make_contact(family, school, liaison)
		frappe.db.set_value("Focus Student", make.child_of(family), "low_income", 1)
	found = figures(evaluation(leader, school))
	assert found["Families that took part"] == "12 of 24 (50%)"
	assert found["Families of low income that took part"] == "12 of 12 (100%)"
	assert found["Talked about: Attendance"] == "12"
	assert found["Reached by: Phone Call"] == "12 of 12 (100%)"


def test_few_families_of_no_low_income_are_told_by_no_subtraction(leader, school, liaison):
	families = make_families(26, school, liaison)
	for family in families[:24]:
		frappe.db.set_value("Focus Student", make.child_of(family), "low_income", 1)
	for family in [*families[:12], families[24]]:
		make.make_contact(family, school, liaison)
	found = figures(evaluation(leader, school))
	assert found["Families that took part"] == "13 of 26 (50%)"
	assert found["Families of low income that took part"] == HIDDEN


def test_families_that_came_to_an_event_took_part(leader, school, liaison):
	event = make.insert("Engagement Event", event_values(school, liaison)).name
	for family in make_families(12, school, liaison):
		come(event, family)
	hold(event)
	found = figures(evaluation(leader, school))
	assert found["Families that took part"] == "12 of 12 (100%)"
	assert found["Came to an event"] == "12"


def test_groups_of_the_law_come_from_the_import_alone(leader, school):
	population(school, characteristic="Race or Ethnicity", group_name="Group A", families=60, took_part=30)
	population(school, characteristic="Race or Ethnicity", group_name="Group B", families=4, took_part=1)
	population(school, characteristic="Race or Ethnicity", group_name="Group C", families=71, took_part=40)
	rows = evaluation(leader, school)
	found = figures(rows)
	assert found["Race or Ethnicity: Group C"] == "71 families, took part: 40"
	assert found["Race or Ethnicity: Group B"] == HIDDEN
	assert found["Race or Ethnicity: Group A"] == HIDDEN
	assert "No counts are imported for: Economically Disadvantaged, Disability, Limited English, Limited Literacy" in str(gaps(rows))  # fmt: skip


def test_materials_and_strong_activities_are_found(leader, school, liaison):
	hand_out(make_material().name, school, liaison, copies=15)
	plan = plans.make_plan(school).name
	plans.make_activity(plan, activity="Reading night", status="Done", result="Forty read.", rating="4")
	plans.make_activity(plan, activity="Bake sale", status="Done", result="Few came.", rating="2")
	found = figures(evaluation(leader, school))
	assert found["Handed out: Newsletter"] == "15"
	assert found["Activities rated strong"] == "1 of 2 (50%)"
	assert "Strong: Reading night" in found and "Strong: Bake sale" not in found


def test_of_which_type_a_few_copies_were_is_told_to_nobody_also_not_by_subtraction(leader, school, liaison):
	rack, lists = make_material(), make_material(material_type="Checklist")
	hand_out(rack.name, school, liaison, copies=15)
	family = make.make_family(school, liaison)
	for copies in (1, 30):
		hand_out(lists.name, school, liaison, copies=copies, family=family)
	hand_out(rack.name, school, liaison, copies=2)
	for reader in (leader, liaison, make.make_coordinator()):
		found = figures(evaluation(reader, school))
		assert {label: figure for label, figure in found.items() if label.startswith("Handed out")} == {
			"Handed out: Newsletter": "15",
			"Handed out: Other materials": "33",
		}


def test_where_the_settings_hide_nothing_all_copies_are_told_by_type(leader, school, liaison):
	frappe.db.set_single_value("Liaison Settings", "least_count_shown", 0)
	hand_out(make_material().name, school, liaison, copies=2)
	found = figures(evaluation(leader, school))
	assert found["Handed out: Newsletter"] == "2" and "Handed out: Other materials" not in found


def test_an_activity_is_as_strong_as_in_plan_progress(leader, school, liaison):
	plan = plans.make_plan(school).name
	own, at_event, off = (
		plans.make_activity(plan, activity=name).name for name in ("Reading night", "Supper", "Bake sale")
	)
	plans.change(own, liaison, status="Done", result="Few came.", rating="2")
	for activity in (own, at_event):
		hold(
			make.insert("Engagement Event", event_values(school, liaison, activity=activity)).name, rating="5"
		)
	plans.change(off, liaison, rating="5")
	plans.change(off, liaison, status="Called Off", called_off_reason="Snow.")
	found = figures(evaluation(leader, school))
	assert found["Activities rated strong"] == "1 of 2 (50%)"
	assert found["Strong: Supper"] == "Rating: 5.0"
	with working_as(leader):
		[row] = progress({"school": school})[1]
	assert (row["strong"], row["rated"]) == (1, 2)


def test_the_summer_before_belongs_to_the_year(leader, school, liaison, year):
	days = frappe.db.get_value("School Year", year, ["starts_on", "ends_on"], as_dict=True)
	make.make_only_year(add_days(days.starts_on, -365), add_days(days.starts_on, -60))
	this_year = make.insert("School Year", {"year_name": make.unique("Year"), **days}).name
	summer = add_days(days.starts_on, -20)
	families = make_families(12, school, liaison)
	for family in families:
		frappe.db.set_value(
			"Family Enrolment", {"family": family}, {"nominated_on": summer, "starts_on": summer}
		)
		make.make_contact(family, school, liaison, contacted_at=f"{summer} 10:00:00")
	found = figures(evaluation(leader, school, school_year=this_year))
	assert found["Families that took part"] == "12 of 12 (100%)"


def test_how_long_files_are_kept_is_said_where_they_are_not_kept_for_ever(leader, school):
	for years, said in ((7, True), (0, False)):
		frappe.db.set_single_value("Liaison Settings", "retention_years", years)
		with working_as(leader):
			message = execute({"school": school})[2]
		assert ("The files behind it are kept 7 years" in message) == ("The files" in message) == said


def test_what_is_not_known_is_said(leader, school):
	make.make_family(school)
	found = " ".join(gaps(evaluation(leader, school)))
	for words in (
		"No barrier is recorded", "home language nobody has asked for: 1", "No counts are imported for", "No survey",
		"No talk with an enrolled family", "No outgoing contact", "No attendance of a family at an event", "No activity of the year's partnership plan was rated",
	):  # fmt: skip
		assert words in found, words


def test_no_family_and_no_child_is_named(leader, school, liaison):
	family = make.make_family(school, liaison, family_name=make.unique("Okonkwo"))
	make.make_contact(family, school, liaison, summary="Okonkwo")
	text = str(evaluation(leader, school))
	assert not any(word in text for word in ("Okonkwo", family, make.child_of(family)))


def test_who_is_kept_from_a_family_counts_without_it(school, liaison, year):
	family = make_families(1, school, liaison)[0]
	leader, excluded = make.make_leader(school), make.make_leader(school)
	make.insert(
		"Access Exclusion", {"family": family, "user": excluded, "reason": "x", "starts_on": "2020-01-01"}
	)
	assert "No family was enrolled" in str(gaps(evaluation(excluded, school)))
	assert "No family was enrolled" not in str(gaps(evaluation(leader, school)))


def test_a_principal_of_another_school_is_refused_and_nobody_asks_for_all_schools(leader, school):
	with pytest.raises(frappe.PermissionError, match="School: choose one of your own schools"):
		evaluation(make.make_leader(make.make_school()), school)
	with pytest.raises(frappe.ValidationError, match="School is missing"):
		evaluation(make.make_coordinator(), None)
	assert evaluation(leader, school)


def test_a_year_that_is_none_is_refused_with_one_sentence(leader, school):
	with pytest.raises(frappe.ValidationError, match=r"School Year is missing: choose one."):
		evaluation(leader, school, school_year="1066/67")
