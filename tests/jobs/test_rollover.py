"""The rollover to a school year: grades, children and families that leave, twice or killed half-way, who may."""

import frappe
import pytest
from frappe.utils import add_days, getdate, nowdate

from liaison_app.rollover import grades, run
from liaison_app.rollover.preview import preview
from liaison_app.rollover.run import roll_over, start
from tests import factories as make
from tests.connection import working_as
from tests.privacy.papers import make_consent


@pytest.fixture
def coordinator() -> str:
	return make.make_coordinator()


@pytest.fixture
def year() -> str:
	"""The school year of today, which has begun; nobody has come to it yet."""
	year = make.make_year_of(nowdate())
	student = frappe.qb.DocType("Focus Student")
	frappe.qb.update(student).set(student.grade_of_year, year).run()
	return year


@pytest.fixture
def rollover(year):
	return make.insert("Year Rollover", {"school_year": year})


def child(school: str, grade: str | None, family: str | None = None, year: str | None = None) -> str:
	"""A child of last year, or of a year that is given."""
	name = make.make_student(family, school, grade=grade)
	frappe.db.set_value("Focus Student", name, "grade_of_year", year)
	return name


def family_of(school: str, liaison: str, *of: str, status: str = "Enrolled") -> str:
	"""A family with a child in each grade, of last year."""
	family = make.make_family(school, liaison, status)
	first = make.child_of(family)
	frappe.db.set_value("Focus Student", first, {"grade": of[0], "grade_of_year": None})
	for grade in of[1:]:
		child(school, grade, family)
	return family


def roll(rollover, user: str):
	"""A coordinator starts it; the job runs at once."""
	with working_as(user):
		start(rollover.name)
	return frappe.get_doc("Year Rollover", rollover.name)


def grade_of(name: str) -> tuple:
	grade, left_on = frappe.db.get_value("Focus Student", name, ["grade", "left_on"])
	return grade, left_on and str(left_on)


def status_of(family: str) -> str:
	return frappe.db.get_value("Family Enrolment", {"family": family}, "status")


def test_children_go_to_the_next_grade_and_the_last_one_leaves(school, rollover, coordinator):
	last_day = str(add_days(frappe.db.get_value("School Year", rollover.name, "starts_on"), -1))
	fourth, twelfth, without = child(school, "Grade 4"), child(school, "Grade 12"), child(school, None)
	done = roll(rollover, coordinator)
	assert grade_of(fourth) == ("Grade 5", None)
	assert grade_of(twelfth) == ("Grade 12", last_day)
	assert grade_of(without) == (None, None)
	assert (done.status, done.child_count, done.failure) == ("Finished", 3, None)


def test_whom_a_file_named_keeps_what_the_file_says(school, rollover, coordinator):
	named = make.make_student(None, school, grade="Grade 3")
	frappe.db.set_value("Focus Student", named, {"grade_of_year": None, "left_on": nowdate()})
	frappe.flags.in_import = True
	frappe.get_doc("Focus Student", named).save()
	frappe.flags.in_import = False
	other = child(school, "Grade 3")
	roll(rollover, coordinator)
	assert grade_of(named) == ("Grade 3", None)
	assert grade_of(other) == ("Grade 4", None)


def test_a_change_of_something_else_does_not_keep_a_child_from_the_next_grade(school, rollover, coordinator):
	name = child(school, "Grade 3")
	doc = frappe.get_doc("Focus Student", name)
	doc.english_learner = 1
	doc.save()
	roll(rollover, coordinator)
	assert grade_of(name)[0] == "Grade 4"


def test_whom_no_file_named_may_have_left(school, year, coordinator):
	rollover = make.insert("Year Rollover", {"school_year": year, "not_named": grades.HAVE_LEFT})
	name = child(school, "Grade 3")
	roll(rollover, coordinator)
	assert grade_of(name)[0] == "Grade 3"
	assert grade_of(name)[1]


def test_a_grade_that_is_out_of_use_is_skipped(school, rollover, coordinator):
	frappe.db.set_value("Grade Level", "Grade 5", "disabled", 1)
	name = child(school, "Grade 4")
	roll(rollover, coordinator)
	assert grade_of(name)[0] == "Grade 6"


def test_a_family_whose_children_have_all_left_exits_and_one_with_a_child_stays(
	school, liaison, rollover, coordinator
):
	gone, stays = family_of(school, liaison, "Grade 12"), family_of(school, liaison, "Grade 12", "Grade 4")
	waits = family_of(school, liaison, "Grade 12", status="Nominated")
	done = roll(rollover, coordinator)
	assert (status_of(gone), status_of(stays), status_of(waits)) == ("Exited", "Enrolled", "Declined")
	enrolment = frappe.get_doc("Family Enrolment", {"family": gone})
	assert (enrolment.exit_reason, done.family_count) == ("Graduated", 2)
	assert enrolment.last_day <= getdate()
	assert enrolment.exit_evidence


def test_a_second_run_changes_nothing(school, liaison, rollover, coordinator):
	name, family = child(school, "Grade 4"), family_of(school, liaison, "Grade 12")
	roll(rollover, coordinator)
	with working_as(coordinator):
		with pytest.raises(frappe.ValidationError, match="is finished"):
			start(rollover.name)
		roll_over(rollover.name, frappe.db.get_value("Year Rollover", rollover.name, "attempt"))
	assert grade_of(name)[0] == "Grade 5"
	assert status_of(family) == "Exited"


def test_one_that_was_killed_half_way_ends_the_same(school, liaison, rollover, coordinator, monkeypatch):
	names = [child(school, "Grade 4") for _number in range(5)]
	family = family_of(school, liaison, "Grade 12")
	monkeypatch.setattr(run, "CHILDREN_AT_ONCE", 2)
	advanced = []

	def dies_at_the_third_part(part, doc):
		if len(advanced) == 2:
			raise KeyboardInterrupt
		advanced.append(part)
		grades.advance(part, doc)

	monkeypatch.setattr(run, "advance", dies_at_the_third_part)
	with pytest.raises(KeyboardInterrupt):
		roll(rollover, coordinator)
	assert len([name for name in names if grade_of(name)[0] == "Grade 5"]) < 5
	monkeypatch.setattr(run, "advance", grades.advance)
	done = roll(rollover, coordinator)
	assert {grade_of(name)[0] for name in names} == {"Grade 5"}
	assert (done.status, status_of(family)) == ("Finished", "Exited")


def test_of_two_jobs_the_older_one_stops(school, rollover, coordinator):
	roll(rollover, coordinator)
	name = child(school, "Grade 4")
	frappe.db.set_value("Year Rollover", rollover.name, {"attempt": 5, "status": "Running"})
	with working_as(coordinator):
		roll_over(rollover.name, 4)
	assert grade_of(name)[0] == "Grade 4"
	assert frappe.db.get_value("Year Rollover", rollover.name, "status") == "Running"


def test_the_preview_says_what_will_be_done_and_does_nothing(school, liaison, rollover, coordinator):
	child(school, "Grade 4")
	gone, elsewhere = family_of(school, liaison, "Grade 12"), family_of(school, liaison, "Grade 4")
	frappe.db.set_value("Focus Student", make.child_of(elsewhere), "school", make.make_school())
	with working_as(coordinator):
		found = preview(rollover.name)
	assert {(move["from"], move["to"], move["children"]) for move in found["grades"]} == {
		("Grade 4", "Grade 5", 2)
	}
	assert (found["leaving"], found["families_leaving_count"]) == (1, 1)
	assert [one["enrolment"] for one in found["families_leaving"]] == [
		frappe.db.get_value("Family Enrolment", {"family": gone})
	]
	assert [one["enrolment"] for one in found["families_elsewhere"]] == [
		frappe.db.get_value("Family Enrolment", {"family": elsewhere})
	]
	assert status_of(gone) == "Enrolled"


def test_the_preview_tells_the_grades_in_their_order(school, rollover, coordinator):
	for grade in ("Grade 10", "Grade 2", "Kindergarten", "Grade 9"):
		child(school, grade)
	with working_as(coordinator):
		moves = preview(rollover.name)["grades"]
	assert [move["from"] for move in moves] == ["Kindergarten", "Grade 2", "Grade 9", "Grade 10"]


def test_the_preview_names_the_consents_that_do_not_last_through_the_year(
	school, liaison, rollover, year, coordinator
):
	family, kept = make.make_family(school, liaison), make.make_family(school, liaison)
	ends = frappe.db.get_value("School Year", year, "ends_on")
	soon = make_consent(family)
	make_consent(family, last_day=add_days(ends, 1))
	make_consent(kept)
	make.insert(
		"Access Exclusion", {"family": kept, "user": coordinator, "reason": "x", "starts_on": "2020-01-01"}
	)
	with working_as(coordinator):
		found = preview(rollover.name)
	assert [one["consent"] for one in found["consents_ending"]] == [soon.name]
	assert found["consents_ending_count"] == 1


def test_a_family_that_is_kept_from_the_coordinator_is_neither_named_nor_exited(
	school, liaison, rollover, coordinator
):
	family = family_of(school, liaison, "Grade 12")
	make.insert(
		"Access Exclusion", {"family": family, "user": coordinator, "reason": "x", "starts_on": "2020-01-01"}
	)
	with working_as(coordinator):
		assert preview(rollover.name)["families_leaving"] == []
	roll(rollover, coordinator)
	assert status_of(family) == "Enrolled"


def test_a_year_that_has_not_come_is_refused(coordinator):
	make.make_year_of(nowdate())
	later = make.make_year_of(add_days(nowdate(), 400))
	with pytest.raises(frappe.ValidationError, match=r"Roll over once the year before .* has ended"):
		make.insert("Year Rollover", {"school_year": later})


def test_a_second_rollover_of_a_year_is_refused(rollover):
	with pytest.raises(frappe.DuplicateEntryError):
		make.insert("Year Rollover", {"school_year": rollover.name})


def test_nobody_but_a_coordinator_starts_or_previews(school, liaison, rollover, coordinator):
	name = child(school, "Grade 4")
	for user in (liaison, make.make_leader(school), make.make_user("Referring Teacher")):
		with working_as(user):
			for function in (start, preview):
				with pytest.raises(frappe.PermissionError):
					function(rollover.name)
	assert grade_of(name)[0] == "Grade 4"
	roll(rollover, coordinator)
	assert grade_of(name)[0] == "Grade 5"
