"""The demo's families: who belongs to them, how they are reached, what is hard. No site needed."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta
from random import Random

from liaison_app.demo import names, words
from liaison_app.demo.calendar import WEEKS_OF_PROGRAMME, WEEKS_OF_WORK, Calendar
from liaison_app.demo.chance import draw
from liaison_app.demo.households import Adult, draw_availability, draw_home, draw_relations, make_adults
from liaison_app.demo.kinds import Kind, kind_of
from liaison_app.demo.pool import Pool, Pupil, name_child, take_siblings
from liaison_app.demo.staff import HARBOR, LINCOLN, MAPLE, RIVERSIDE, School
from liaison_app.demo.star import Child

#: Families of each school that are enrolled (122 for each liaison), and those after them that are not.
FAMILIES = {
	RIVERSIDE: (122, ("Exited", "Exited", "Declined", "Nominated", "Nominated", "In Review", "Waitlisted", "Waitlisted")),
	MAPLE: (76, ("Exited", "Nominated", "Waitlisted")),
	LINCOLN: (46, ("Exited", "Nominated", "In Review", "Waitlisted")),
	HARBOR: (122, ("Exited", "Declined", "Nominated", "In Review", "Waitlisted")),
}  # fmt: skip
WAITING = ("Nominated", "In Review", "Waitlisted")
LEAVING = ("Exited", "Declined")
EXIT_REASONS = ("Moved Away", "Goals Met", "Changed School")
LANGUAGES = {"en": 42, "es": 29, "vi": 6, "ar": 6, "am": 4, "fr": 4, "sw": 3, "my": 3, "uk": 3}
BARRIERS = {
	"Transport": 20, "Work Schedules": 22, "Child Care": 12, "Housing": 10, "Language": 10, "Illness": 10,
	"Poverty": 12, "Alienation from School": 4,
}  # fmt: skip
CHOSEN_BY = {"Judgement": 80, "Request": 20}


@dataclass(frozen=True)
class Barrier:
	"""Something that keeps a family from school; resolved_on is None while it does."""

	category: str
	opened_on: date
	resolved_on: date | None
	note: str


@dataclass(frozen=True)
class Family:
	"""A family as the demo makes it.

	number: its place in the plan. status: of its enrolment at the end; last_day: where it has left.
	goal: what it wants, by when, and when that was met. home: of its address. other: number of the family of the
	children's other household.
	"""

	number: int
	school: School
	kind: Kind
	name: str
	language: str
	adults: tuple[Adult, ...]
	pupils: tuple[Pupil, ...]
	status: str
	nominated_on: date
	last_day: date | None
	chosen_by: str
	reason: str
	strengths: str
	barriers: tuple[Barrier, ...]
	goals: tuple[dict, ...]
	availability: tuple[dict, ...]
	home: dict
	other: int | None = None

	@property
	def usable_adults(self) -> tuple[int, ...]:
		"""Places of the adults who may be contacted about each of the children."""
		barred = self.kind.custody and "may_be_contacted" in self.kind.custody.rights
		return tuple(range(1 if barred else len(self.adults)))


@dataclass(frozen=True)
class Plan:
	"""All pupils and families of the demo."""

	pupils: tuple[Pupil, ...]
	families: tuple[Family, ...]


def make_plan(children: list[Child], calendar: Calendar) -> Plan:
	"""Share the children out to families; whoever is left is a pupil without one."""
	pool = Pool(children)
	families = tuple(_families(pool, calendar))
	rest = tuple(name_child(child, "en", Random(child.local_id)) for child in pool.rest())
	return Plan(
		pupils=tuple(pupil for family in families for pupil in family.pupils) + rest, families=families
	)


def _families(pool: Pool, calendar: Calendar) -> Iterator[Family]:
	number = 0
	for school, (enrolled, others) in FAMILIES.items():
		first = number
		for place, status in enumerate(("Enrolled",) * enrolled + others):
			kind = kind_of(school, place)
			other = None if kind.other_household is None else first + kind.other_household
			yield _family(pool, calendar, number, school, kind, status, other)
			number += 1


def _family(
	pool: Pool, calendar: Calendar, number: int, school: School, kind: Kind, status: str, other: int | None
) -> Family:
	chance = Random(f"family {number}")
	language = kind.language or draw(chance, LANGUAGES)
	surname = _surname(language, number if other is None else min(number, other))
	nominated_on = _nominated_on(calendar, chance, status)
	return Family(
		number=number,
		school=school,
		kind=kind,
		name=surname if other is None or number < other else f"{surname} (second household)",
		language=language,
		adults=_adults(chance, number, kind, language, surname),
		pupils=take_siblings(pool, chance, _schools(chance, school, kind), language, surname),
		status=status,
		nominated_on=nominated_on,
		last_day=calendar.monday(-2 - number % 4) + timedelta(days=2) if status in LEAVING else None,
		chosen_by=draw(chance, CHOSEN_BY),
		reason=chance.choice(words.REASONS),
		strengths=chance.choice(words.STRENGTHS),
		barriers=tuple(_barriers(calendar, chance, kind, nominated_on)),
		goals=tuple(_goals(calendar, chance, nominated_on)),
		availability=draw_availability(chance),
		home={"homeless_status": kind.homeless_status} if kind.homeless_status else draw_home(chance),
		other=other,
	)


def _surname(language: str, number: int) -> str:
	surnames = names.SURNAMES[language]
	return surnames[number * 7 % len(surnames)]


def _adults(chance: Random, number: int, kind: Kind, language: str, surname: str) -> tuple[Adult, ...]:
	relations = draw_relations(chance) if kind.relations is None else kind.relations
	adults = make_adults(chance, number, language, surname, relations)
	return tuple(
		replace(adult, **kind.safe_ways) if place == 0 else adult for place, adult in enumerate(adults)
	)


def _schools(chance: Random, school: School, kind: Kind) -> list[School]:
	"""Where the children are: one to three, the elder ones of some at the middle or high school."""
	if kind.schools:
		return list(kind.schools)
	count = draw(chance, {1: 50, 2: 38, 3: 12})
	schools = [school] * count
	others = {RIVERSIDE: (LINCOLN, HARBOR), MAPLE: (LINCOLN, HARBOR), HARBOR: (LINCOLN,)}.get(school, ())
	if count > 1 and others and chance.random() < 0.25:
		schools[-1] = chance.choice(others)
	return schools


def _nominated_on(calendar: Calendar, chance: Random, status: str) -> date:
	"""Those at work since before the first week, some who came later, those who wait in the last weeks."""
	if status in WAITING:
		week = -chance.choice((1, 2))
	elif status == "Enrolled" and chance.random() < 0.12:
		week = -chance.randint(4, WEEKS_OF_WORK)
	else:
		week = -WEEKS_OF_PROGRAMME + chance.choice((0, 1))
	return calendar.monday(week) + timedelta(days=chance.randint(0, 4))


def _barriers(calendar: Calendar, chance: Random, kind: Kind, since: date) -> Iterator[Barrier]:
	categories = kind.barriers
	if categories is None:
		count = draw(chance, {0: 25, 1: 45, 2: 30})
		categories = tuple(sorted({draw(chance, BARRIERS) for _turn in range(count)}))
	for category in categories:
		opened_on = min(since + timedelta(days=chance.randint(0, 20)), calendar.anchor - timedelta(days=1))
		days = chance.randint(10, 90)
		resolved_on = opened_on + timedelta(days=days) if kind.barriers is None else None
		if resolved_on and (resolved_on >= calendar.anchor or chance.random() < 0.4):
			resolved_on = None
		note = chance.choice(words.BARRIER_NOTES[category]) if kind.barriers is None else ""
		yield Barrier(category, opened_on, resolved_on, note)


def _goals(calendar: Calendar, chance: Random, since: date) -> Iterator[dict]:
	for goal in chance.sample(words.GOALS, chance.choice((1, 1, 2))):
		target = calendar.monday(chance.choice((-2, 3, 8, 14))) + timedelta(days=4)
		met_on = since + timedelta(days=chance.randint(21, 70))
		is_met = met_on < calendar.anchor and chance.random() < 0.35
		yield {"goal": goal, "target_date": target, "met_on": met_on if is_met else None}
