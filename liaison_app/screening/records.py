"""The record that counts of each child or family.

A table is read whole, by columns: to join a hundred thousand children with their records, row by row, costs the
database many times that. No object is made for a row.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

import frappe
from pypika.terms import Criterion

from liaison_app.attendance.rates import RATES
from liaison_app.bulk import read_columns
from liaison_app.families.barriers import open_on
from liaison_app.screening.measures import DOCTYPES, Measure

#: A number, 1 for yes and 0 for no; None where it is not known.
Value = float | None
#: Of a choice, and of a tick.
_YES_OR_NO = {"Yes": 1.0, "1": 1.0, "No": 0.0, "0": 0.0}


@dataclass(frozen=True)
class Question:
	"""What is asked.

	schools: whose children. as_of: what was known up to this day. school_year: the year of that day, whose progress
	counts. assessments_since: older results do not count.
	"""

	schools: tuple[str, ...]
	as_of: date
	school_year: str
	assessments_since: date


@dataclass
class Records:
	"""A table's columns. days, names: of each record. values: the columns that are measured. row_of: of each child or
	family the place of its record in the columns."""

	days: list[str]
	names: list[str]
	values: dict[str, list[Value]]
	row_of: dict[str, int]

	def columns(self, measure: Measure, keys: list[str]) -> tuple[list[Value], list[str]]:
		"""Of each key the value of a measure, and the name of the record that it comes from."""
		rows = list(map(self.row_of.get, keys))
		part, *wholes = (self.values[field] for field in _fields_of(measure))
		if wholes:
			(whole,) = wholes
			values = [None if row is None or not whole[row] else 100 * part[row] / whole[row] for row in rows]
		else:
			values = [None if row is None else part[row] for row in rows]
		return values, ["" if row is None else self.names[row] for row in rows]

	def sum_up(self, key: str, row: int, is_number: dict[str, bool]) -> None:
		"""Add a record to that of a child: a new row, with the name of the later one. Of yes and no the yes counts."""
		rows = (self.row_of[key], row)
		later = max(rows, key=self.days.__getitem__)
		self.row_of[key] = len(self.names)
		self.days.append(self.days[later])
		self.names.append(self.names[later])
		for field, column in self.values.items():
			known = [column[one] for one in rows if column[one] is not None]
			column.append((sum if is_number[field] else max)(known) if known else None)


def read_records(question: Question, measures: list[Measure]) -> Records:
	"""What measures of one kind, and of one subject, are read from."""
	read = {"Family": _families, "Progress": _progress, "Assessment": _results}[measures[0].measure_of]
	is_number = {field: measure.is_number for measure in measures for field in _fields_of(measure)}
	return read(question, measures[0].subject, is_number)


def open_barriers(category: str, day: date) -> set[str]:
	"""The families with an open barrier of a category on a day."""
	barrier = frappe.qb.DocType("Family Barrier")
	condition = (barrier.category == category) & open_on(barrier, day)
	(families,) = read_columns(barrier, [barrier.parent], condition)
	return set(families)


def as_values(texts: list[str], is_number: bool) -> list[Value]:
	"""Texts as values. Few of them differ, so each is read once."""
	read = _number if is_number else _YES_OR_NO.get
	return list(map({text: read(text) for text in set(texts)}.__getitem__, texts))


def _number(text: str) -> Value:
	return float(text) if text else None


def _fields_of(measure: Measure) -> tuple[str, ...]:
	return RATES.get(measure.field, (measure.field,))


def _read(
	table, keys: tuple[str, ...], is_number: dict[str, bool], condition: Criterion | None = None
) -> tuple[list[list[str]], dict[str, list[Value]]]:
	"""Columns of texts, and columns of values."""
	columns = read_columns(table, [table[field] for field in (*keys, *is_number)], condition)
	measured = zip(is_number.items(), columns[len(keys) :], strict=True)
	return columns[: len(keys)], {field: as_values(texts, number) for (field, number), texts in measured}


def _families(_question: Question, _subject: str, is_number: dict[str, bool]) -> Records:
	(names,), values = _read(frappe.qb.DocType(DOCTYPES["Family"]), ("name",), is_number)
	return Records(names, names, values, {name: row for row, name in enumerate(names)})


def _progress(question: Question, _subject: str, is_number: dict[str, bool]) -> Records:
	"""Each child's counts of the school year: the latest record of each school up to the day, summed."""
	record = frappe.qb.DocType(DOCTYPES["Progress"])
	condition = (record.school_year == question.school_year) & (record.as_of <= question.as_of)
	keys = ("student", "school", "as_of", "name")
	(students, schools, days, names), values = _read(record, keys, is_number, condition)
	records = Records(days, names, values, {})
	for row in _latest(zip(students, schools, strict=True), days).values():
		student = students[row]
		if student in records.row_of:
			records.sum_up(student, row, is_number)
		else:
			records.row_of[student] = row
	return records


def _results(question: Question, subject: str, is_number: dict[str, bool]) -> Records:
	"""Each child's latest result in a subject."""
	result = frappe.qb.DocType(DOCTYPES["Assessment"])
	condition = (result.subject == subject) & result.assessed_on[question.assessments_since : question.as_of]
	(students, days, names), values = _read(result, ("student", "assessed_on", "name"), is_number, condition)
	return Records(days, names, values, _latest(students, days))


def _latest(keys: Iterable, days: list[str]) -> dict:
	"""Of each key the row with the latest day."""
	latest: dict = {}
	for row, (key, day) in enumerate(zip(keys, days, strict=True)):
		before = latest.get(key)
		if before is None or day > days[before]:
			latest[key] = row
	return latest
