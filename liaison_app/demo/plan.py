"""The demo's families: who belongs to them, how they are reached, what is hard. No site needed."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta
from random import Random

from liaison_app.demo import names
from liaison_app.demo.calendar import WEEKS_OF_WORK, Calendar
from liaison_app.demo.staff import LINCOLN, MAPLE, RIVERSIDE, School
from liaison_app.demo.star import Child

#: Families of each school, and those of its last ones that are not enrolled.
FAMILIES = {
	RIVERSIDE: (32, ("Exited", "Declined", "Nominated", "In Review", "Waitlisted")),
	MAPLE: (16, ("Exited", "Nominated", "Waitlisted")),
	LINCOLN: (12, ("Nominated", "In Review", "Waitlisted")),
}
LANGUAGES = ("en",) * 9 + ("es",) * 6 + ("vi",) * 2 + ("ar",) * 2 + ("am",)
AREA_CODES = ("303", "720", "970")
#: Families of Riverside with something to look at.
BARRED, SHELTER, QUIET_PHONE, SIBLINGS, PAUSED = 0, 1, 2, (3, 4, 5), 6
BARRIERS = ("Transport", "Work Schedules", "Child Care", "Housing", "Language", "Illness", "Poverty")
STRENGTHS = (
	"Grandmother walks the children to school every day.",
	"Both parents read with the children at night.",
	"Mother answers messages within the hour.",
	"An older cousin helps with homework.",
	"Father never misses a parent evening.",
	"The family knows everybody in the building and brings others along.",
)
GOALS = (
	"Miss no more than one day a month",
	"Read together four evenings a week",
	"Come to the next parent evening",
	"Hand in homework every Friday",
)
REASONS = (
	"Below grade level in reading; absent one day in five last term.",
	"Homework is seldom handed in, and calls from the office were not returned.",
	"The teacher asked for help: the child is often tired and late.",
	"New to the country; the family has not yet been inside the school.",
	"Mother asked for help with tutoring and the bus.",
)


@dataclass(frozen=True)
class Pupil:
	"""A child of the study with an invented name."""

	child: Child
	first_name: str
	last_name: str


@dataclass(frozen=True)
class Adult:
	"""An adult of a family."""

	first_name: str
	last_name: str
	relation: str
	phone: str
	email: str
	language: str
	interpreter_needed: int
	preferred_channel: str


@dataclass(frozen=True)
class Family:
	"""A family as the demo makes it. number: its place in the plan; status: of its enrolment at the end."""

	number: int
	school: School
	name: str
	language: str
	adults: tuple[Adult, ...]
	pupils: tuple[Pupil, ...]
	status: str
	nominated_on: date
	reason: str
	instruction: str = ""
	barriers: tuple[str, ...] = ()
	strengths: str = ""
	goal: str = ""
	availability: dict = field(default_factory=dict)
	kind: str = ""


@dataclass(frozen=True)
class Plan:
	"""All pupils and families of the demo."""

	pupils: tuple[Pupil, ...]
	families: tuple[Family, ...]


def make_plan(children: list[Child], calendar: Calendar) -> Plan:
	"""Share the children out to families; whoever is left is a pupil without one."""
	pool = _Pool(children)
	families = tuple(_families(pool, calendar))
	rest = tuple(_named(child, "en", Random(child.local_id)) for child in pool.rest())
	return Plan(
		pupils=tuple(pupil for family in families for pupil in family.pupils) + rest, families=families
	)


class _Pool:
	"""The children who are not shared out yet; those with free lunch come first (Sanders 2008)."""

	def __init__(self, children: list[Child]) -> None:
		self.children = sorted(children, key=lambda child: not child.free_lunch)

	def take(self, school: School, not_in: set[str]) -> Child:
		"""A child of the school, in none of these grades."""
		child = next(
			child for child in self.children if child.school_code == school.code and child.grade not in not_in
		)
		self.children.remove(child)
		return child

	def rest(self) -> list[Child]:
		"""Whoever is left, in the order of their local ids."""
		return sorted(self.children, key=lambda child: child.local_id)


def _families(pool: _Pool, calendar: Calendar) -> Iterator[Family]:
	number = 0
	for school, (count, others) in FAMILIES.items():
		for place in range(count):
			status = (("Enrolled",) * (count - len(others)) + others)[place]
			special = place if school is RIVERSIDE else -1
			yield _family(pool, calendar, number, school, status, special)
			number += 1


def _family(
	pool: _Pool, calendar: Calendar, number: int, school: School, status: str, special: int
) -> Family:
	chance = Random(f"family {number}")
	language = "en" if special in (BARRED, QUIET_PHONE) else chance.choice(LANGUAGES)
	surnames = names.SURNAMES[language]
	surname = surnames[number % len(surnames)]
	count = 2 if special == BARRED or special in SIBLINGS else chance.choice((1, 1, 2))
	pupils = _pupils(pool, chance, school, language, surname, count, special)
	adults = _adults(chance, number, language, surname, special)
	first_weekday = chance.choice(("Monday", "Tuesday", "Wednesday", "Thursday", "Friday"))
	return Family(
		number=number,
		school=school,
		name=surname,
		language=language,
		adults=adults,
		pupils=pupils,
		status=status,
		nominated_on=_nominated_on(calendar, chance, status),
		reason=chance.choice(REASONS),
		instruction=INSTRUCTIONS.get(special, ""),
		barriers=("Safety",) if special == SHELTER else tuple(sorted(chance.sample(BARRIERS, chance.choice((0, 1, 1, 2))))),
		strengths=chance.choice(STRENGTHS),
		goal=chance.choice(GOALS),
		availability={"weekday": first_weekday, "from_time": "16:00:00", "to_time": "18:30:00", "note": "After work"},
		kind=KINDS.get(special, ""),
	)  # fmt: skip


#: Words for whoever is about to act: what to do, never why.
INSTRUCTIONS = {
	SHELTER: "Meet at school only. Ask the coordinator before any letter or visit.",
	QUIET_PHONE: "No voicemail. Call before 15:00, or write a text.",
}
KINDS = {BARRED: "barred", SHELTER: "shelter", QUIET_PHONE: "quiet", PAUSED: "paused"} | dict.fromkeys(
	SIBLINGS, "siblings"
)


def _pupils(
	pool: _Pool, chance: Random, school: School, language: str, surname: str, count: int, special: int
) -> tuple[Pupil, ...]:
	"""Children in different grades; of the siblings' families the elder is at the middle school."""
	pupils: list[Pupil] = []
	for place in range(count):
		where = LINCOLN if special in SIBLINGS and place == 1 else school
		child = pool.take(where, {pupil.child.grade for pupil in pupils})
		pupils.append(_named(child, language, chance, surname, {pupil.first_name for pupil in pupils}))
	return tuple(pupils)


def _named(
	child: Child, language: str, chance: Random, surname: str = "", taken: set[str] | None = None
) -> Pupil:
	first_names = [
		name for name in (names.GIRLS if child.is_girl else names.BOYS) if name not in (taken or ())
	]
	return Pupil(child, chance.choice(first_names), surname or chance.choice(names.SURNAMES[language]))


def _adults(chance: Random, number: int, language: str, surname: str, special: int) -> tuple[Adult, ...]:
	relations = ["Mother"]
	if special == BARRED or (special not in (SHELTER, QUIET_PHONE) and chance.random() < 0.55):
		relations.append("Father")
	if chance.random() < 0.12:
		relations.append("Grandparent")
	return tuple(
		_adult(chance, number, place, language, surname, relation) for place, relation in enumerate(relations)
	)


def _adult(chance: Random, number: int, place: int, language: str, surname: str, relation: str) -> Adult:
	given = (names.MEN if relation == "Father" else names.WOMEN)[language]
	first_name = given[(number + place) % len(given)]
	serial = number * 3 + place
	area = AREA_CODES[serial // 100]
	return Adult(
		first_name=first_name,
		last_name=surname,
		relation=relation,
		phone=f"{area}-555-01{serial % 100:02}",
		email=f"{first_name}.{surname}.{number}@example.org".lower(),
		language=language,
		interpreter_needed=int(language != "en" and chance.random() < 0.7),
		preferred_channel=chance.choice(("Phone Call", "Phone Call", "Text Message", "E-Mail")),
	)


def _nominated_on(calendar: Calendar, chance: Random, status: str) -> date:
	"""Those at work since before the first week, those who wait in the last weeks."""
	if status in ("Nominated", "In Review", "Waitlisted"):
		return calendar.monday(-2) + timedelta(days=chance.randint(0, 8))
	return calendar.monday(-WEEKS_OF_WORK - 3) + timedelta(days=chance.randint(0, 10))
