"""Columns of many rows, as the database holds them."""

import frappe

from liaison_app import bulk
from tests import factories as make


def read(*fields: str) -> list[list[str]]:
	table = frappe.qb.DocType("Focus Student")
	return bulk.read_columns(table, [table[field] for field in fields])


def as_the_host_reads(*fields: str) -> list[list[str]]:
	rows = frappe.get_all("Focus Student", fields=list(fields), order_by="name asc", as_list=True)
	return [["" if value is None else str(value) for value in column] for column in zip(*rows, strict=True)]


def make_children(count: int) -> None:
	school = make.make_school()
	for number in range(count):
		make.make_student(None, school, last_name=f"Vale, {number}, Jr.", low_income=number % 2)


def test_texts_with_commas_numbers_and_nothing_stay_in_their_rows():
	make_children(3)
	fields = ("name", "full_name", "low_income", "family")
	assert read(*fields) == as_the_host_reads(*fields)


def test_many_parts_make_the_same_columns(monkeypatch):
	make_children(5)
	monkeypatch.setattr(bulk, "ROWS_AT_ONCE", 2)
	assert read("name", "full_name") == as_the_host_reads("name", "full_name")


def test_what_is_longer_than_the_database_can_join_is_read_in_smaller_parts():
	make_children(6)
	frappe.db.sql("set session group_concat_max_len = 60")
	try:
		assert read("name", "full_name") == as_the_host_reads("name", "full_name")
	finally:
		frappe.db.sql("set session group_concat_max_len = default")


def test_a_condition_that_nothing_meets_gives_empty_columns():
	table = frappe.qb.DocType("Focus Student")
	assert bulk.read_columns(table, [table.name], table.school == "No Such School") == [[]]


def test_rows_are_written_with_what_is_alike_in_all(monkeypatch):
	monkeypatch.setattr(bulk, "ROWS_A_STATEMENT", 2)
	names = [frappe.generate_hash(length=10) for _row in range(5)]
	rows = [(name, f"100% {name}") for name in names]
	bulk.insert_rows("Focus Family", ["name", "family_name"], rows, {"strengths": "50% 'sure'"})
	written = frappe.get_all(
		"Focus Family",
		filters={"name": ["in", names]},
		fields=["name", "family_name", "strengths"],
		order_by="name asc",
		as_list=True,
	)
	assert list(written) == [(*row, "50% 'sure'") for row in sorted(rows)]
