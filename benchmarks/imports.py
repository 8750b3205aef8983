"""What the host's Data Import costs a district's file of progress records, against inserting the same records."""

import csv
import io
import time
from collections.abc import Iterator

import frappe
from frappe.utils import add_days

from benchmarks.pupils import Child, draw_children, write_students
from liaison_app.demo.pupils import prepare_import, run_import
from tests import factories as make

#: A large district has a row a child: ten times as many.
ROWS = 2_500
DISTRICT = 25_000
#: Rows a turn: one file each.
BATCH = 500
DAY = "2024-03-20"
COLUMNS = (
	"Local ID",
	"School",
	"As Of",
	"Days Enrolled",
	"Days Absent",
	"Homework Assigned",
	"Homework Completed",
)


def run() -> None:
	"""Import the rows in files, and insert as many rows of the day before, in turns."""
	children = draw_children()[:ROWS]
	write_students(children)
	make.make_year_of(DAY)
	user = make.make_coordinator()
	imported = inserted = 0.0
	for start in range(0, ROWS, BATCH):
		part = children[start : start + BATCH]
		inserted += _timed(lambda part=part: _insert(part))
		imported += _timed(lambda part=part: _import(part, user))
	rows = frappe.db.count("Student Progress Record", {"as_of": DAY})
	assert rows == ROWS, f"{rows} rows came in"
	a, b = imported / ROWS * 1000, inserted / ROWS * 1000
	print(
		f"  {ROWS} rows in files of {BATCH}: Data Import {a:.1f} ms a row, inserting {b:.1f} ms: ratio {a / b:.2f}"
	)
	print(f"  at that pace a file of {DISTRICT} rows takes {DISTRICT * a / 60_000:.0f} minutes")


def _rows(part: list[Child], day: str) -> Iterator[tuple]:
	for child in part:
		yield child.name, child.school, day, child.enrolled, child.absent, child.assigned, child.completed


def _insert(part: list[Child]) -> None:
	fields = (
		"local_id",
		"school",
		"as_of",
		"days_enrolled",
		"days_absent",
		"homework_assigned",
		"homework_completed",
	)
	for row in _rows(part, add_days(DAY, -1)):
		values = dict(zip(fields, row, strict=True))
		frappe.get_doc({"doctype": "Student Progress Record", **values}).insert()


def _import(part: list[Child], user: str) -> None:
	text = io.StringIO()
	csv.writer(text).writerows([COLUMNS, *_rows(part, DAY)])
	status = run_import(prepare_import(text.getvalue(), user, "Student Progress Record"), user)
	assert status == "Success", status


def _timed(work) -> float:
	start = time.perf_counter()
	work()
	return time.perf_counter() - start
