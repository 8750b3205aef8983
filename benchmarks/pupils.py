"""A hundred thousand children with what a district knows of them, as records."""

import random
from collections.abc import Iterator
from dataclasses import dataclass

import frappe

from benchmarks.rows import write_rows
from tests import factories as make

CHILDREN = 100_000
SCHOOLS = 100
#: One child in so many has a family on file.
FAMILY_OF = 8
DAY = "2024-03-20"
EARLIER = "2023-12-20"


@dataclass(frozen=True)
class Child:
	"""What is known of one child; None where it is not known. alienated: its family's open barrier."""

	name: str
	school: str
	family: str | None
	alienated: bool
	low_income: int
	enrolled: int
	absent: int
	assigned: int
	completed: int
	reading: str | None
	mathematics: str | None


def draw_children(count: int = CHILDREN, family_of: int = FAMILY_OF) -> list[Child]:
	"""The children, always the same; one in `family_of` has a family on file."""
	draw = random.Random(1)
	return [_child(draw, number, number % family_of == 0) for number in range(count)]


def _child(draw: random.Random, number: int, has_family: bool) -> Child:
	enrolled = draw.choice((0, 90, 110, 120))
	assigned = draw.choice((0, 60, 80))
	return Child(
		name=f"BSTU-{number:06}",
		school=f"Bench School {number % SCHOOLS:03}",
		family=f"BFAM-{number:06}" if has_family else None,
		alienated=has_family and draw.random() < 0.2,
		low_income=int(draw.random() < 0.4),
		enrolled=enrolled,
		absent=int(enrolled * draw.betavariate(1, 9)),
		assigned=assigned,
		completed=int(assigned * draw.betavariate(6, 1)),
		reading=draw.choice(("Yes", "No", None)),
		mathematics=draw.choice(("Yes", "No", None)),
	)


def write_records(children: list[Child], earlier: str = EARLIER, day: str = DAY) -> None:
	"""The children's records: a progress record of each of two days of a school year, a result in each subject."""
	year = make.make_year_of(day)
	write_students(children)
	families = [child for child in children if child.family]
	write_rows("Focus Family", ({"name": child.family, "family_name": child.family} for child in families))
	write_rows("Family Barrier", (_barrier(child) for child in families if child.alienated))
	write_rows(
		"Student Progress Record",
		(
			_progress(child, year, as_of, share)
			for child in children
			for as_of, share in ((earlier, 0.5), (day, 1))
		),
	)
	write_rows("Student Assessment", (row for child in children for row in _results(child)))


def write_students(children: list[Child]) -> None:
	"""The children and their schools."""
	schools = sorted({child.school for child in children})
	write_rows("Liaison School", ({"name": school, "school_name": school} for school in schools))
	write_rows("Focus Student", (_student(child) for child in children))


def _student(child: Child) -> dict:
	return {
		"name": child.name, "first_name": "Sam", "last_name": child.name, "full_name": f"Sam {child.name}",
		"local_id": child.name, "school": child.school, "family": child.family, "low_income": child.low_income,
	}  # fmt: skip


def _barrier(child: Child) -> dict:
	parent = {"parent": child.family, "parenttype": "Focus Family", "parentfield": "barriers", "idx": 1}
	return {
		**parent, "name": f"B{child.family}", "category": "Alienation from School", "opened_on": EARLIER,
	}  # fmt: skip


def _progress(child: Child, year: str, day: str, share: float) -> dict:
	counts = {
		"days_enrolled": child.enrolled, "days_absent": child.absent,
		"homework_assigned": child.assigned, "homework_completed": child.completed,
	}  # fmt: skip
	return {
		"name": frappe.generate_hash(length=10), "student": child.name, "school": child.school, "as_of": day,
		"school_year": year, **{field: int(count * share) for field, count in counts.items()},
	}  # fmt: skip


def _results(child: Child) -> Iterator[dict]:
	for subject, at_level in (("Reading", child.reading), ("Mathematics", child.mathematics)):
		if at_level:
			yield {
				"name": frappe.generate_hash(length=10), "student": child.name, "subject": subject,
				"assessed_on": DAY, "result": "480", "score": 480, "at_grade_level": at_level,
			}  # fmt: skip
