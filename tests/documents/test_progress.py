"""Progress records and assessments: what they may say, and what they compute."""

import frappe
import pytest
from frappe.utils import add_days

from tests import factories as make

DAY = "2024-03-20"


@pytest.fixture
def child(school: str) -> str:
	return make.make_student(None, school, local_id=frappe.generate_hash(length=8))


def test_the_absence_rate_is_days_absent_of_days_enrolled(child, school):
	record = make.make_progress(child, school, DAY, 90, 12)
	assert record.absence_rate == pytest.approx(100 * 12 / 90)


def test_a_rate_is_unknown_and_not_zero_while_nothing_is_counted(child, school):
	record = make.make_progress(child, school, DAY, 0)
	assert record.absence_rate is None
	assert record.homework_rate is None


def test_a_rate_that_is_typed_is_not_kept(child, school):
	record = make.make_progress(child, school, DAY, 90, 9, absence_rate=55)
	assert frappe.get_doc(record.doctype, record.name).absence_rate == 10


def test_excused_and_unexcused_days_make_days_absent_where_that_is_empty(child, school):
	record = make.make_progress(child, school, DAY, 90, days_excused=4, days_unexcused=5)
	assert record.days_absent == 9


@pytest.mark.parametrize(
	("values", "sentence"),
	[
		({"days_enrolled": 10, "days_absent": 11}, r"Days Absent \(11\) cannot be more than Days Enrolled \(10\)"),
		({"days_enrolled": 10, "days_tardy": 11}, "Days Tardy"),
		({"days_enrolled": 10, "days_absent": 3, "days_excused": 2, "days_unexcused": 2}, "more than the 3 in Days Absent"),
		({"days_enrolled": -1}, "Days Enrolled"),
		({"days_enrolled": 10, "days_absent": -2}, "Days Absent"),
		({"days_enrolled": 10, "homework_assigned": 5, "homework_completed": 6}, "Homework Completed"),
		({"days_enrolled": 10, "as_of": "2999-01-01"}, "As Of is in the future"),
		({"days_enrolled": 10, "local_id": "No Such"}, "Local ID is not that of this Student"),
	],
)  # fmt: skip
def test_counts_that_cannot_be_are_refused_by_their_name(child, school, values, sentence):
	make.make_year_of(DAY)
	with pytest.raises(frappe.ValidationError, match=sentence):
		make.insert("Student Progress Record", {"student": child, "school": school, "as_of": DAY, **values})


def test_counts_that_fall_within_a_school_and_year_are_refused(child, school):
	make.make_progress(child, school, add_days(DAY, -7), 80, 8)
	with pytest.raises(frappe.ValidationError, match="Days Absent is 7, but was 8 already on"):
		make.make_progress(child, school, DAY, 85, 7)


def test_counts_above_those_of_a_later_day_are_refused(child, school):
	make.make_progress(child, school, DAY, 85, 7)
	with pytest.raises(frappe.ValidationError, match="Days Absent is 8, but still 7 on"):
		make.make_progress(child, school, add_days(DAY, -7), 80, 8)


def test_at_another_school_the_counts_begin_anew(child, school):
	make.make_progress(child, school, add_days(DAY, -7), 80, 8)
	assert make.make_progress(child, make.make_school(), DAY, 5, 1).days_enrolled == 5


def test_a_second_record_of_the_same_day_is_refused_and_names_the_child(child, school):
	record = make.make_progress(child, school, DAY, 80, 8)
	with pytest.raises(frappe.DuplicateEntryError, match=record.student_name):
		make.make_progress(child, school, DAY, 80, 8)


def test_the_database_holds_one_record_a_key_too(child, school):
	record = make.make_progress(child, school, DAY, 80, 8)
	copy = frappe.copy_doc(record)
	copy.set_new_name()
	with pytest.raises(frappe.UniqueValidationError):
		copy.db_insert()


def test_the_student_is_found_by_local_id(child, school):
	local_id = frappe.db.get_value("Focus Student", child, "local_id")
	record = make.make_progress(None, school, DAY, 80, 8, local_id=local_id)
	assert record.student == child


def test_an_unknown_local_id_is_named(school):
	with pytest.raises(frappe.ValidationError, match="Local ID X-77: no student on file has it"):
		make.make_progress(None, school, DAY, 80, 8, local_id="X-77")


def test_an_assessment_compares_its_result_with_what_is_expected(child):
	assert make.make_assessment(child, "Reading", DAY, "480", expected_result="500").at_grade_level == "No"
	assert (
		make.make_assessment(child, "Mathematics", DAY, "500", expected_result="500").at_grade_level == "Yes"
	)


def test_an_assessment_without_an_expectation_keeps_what_the_test_says_or_nothing(child):
	assert make.make_assessment(child, "Reading", DAY, "480", at_grade_level="No").at_grade_level == "No"
	assert not make.make_assessment(child, "Mathematics", DAY, "480").at_grade_level


@pytest.mark.parametrize("field", ["result", "expected_result"])
def test_a_result_that_is_text_is_refused(child, field):
	values = {"result": "480", field: "well done"}
	with pytest.raises(frappe.ValidationError, match="is no number"):
		make.make_assessment(child, "Reading", DAY, values.pop("result"), **values)


def test_a_second_result_of_the_same_day_and_subject_is_refused(child):
	make.make_assessment(child, "Reading", DAY, "480")
	with pytest.raises(frappe.DuplicateEntryError, match="Reading"):
		make.make_assessment(child, "Reading", DAY, "490")
