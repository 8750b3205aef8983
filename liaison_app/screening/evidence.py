"""What is known of many children on a day, column by column."""

from dataclasses import dataclass

import frappe

from liaison_app.bulk import read_columns
from liaison_app.screening.measures import DOCTYPES, Measure
from liaison_app.screening.records import Question, Records, Value, as_values, open_barriers, read_records

#: Of each child, whatever is measured.
COPIED = ("name", "full_name", "school", "grade", "family")


@dataclass(frozen=True)
class Evidence:
	"""The n-th of each list is of the n-th child.

	students, student_names, schools, grades, families: of the children. values, sources: a list for each measure. A value
	is a number, 1 for yes and 0 for no; None where it is not known. A source is a record's name, or empty.
	"""

	students: list[str]
	student_names: list[str]
	schools: list[str]
	grades: list[str]
	families: list[str]
	values: list[list[Value]]
	sources: list[list[str]]


def evidence(question: Question, measures: list[Measure]) -> Evidence:
	"""Read what the measures ask of the schools' children, as it stands in this transaction."""
	children, of_students = _children(question, measures)
	students, families = children[0], children[-1]
	records: dict[tuple[str, str], Records] = {}
	columns = []
	for measure in measures:
		if measure.measure_of == "Student":
			columns.append((of_students[measure.field], students))
		elif measure.kind == "barrier":
			columns.append((_has_barrier(measure, question, families), families))
		else:
			key = (measure.measure_of, measure.subject)
			if key not in records:
				alike = [other for other in measures if (other.measure_of, other.subject) == key]
				records[key] = read_records(question, alike)
			keys = families if measure.measure_of == "Family" else students
			columns.append(records[key].columns(measure, keys))
	return Evidence(*children, *(list(column) for column in zip(*columns, strict=True)))


def _children(question: Question, measures: list[Measure]) -> tuple[list[list[str]], dict[str, list[Value]]]:
	"""The children's columns, and the values of those measures that are fields of a child."""
	student = frappe.qb.DocType(DOCTYPES["Student"])
	own = {measure.field: measure.is_number for measure in measures if measure.measure_of == "Student"}
	terms = [student[field] for field in (*COPIED, *own)]
	here = student.school.isin(question.schools) & student.left_on.isnull()
	columns = read_columns(student, terms, here)
	measured = zip(own.items(), columns[len(COPIED) :], strict=True)
	return columns[: len(COPIED)], {
		field: as_values(texts, is_number) for (field, is_number), texts in measured
	}


def _has_barrier(measure: Measure, question: Question, families: list[str]) -> list[Value]:
	"""Of a child without a family nobody has asked."""
	found = open_barriers(measure.field, question.as_of)
	return [float(family in found) if family else None for family in families]
