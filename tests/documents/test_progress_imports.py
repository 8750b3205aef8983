"""A district's progress and results come in by the host's Data Import."""

import frappe
import pytest

from tests import factories as make
from tests.connection import committing
from tests.imports import failures, import_rows

DAY = "2024-03-20"
PROGRESS, RESULT = "Student Progress Record", "Student Assessment"
COLUMNS = ("Local ID", "School", "As Of", "Days Enrolled", "Days Absent")


@pytest.fixture
def district(site) -> dict:
	"""A committed school with three children, and a coordinator."""
	with committing():
		school = make.make_school()
		ids = [frappe.generate_hash(length=8) for _child in range(3)]
		for local_id in ids:
			make.make_student(None, school, local_id=local_id)
		make.make_year_of(DAY)
		return {"school": school, "ids": ids, "user": make.make_coordinator()}


def days(school: str) -> dict[str, int]:
	rows = frappe.get_all(PROGRESS, filters={"school": school}, fields=["local_id", "days_absent"])
	return {row.local_id: row.days_absent for row in rows}


def test_rows_find_their_children_by_local_id_and_wrong_rows_alone_stay_out(district):
	school, (first, second, third) = district["school"], district["ids"]
	with committing():
		name, status = import_rows(
			district["user"], PROGRESS, COLUMNS,
			(first, school, DAY, 90, 9),
			(second, school, DAY, 90, 91),
			("No-Such", school, DAY, 90, 9),
			(first, school, DAY, 90, 10),
			(third, school, DAY, 90, 0),
		)  # fmt: skip
	assert status == "Partial Success"
	assert days(school) == {first: 9, third: 0}
	found = failures(name)
	assert set(found) == {3, 4, 5}
	assert "Days Absent (91) cannot be more than Days Enrolled (90)" in found[3]
	assert "No-Such: no student on file has it" in found[4]
	assert "there is a record" in found[5]


def test_existing_records_are_updated_by_their_number(district):
	school, (first, *_others) = district["school"], district["ids"]
	with committing():
		import_rows(district["user"], PROGRESS, COLUMNS, (first, school, DAY, 90, 9))
		record = frappe.db.get_value(PROGRESS, {"local_id": first})
		name, status = import_rows(
			district["user"], PROGRESS, ("ID", "Days Absent"), (record, 12), (record, 95), update=True
		)
	assert status == "Partial Success"
	assert days(school) == {first: 12}
	assert "Days Absent (95)" in failures(name)[3]


def test_a_result_that_is_text_stays_out_alone(district):
	first, second, _third = district["ids"]
	columns = ("Local ID", "Subject", "Assessed On", "Result", "At Grade Level")
	with committing():
		name, _status = import_rows(
			district["user"], RESULT, columns,
			(first, "Reading", DAY, "well done", ""), (second, "Reading", DAY, "480", "No"),
		)  # fmt: skip
	assert "is no number" in failures(name)[2]
	rows = frappe.get_all(
		RESULT, filters={"local_id": ["in", district["ids"]]}, fields=["score", "at_grade_level"]
	)
	assert rows == [{"score": 480, "at_grade_level": "No"}]


def test_a_word_in_a_column_of_numbers_holds_the_file_back_and_is_named(district):
	"""The host would read it as 0: a child who was away for weeks would count as never absent."""
	school, (first, second, _third) = district["school"], district["ids"]
	with (
		committing(),
		pytest.raises(frappe.ValidationError, match=r"Row 3, Days Absent: .*n/a.* is no number"),
	):
		import_rows(
			district["user"], PROGRESS, COLUMNS, (first, school, DAY, 90, 9), (second, school, DAY, 90, "n/a")
		)


def test_a_word_in_a_column_of_ticks_is_named_too(district):
	row = ("Ada", "Vale", frappe.generate_hash(length=8), district["school"], "perhaps")
	columns = ("First Name", "Last Name", "Local ID", "School", "Low Income")
	with (
		committing(),
		pytest.raises(frappe.ValidationError, match=r"Row 2, Low Income: .*neither Yes nor No"),
	):
		import_rows(district["user"], "Focus Student", columns, row)
