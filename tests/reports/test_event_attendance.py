"""Event Attendance: how many came to what, and who may count."""

import frappe
import pytest
from frappe.utils import getdate, nowdate

from liaison_app.liaison_app.report.event_attendance.event_attendance import execute
from tests import factories as make
from tests.appointments import ago
from tests.connection import as_user
from tests.partnership import plans
from tests.partnership.events import come, family_of, hold, make_event
from tests.reports.statements import count_statements


def report(user: str, **filters) -> tuple[dict[str, dict], dict[str, int]]:
	"""The rows by event and the summary, as a user gets them."""
	as_user(user)
	_columns, rows, _message, _chart, summary = execute({"from_date": "2020-01-01", **filters})
	as_user("Administrator")
	return {row["event"]: row for row in rows}, {figure["label"]: figure["value"] for figure in summary}


def held(here, *families: str, days: int = 0, **values) -> str:
	"""An event to which these families came, some days ago."""
	moments = {"planned_start": ago(days * 24 * 60 + 120), "planned_end": ago(days * 24 * 60 + 60)}
	name = make_event(here, **{**moments, **values}).name
	for family in families:
		come(name, family, adults=2)
	hold(name)
	return name


def test_people_families_and_first_timers_of_each_event():
	here = plans.make_place()
	first, second = family_of(here), family_of(here)
	before, after = held(here, first, days=7), held(here, first, second)
	come(after, person_name="Mr Lund")
	rows, summary = report(here.liaison)
	assert [
		(rows[name]["people"], rows[name]["families"], rows[name]["first_time"]) for name in (before, after)
	] == [
		(2, 1, 1),
		(5, 2, 1),
	]
	assert summary == {
		"Events": 2,
		"People Present": 7,
		"Focus Families": 2,
		"Families Enrolled": 2,
		"First Time": 2,
	}


def test_the_chart_names_an_event_by_day_and_month():
	here = plans.make_place()
	held(here, family_of(here))
	as_user(here.liaison)
	_columns, [row], _message, chart, _summary = execute({"from_date": "2020-01-01"})
	as_user("Administrator")
	day = getdate(row["held_on"])
	assert chart["data"]["labels"] == [f"{day.day} {day:%b}"]


def test_a_family_that_came_before_the_period_is_no_first_timer_in_it():
	here = plans.make_place()
	family = family_of(here)
	held(here, family, days=7)
	today = held(here, family)
	rows, summary = report(here.liaison, from_date=nowdate())
	assert set(rows) == {today}
	assert (summary["Focus Families"], summary["First Time"]) == (1, 0)


def test_what_is_planned_or_called_off_is_not_in_it():
	here = plans.make_place()
	make_event(here)
	assert report(here.liaison)[0] == {}


def test_languages_are_those_at_home_or_that_were_asked_for():
	here = plans.make_place()
	spanish, unknown = make.make_family(here.school, here.liaison, home_language="es"), family_of(here)
	# One adult's language is not the family's.
	frappe.db.set_value("Family Member", make.adult_of(unknown), "spoken_language", "vi")
	name = held(here, spanish, unknown, languages=[{"language": "en"}, {"language": "es"}])
	come(name, person_name="Amina", asked_language="es")
	come(name, adults=5)
	row = report(here.liaison)[0][name]
	spoken = frappe.db.get_value("Language", "es", "language_name")
	assert row["spoken"] == f"{spoken} 2, not asked 1"
	assert row["offered"] == f"English, {spoken}"


def test_a_principal_gets_figures_of_the_own_school_and_reads_no_row():
	here, there = plans.make_place(), plans.make_place()
	own, foreign = held(here, family_of(here)), held(there, family_of(there))
	rows, summary = report(here.leader)
	assert (set(rows), rows[own]["families"], summary["Focus Families"]) == ({own}, 1, 1)
	as_user(here.leader)
	assert not frappe.has_permission("Event Attendance", "read")
	as_user("Administrator")
	assert set(report(make.make_coordinator())[0]) >= {own, foreign}
	assert set(report(there.liaison)[0]) == {foreign}


def of_few(least: int):
	frappe.db.set_single_value("Liaison Settings", "least_count_shown", least)


def speak(language: str, families: list[str]):
	for family in families:
		frappe.db.set_value("Focus Family", family, "home_language", language)


def test_a_principal_is_told_no_language_of_a_few_and_the_liaison_who_reads_their_names_is():
	here = plans.make_place()
	of_few(3)
	many, one = [family_of(here) for _number in range(4)], family_of(here)
	speak("es", many)
	speak("ar", [one])
	name = held(here, *many, one)
	spanish, arabic = (frappe.db.get_value("Language", code, "language_name") for code in ("es", "ar"))
	assert report(here.leader)[0][name]["spoken"] == "others: hidden"
	assert report(here.liaison)[0][name]["spoken"] == f"{spanish} 4, {arabic} 1"
	assert report(make.make_coordinator())[0][name]["spoken"] == f"{spanish} 4, {arabic} 1"


def test_languages_of_many_are_told_to_the_principal_without_the_names_of_the_others():
	here = plans.make_place()
	of_few(3)
	families = [family_of(here) for _number in range(7)]
	for language, some in (("es", families[:4]), ("ar", families[4:6]), ("vi", families[6:])):
		speak(language, some)
	name = held(here, *families)
	row = report(here.leader)[0][name]
	spanish = frappe.db.get_value("Language", "es", "language_name")
	assert row["spoken"] == f"{spanish} 4, others: hidden"
	assert row["families"] == 7


@pytest.mark.parametrize(("again", "first", "told"), [(4, 0, 0), (0, 4, 4), (3, 3, 3), (4, 2, None), (2, 4, None), (2, 0, None)])  # fmt: skip
def test_a_principal_is_told_who_came_first_where_neither_they_nor_the_others_are_few(again, first, told):
	here = plans.make_place()
	of_few(3)
	old, new = [family_of(here) for _number in range(again)], [family_of(here) for _number in range(first)]
	held(here, *old, days=7)
	name = held(here, *old, *new)
	rows, summary = report(here.leader, from_date=nowdate())
	words = "hidden" if told is None else told
	assert (rows[name]["first_time"], summary["First Time"]) == (words, words)
	assert report(here.liaison)[0][name]["first_time"] == first


def test_no_choice_of_dates_tells_a_principal_by_subtraction_who_came_first():
	here = plans.make_place()
	of_few(3)
	old, new = [family_of(here) for _number in range(5)], family_of(here)
	before, after = held(here, *old, days=7), held(here, *old, new)
	rows, summary = report(here.leader)
	assert (rows[before]["families"], rows[after]["families"]) == (5, 6)
	assert summary["Focus Families"] == summary["First Time"] == "hidden"
	assert report(here.leader, from_date=nowdate())[1]["Focus Families"] == 6
	assert report(here.liaison)[1]["Focus Families"] == 6


def test_a_liaison_is_told_no_more_of_a_family_that_has_left_than_that_it_came():
	here = plans.make_place()
	of_few(3)
	stay, left = [family_of(here) for _number in range(4)], family_of(here)
	speak("es", stay)
	speak("ar", [left])
	name = held(here, *stay, left)
	make.set_status(frappe.get_doc("Family Enrolment", {"family": left}), "Exited")
	row = report(here.liaison)[0][name]
	assert (row["families"], row["first_time"], row["spoken"]) == (5, "hidden", "others: hidden")  # fmt: skip


def test_a_family_that_was_enrolled_in_the_period_counts_after_its_exit():
	here = plans.make_place()
	family_of(here)
	make.set_status(frappe.get_doc("Family Enrolment", {"family": family_of(here)}), "Exited")
	for user in (here.liaison, here.leader):
		assert report(user)[1]["Families Enrolled"] == 2


def test_no_name_is_in_it():
	here = plans.make_place()
	family = make.make_family(here.school, here.liaison, family_name="Okonkwo")
	held(here, family)
	as_user(here.leader)
	answer = frappe.as_json(execute({"from_date": "2020-01-01"}))
	as_user("Administrator")
	assert "Family reading night" in answer
	assert "Okonkwo" not in answer and family not in answer


def test_a_parent_of_the_team_may_not_open_it():
	here = plans.make_place()
	as_user(here.parent)
	assert not frappe.get_doc("Report", "Event Attendance").is_permitted()
	as_user(here.leader)
	assert frappe.get_doc("Report", "Event Attendance").is_permitted()
	as_user("Administrator")


def test_the_number_of_statements_does_not_depend_on_how_many_came():
	here = plans.make_place()
	families = [family_of(here) for _number in range(3)]
	held(here, families[0])

	def run():
		as_user(here.liaison)
		execute({"from_date": "2020-01-01"})

	few = count_statements(run)
	as_user("Administrator")
	for _number in range(3):
		held(here, *families)
	assert count_statements(run) == few
