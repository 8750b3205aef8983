"""How the demo's children come to school and learn, up to each day on which it is counted. No site needed.

Scores are those of the study. Days and homework are invented, as the study has none: focus families are chosen for
absence, and with most it gets better from then on.
"""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from random import Random

from liaison_app.demo.calendar import Calendar
from liaison_app.demo.chance import draw
from liaison_app.demo.plan import Plan
from liaison_app.demo.star import Child

#: The weeks at the end of which the district counts: the first before any family is enrolled.
WEEKS_COUNTED = (-15, -9, -5, -1)
#: Weeks of the tests: one before any family is enrolled, one lately.
WEEKS_OF_TESTS = {-16: "Autumn Benchmark", -2: "Progress Check"}
#: Of a hundred days absent, by how many children of a hundred.
ABSENT_OF_CHOSEN = {3: 40, 8: 25, 14: 21, 26: 14}
ABSENT_OF_OTHERS = {2: 60, 5: 26, 9: 10, 18: 4}
#: What becomes of absence once the family is enrolled.
CHANGES = {45: 45, 70: 28, 100: 17, 150: 10}
HOMEWORK = {95: 45, 80: 34, 58: 21}
HOMEWORK_DAYS = (0, 2, 3)
EXCUSED = 0.55
#: Points between the tests, in steps of the study's scale.
GAINS = (-8, 0, 4, 9, 14, 22, 30)


@dataclass(frozen=True)
class Counts:
	"""What was counted of a child from the beginning of the year to a day, by the fields of a progress record."""

	as_of: date
	values: dict[str, int]


@dataclass(frozen=True)
class Result:
	"""A child's result in a subject. expected: the median of its grade in the study."""

	subject: str
	assessment: str
	assessed_on: date
	points: int
	expected: int

	@property
	def at_grade_level(self) -> str:
		"""As the app decides it."""
		return "Yes" if self.points >= self.expected else "No"


def enrolled_since(plan: Plan) -> dict[str, date]:
	"""Since when the families of children are or were enrolled, by the children's local ids."""
	return {
		pupil.child.local_id: family.nominated_on
		for family in plan.families
		if family.status in ("Enrolled", "Exited")
		for pupil in family.pupils
	}


def count_days(child: Child, since: date | None, calendar: Calendar) -> Iterator[Counts]:
	"""A child's counts at the end of each week of WEEKS_COUNTED. since: when its family was enrolled, if it was."""
	chance = Random(f"days {child.local_id}")
	usual = draw(chance, ABSENT_OF_CHOSEN if since else ABSENT_OF_OTHERS) / 100
	change, homework = draw(chance, CHANGES) / 100, draw(chance, HOMEWORK) / 100
	counted: Counter = Counter()
	days = iter(calendar.school_days(calendar.starts_on, calendar.friday(WEEKS_COUNTED[-1])))
	day = next(days, None)
	for week in WEEKS_COUNTED:
		while day and day <= calendar.friday(week):
			is_helped = bool(since) and day > since
			absent = min(usual * (change if is_helped else 1), 0.9)
			_count_day(counted, day, chance, absent, min(homework + 0.08 * is_helped, 1))
			day = next(days, None)
		yield Counts(calendar.friday(week), dict(counted))


def _count_day(counted: Counter, day: date, chance: Random, absent: float, homework: float) -> None:
	counted["days_enrolled"] += 1
	if chance.random() < absent:
		counted["days_absent"] += 1
		counted["days_excused" if chance.random() < EXCUSED else "days_unexcused"] += 1
	else:
		counted["days_tardy"] += chance.random() < absent * 0.6
		counted["behaviour_incidents"] += chance.random() < 0.008
	if day.weekday() in HOMEWORK_DAYS:
		counted["homework_assigned"] += 1
		counted["homework_completed"] += chance.random() < homework


def results(child: Child, calendar: Calendar) -> Iterator[Result]:
	"""A child's results in the subjects in which the study has a score of it."""
	chance = Random(f"results {child.local_id}")
	for score in child.scores:
		points = score.points
		for week, name in WEEKS_OF_TESTS.items():
			day = calendar.school_days(calendar.monday(week), calendar.friday(week))[1]
			yield Result(score.subject, name, day, points, score.expected)
			points += chance.choice(GAINS)
