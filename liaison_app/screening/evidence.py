"""What is known of many children on a day, as one query: a row a child, for each criterion its value and source.

Nothing is read into Python: a district's children are scored where their records are.
"""

from dataclasses import dataclass
from datetime import date
from functools import reduce

import frappe
from frappe.query_builder import Case
from frappe.query_builder.functions import Cast, Concat, Max, Sum
from pypika import CustomFunction
from pypika.functions import NullIf, Substring
from pypika.terms import Term

from liaison_app.attendance.rates import RATES
from liaison_app.screening.measures import DOCTYPES, Measure

#: A day as the database numbers it, six digits long until the year 2737.
_to_days, DIGITS_OF_DAY = CustomFunction("TO_DAYS", ["date"]), 6


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


def evidence(question: Question, measures: list[Measure]):
	"""The query: student, school, family, and for the n-th measure value_n and source_n.

	A value is a number, 1 for yes and 0 for no; null where it is not known. A source is the record's name.
	"""
	student = frappe.qb.DocType("Focus Student")
	query = (
		frappe.qb.from_(student)
		.select(student.name.as_("student"), student.full_name.as_("student_name"))
		.select(student.school, student.grade, student.family)
		.where(student.school.isin(question.schools))
	)
	sources = {}
	for measure in measures:
		key = _source_key(measure)
		if key not in sources:
			sources[key] = _sources(measure, measures, question, f"source_{len(sources)}")
	for table, link in sources.values():
		if table is not None:
			query = query.left_join(table).on(link(student, table))
	for number, measure in enumerate(measures):
		table = sources[_source_key(measure)][0]
		value, source = _value_and_source(measure, student, table)
		query = query.select(value.as_(f"value_{number}"), source.as_(f"source_{number}"))
	return query


def _source_key(measure: Measure) -> tuple[str, str]:
	"""Measures of one key are read from one joined table."""
	category = measure.field if measure.kind == "barrier" else ""
	return (measure.measure_of, measure.subject or category)


def _sources(measure: Measure, measures: list[Measure], question: Question, alias: str):
	"""The table to join for a measure, and by what; no table where the student itself has the field."""
	if measure.measure_of == "Student":
		return None, None
	if measure.measure_of == "Family":
		return frappe.qb.DocType(DOCTYPES["Family"]), lambda student, table: table.name == student.family
	if measure.measure_of == "Open Barrier":
		barriers = _open_barriers(measure.field, question.as_of).as_(alias)
		return barriers, lambda student, table: table.family == student.family
	if measure.measure_of == "Progress":
		fields = [other for other in measures if other.measure_of == "Progress"]
		return _progress(fields, question).as_(alias), lambda student, table: table.student == student.name
	results = _results(
		measure.subject, [other for other in measures if other.subject == measure.subject], question
	)
	return results.as_(alias), lambda student, table: table.student == student.name


def _value_and_source(measure: Measure, student, table) -> tuple[Term, Term]:
	if measure.measure_of == "Student":
		return _as_number(student[measure.field], measure), student.name
	if measure.measure_of == "Family":
		return _as_number(table[measure.field], measure), student.family
	if measure.measure_of == "Open Barrier":
		is_open = Case().when(table.family.isnull(), 0).else_(1)
		# Of a child without a family nobody has asked.
		return Case().when(_is_empty(student.family), None).else_(is_open), student.family
	return table[measure.field], table.source


def _as_number(column: Term, measure: Measure) -> Term:
	if measure.kind != "choice":
		return column
	return Case().when(column == "Yes", 1).when(column == "No", 0).else_(None)


def _is_empty(column: Term) -> Term:
	return column.isnull() | (column == "")


def _open_barriers(category: str, day: date):
	"""The families with an open barrier of a category on a day."""
	barrier = frappe.qb.DocType("Family Barrier")
	is_open = (barrier.opened_on.isnull() | (barrier.opened_on <= day)) & (
		barrier.resolved_on.isnull() | (barrier.resolved_on > day)
	)
	return (
		frappe.qb.from_(barrier)
		.select(barrier.parent.as_("family"))
		.distinct()
		.where((barrier.parenttype == "Focus Family") & (barrier.category == category) & is_open)
	)


def _progress(measures: list[Measure], question: Question):
	"""Each child's counts of the school year: the latest record of each school up to the day, summed."""
	record = frappe.qb.DocType(DOCTYPES["Progress"])
	latest = (
		frappe.qb.from_(record)
		.select(record.student, record.school, Max(record.as_of).as_("as_of"))
		.where((record.school_year == question.school_year) & (record.as_of <= question.as_of))
		.groupby(record.student, record.school)
	).as_("latest")
	query = (
		frappe.qb.from_(latest)
		.join(record)
		.on(
			(record.student == latest.student)
			& (record.school == latest.school)
			& (record.as_of == latest["as_of"])
		)
		.select(record.student, _latest_name(record.as_of, record.name).as_("source"))
		.groupby(record.student)
	)
	return reduce(lambda q, measure: q.select(_summed(record, measure).as_(measure.field)), measures, query)


def _summed(record, measure: Measure) -> Term:
	if measure.field in RATES:
		part, whole = (Sum(record[field]) for field in RATES[measure.field])
		# Unrounded: as decimals the database would cut the quotient.
		return Cast(part * 100, "DOUBLE") / NullIf(whole, 0)
	return (
		Sum(record[measure.field]) if measure.is_number else Max(_as_number(record[measure.field], measure))
	)


def _results(subject: str, measures: list[Measure], question: Question):
	"""Each child's latest result in a subject."""
	result = frappe.qb.DocType(DOCTYPES["Assessment"])
	latest = (
		frappe.qb.from_(result)
		.select(result.student, Max(result.assessed_on).as_("assessed_on"))
		.where(result.subject == subject)
		.where(result.assessed_on[question.assessments_since : question.as_of])
		.groupby(result.student)
	).as_("latest")
	query = (
		frappe.qb.from_(latest)
		.join(result)
		.on((result.student == latest.student) & (result.assessed_on == latest.assessed_on))
		.where(result.subject == subject)
		.select(result.student, result.name.as_("source"))
	)
	return reduce(
		lambda q, measure: q.select(_as_number(result[measure.field], measure).as_(measure.field)),
		measures,
		query,
	)


def _latest_name(day: Term, name: Term) -> Term:
	"""Of several records the name of that with the latest day."""
	return Substring(Max(Concat(_to_days(day), name)), DIGITS_OF_DAY + 1, 140)
