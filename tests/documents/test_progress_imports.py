"""A district's progress and results come in by the host's Data Import."""

import json

import frappe
import pytest
from frappe.core.doctype.data_import.exporter import Exporter

from liaison_app.demo.pupils import prepare_import
from tests import factories as make
from tests.connection import committing, working_as
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


def test_each_figure_that_cannot_be_is_told_in_one_sentence_of_its_row(district):
	school, (first, second, third) = district["school"], district["ids"]
	later = "2024-04-20"
	with committing():
		name, _status = import_rows(
			district["user"], PROGRESS, COLUMNS,
			(first, school, DAY, 90, -9),
			(second, school, DAY, 90, 9),
			(second, school, later, 100, 8),
			(third, school, DAY, -90, 0),
			(third, school, "2999-01-01", 90, 0),
		)  # fmt: skip
	sentences = {row: json.loads(messages) for row, messages in failures(name).items()}
	assert {row: len(told) for row, told in sentences.items()} == {2: 1, 4: 1, 5: 1, 6: 1}
	for row, words in (
		(2, "Days Absent is -9: it cannot be less than 0."),
		(4, "Days Absent is 8, but was 9 already"),
		(5, "Days Enrolled is -90"),
		(6, "As Of is in the future"),
	):
		assert words in str(sentences[row][0])
	assert days(school) == {second: 9}


def test_a_file_is_seen_before_it_comes_in_and_what_no_field_takes_is_told(district):
	school, (first, *_others) = district["school"], district["ids"]
	with committing(), working_as(district["user"]):
		text = f"Local ID,School,As Of,Days Enrolled,Shoe Size\n{first},{school},{DAY},90,38\n"
		preview = frappe.get_doc("Data Import", prepare_import(text, district["user"], PROGRESS))
		seen = preview.get_preview_from_template()
	assert seen.data[0][1:5] == [first, school, DAY, "90"]
	assert [column["header_title"] for column in seen.columns if column.get("skip_import")] == [
		"Sr. No",
		"Shoe Size",
	]
	assert days(school) == {}


def test_the_hosts_template_with_existing_records_brings_corrections_back(district):
	school, (first, second, _third) = district["school"], district["ids"]
	fields = {PROGRESS: ["name", "local_id", "days_enrolled", "days_absent"]}
	with committing():
		import_rows(
			district["user"], PROGRESS, COLUMNS, (first, school, DAY, 90, 9), (second, school, DAY, 90, 1)
		)
		with working_as(district["user"]):
			template = Exporter(PROGRESS, fields, export_data=True, export_filters={"school": school})
		columns, *rows = template.get_csv_array()
		at = columns.index("Days Absent")
		corrected = [(*row[:at], 12 if first in row else row[at], *row[at + 1 :]) for row in rows]
		name, status = import_rows(district["user"], PROGRESS, columns, *corrected, update=True)
	assert (len(rows), status) == (2, "Partial Success")
	assert ["No changes to update" in told for told in failures(name).values()] == [True]
	assert days(school) == {first: 12, second: 1}


def test_some_hundred_rows_come_in_and_the_same_file_again_changes_nothing(district):
	school, user = district["school"], district["user"]
	with committing():
		ids = [frappe.generate_hash(length=8) for _child in range(150)]
		for local_id in ids:
			make.make_student(None, school, local_id=local_id)
		rows = [(local_id, school, DAY, 100, number % 40) for number, local_id in enumerate(ids)]
		_name, first = import_rows(user, PROGRESS, COLUMNS, *rows)
		name, again = import_rows(user, PROGRESS, COLUMNS, *rows)
	assert first == "Success"
	assert again in ("Pending", "Error")  # newer hosts call it an error when no row came in
	assert set(failures(name)) == set(range(2, 152))
	assert days(school) == {local_id: number % 40 for number, local_id in enumerate(ids)}


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
