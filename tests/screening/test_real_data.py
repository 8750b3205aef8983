"""Real children screened, every figure computed a second way by pandas. docs/real-data.md tells the same figures."""

from pathlib import Path

import frappe
import pandas
import pytest

from tests import factories as make
from tests.connection import as_user, committing
from tests.imports import import_rows
from tests.screening import real_children as real
from tests.screening.runs import DAY, outcomes, screen

PAGE = Path(__file__).parents[2] / "docs" / "real-data.md"
LOW_INCOME, ABSENT = "Low Income", "Absent 20% or More"
BELOW = {subject: f"Below Grade Level in {subject}" for subject in real.SUBJECTS}


@pytest.fixture(scope="module")
def star(site) -> dict:
	"""The third grade of Project STAR, screened."""
	children = real.star()
	with committing():
		names, schools = real.bring_in(children)
		user = make.make_coordinator()
	return {"children": children, "names": names, "schools": schools, "run": screen(user, schools)}


@pytest.fixture(scope="module")
def quine(site) -> dict:
	"""The children of the table quine, imported from files by a coordinator, and screened."""
	days = real.quine().Days
	mark = frappe.generate_hash(length=6)
	with committing():
		school, user = make.make_school(), make.make_coordinator()
		make.make_year_of(DAY)
	with committing():
		columns = ("First Name", "Last Name", "Local ID", "School")
		pupils = [(f"Child {number}", "Quine", f"{mark}-{number}", school) for number in days.index]
		_name, came = import_rows(user, "Focus Student", columns, *pupils)
		columns = ("Local ID", "School", "As Of", "Days Enrolled", "Days Absent")
		rows = [
			(f"{mark}-{number}", school, DAY, real.SCHOOL_DAYS, absent) for number, absent in days.items()
		]
		_name, came_too = import_rows(user, "Student Progress Record", columns, *rows)
	assert (came, came_too) == ("Success", "Success")
	return {"days": days, "mark": mark, "school": school, "user": user, "run": screen(user, [school])}


def criteria_of(children: pandas.DataFrame) -> pandas.DataFrame:
	"""By pandas, of each child what is met: True, False, or missing where it is not known."""
	met = {LOW_INCOME: children.free.astype("boolean")}
	for subject, column in real.SUBJECTS.items():
		scores = children[column]
		met[BELOW[subject]] = (scores < scores.median()).astype("boolean").mask(scores.isna())
	return pandas.DataFrame(met)


def findings(run: str) -> pandas.DataFrame:
	"""What the app found, a row a child and a column a criterion."""
	rows = frappe.get_all(
		"Screening Finding",
		filters={"parent": ["in", frappe.get_all("Screening Result", filters={"run": run}, pluck="name")]},
		fields=["parent", "criterion", "outcome"],
		order_by="parent asc",
	)
	students = dict(
		frappe.get_all("Screening Result", filters={"run": run}, fields=["name", "student"], as_list=True)
	)
	table = pandas.DataFrame([dict(row) for row in rows])
	table["student"] = table.parent.map(students)
	return table.pivot(index="student", columns="criterion", values="outcome")


def table_of(counts: pandas.DataFrame) -> list[str]:
	"""Rows of a table as the page prints them."""
	return [
		f"| {name} | {' | '.join(f'{int(count):,}' for count in row)} |" for name, row in counts.iterrows()
	]


def test_each_child_of_star_meets_what_pandas_finds(star):
	plain = criteria_of(star["children"]).rename(index=star["names"])
	words = plain.apply(lambda column: column.map({True: "Met", False: "Not Met"})).fillna("Not Known")
	found = findings(star["run"])[list(words.columns)]
	assert found.sort_index().to_dict() == words.sort_index().to_dict()


def test_the_children_of_star_stand_where_pandas_puts_them(star):
	score = criteria_of(star["children"]).fillna(False).sum(axis=1).astype(int)
	place = score.rank(method="min", ascending=False).astype(int)
	rows = frappe.get_all(
		"Screening Result", filters={"run": star["run"]}, fields=["student", "score", "place", "is_candidate"]
	)
	found = {row.student: (row.score, row.place, row.is_candidate) for row in rows}
	names = star["names"]
	assert found == {
		names[number]: (score[number], place[number], int(score[number] >= 1)) for number in score.index
	}


def test_the_children_written_in_bulk_are_as_their_documents_would_leave_them(star):
	names = [star["names"][number] for number in star["children"].index[::700]]
	results = frappe.get_all(
		"Student Assessment", filters={"student": ["in", names]}, pluck="name", order_by="name asc"
	)
	for doctype, documents in (("Focus Student", names), ("Student Assessment", results)):
		for name in documents:
			doc = frappe.get_doc(doctype, name)
			before = doc.as_dict()
			doc.save()
			changed = {field for field in before if before[field] != doc.get(field)} - {
				"modified",
				"modified_by",
			}
			assert not changed - {"student_name", "lead_liaison"}, (doctype, name)
	assert len(results) > len(names)


def test_the_page_tells_the_figures_of_star(star):
	plain = criteria_of(star["children"])
	counts = pandas.DataFrame({
		"met": plain.sum(), "not met": (~plain).sum(), "not known": plain.isna().sum()
	})  # fmt: skip
	score = plain.fillna(False).sum(axis=1).value_counts().sort_index(ascending=False).to_frame()
	page = PAGE.read_text()
	assert not [row for row in (*table_of(counts), *table_of(score)) if row not in page]


def test_each_childs_absence_rate_is_that_of_the_table(quine):
	rows = frappe.get_all("Student Progress Record", filters={"school": quine["school"]}, pluck="name")
	records = [frappe.get_doc("Student Progress Record", name) for name in rows]
	rates = {record.local_id: record.absence_rate for record in records}
	plain = quine["days"] / real.SCHOOL_DAYS * 100
	assert rates == {f"{quine['mark']}-{number}": pytest.approx(rate) for number, rate in plain.items()}


def test_who_was_absent_a_fifth_of_the_days_is_found(quine):
	rows = frappe.get_all(
		"Screening Result", filters={"run": quine["run"]}, fields=["student"], order_by="name asc"
	)
	found = {row.student: outcomes(quine["run"], row.student)[ABSENT] for row in rows}
	ids = dict(
		frappe.get_all(
			"Focus Student", filters={"school": quine["school"]}, fields=["local_id", "name"], as_list=True
		)
	)
	plain = quine["days"] >= real.SCHOOL_DAYS * 0.2
	assert {ids[f"{quine['mark']}-{number}"] for number, is_met in plain.items() if is_met} == {
		student for student, (_value, outcome) in found.items() if outcome == "Met"
	}  # fmt: skip


def test_the_page_tells_the_figures_of_quine(quine):
	rates = quine["days"] / real.SCHOOL_DAYS * 100
	counts = pandas.DataFrame(
		{
			"children": {
				"less than 10% of the days": (rates < 10).sum(),
				"10% to less than 20%": ((rates >= 10) & (rates < 20)).sum(),
				"20% or more": (rates >= 20).sum(),
			}
		}
	)
	page = PAGE.read_text()
	assert not [row for row in table_of(counts) if row not in page]
	assert f"{rates.mean():.2f}%" in page


def test_a_liaison_of_another_school_sees_no_result_of_star(star):
	school = star["schools"][0]
	with committing():
		here, elsewhere = make.make_liaison(school), make.make_liaison(make.make_school())
	filters = {"run": star["run"]}
	as_user(here)
	seen = {
		row.school for row in frappe.get_list("Screening Result", filters=filters, fields=["school"], limit=0)
	}
	assert seen == {school}
	as_user(elsewhere)
	assert not frappe.get_list("Screening Result", filters=filters, limit=0)
