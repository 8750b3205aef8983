"""The events of the schools, those held with who came, and those to come. No site needed."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from random import Random

from liaison_app.demo.calendar import Calendar
from liaison_app.demo.known import Known
from liaison_app.demo.staff import HARBOR, LINCOLN, MAPLE, RIVERSIDE, School
from liaison_app.demo.year_plan import ACTIVITIES

#: Near where families live, and not at the school.
OUTSIDE = {RIVERSIDE.name: "Meeting room, Elm Street Apartments", MAPLE.name: "Maple Grove Library", LINCOLN.name: "Elm Street Library", HARBOR.name: "Community room, Harbor Towers"}  # fmt: skip
#: The weekday of each school's events: nobody is at two schools on one.
EVENING = {MAPLE.name: 1, RIVERSIDE.name: 2, LINCOLN.name: 2, HARBOR.name: 3}
#: People of no family on file, who sign in at the door.
OTHERS = ("Ana Costa", "Peter Nowak", "Leila Rahimi", "Joseph Mensah", "Kim Anh Do", "Carol White", "Mateo Ruiz", "Hawa Ali", "Olena Bondar", "Paul Mercier", "Nadia Karim", "George Ellis")  # fmt: skip


@dataclass(frozen=True)
class Gathering:
	"""An event as all schools of a kind hold it.

	activity: of the plan; empty for one on its own. share: of the school's enrolled families. others: people who sign
	in and are on no family's file. counted: whether somebody counted the room by group. rating: of one on its own.
	"""

	name: str
	kind: str
	involvement: str
	week: int
	start: time
	minutes: int
	share: float = 0.0
	others: int = 0
	walk_ins: int = 0
	staff: int = 0
	community: int = 0
	activity: str = ""
	place_kind: str = "School"
	place: str = ""
	counted: bool = True
	rating: str = ""
	what_to_change: str = ""
	called_off: str = ""
	evening: bool = True

	@property
	def lasts(self) -> timedelta:
		"""From the start to the end."""
		return timedelta(minutes=self.minutes)


@dataclass(frozen=True)
class Guest:
	"""Who came together. known: the family, None for whoever is on no file. signed_in: minutes after the start."""

	known: Known | None
	name: str
	language: str
	adults: int
	children: int
	signed_in: int | None


@dataclass(frozen=True)
class Event:
	"""An event of a school as it stands today. guests: empty where nobody can have come yet."""

	gathering: Gathering
	school: School
	start: datetime
	status: str
	languages: tuple[str, ...]
	guests: tuple[Guest, ...] = ()

	@property
	def rating(self) -> str:
		"""What it was rated: the event and its activity alike, by whoever was there."""
		planned = {one.activity: one for one in ACTIVITIES[self.school.name]}.get(self.gathering.activity)
		return planned.rating_at(self.school) if planned else self.gathering.rating

	@property
	def families(self) -> set[str]:
		"""The families of the programme that came."""
		return {guest.known.name for guest in self.guests if guest.known}

	@property
	def groups(self) -> dict[str, int]:
		"""Those in the room by group, with the walk-ins; empty where nobody counted, or nobody has come yet."""
		if not (self.guests and self.gathering.counted):
			return {}
		return {
			"parents": sum(guest.adults for guest in self.guests) + self.gathering.walk_ins,
			"children": sum(guest.children for guest in self.guests),
			"school_staff": self.gathering.staff,
			"community": self.gathering.community,
		}

	@property
	def people(self) -> int:
		"""How many were there."""
		signed = sum(guest.adults + guest.children for guest in self.guests)
		return sum(self.groups.values()) or signed + self.gathering.walk_ins * bool(self.guests)


_WALK = Gathering("Parents walk through the school", "Family Event", "Decision Making", -6, time(8, 30), 90, 0.07, 2, 0, 3, 0, "Parents walk through the school", what_to_change="Let a pupil lead each group.", evening=False)  # fmt: skip
_CARDS = Gathering("Library card evening", "Family Event", "Collaborating with the Community", -4, time(17, 0), 90, 0.08, 6, 4, 1, 3, place_kind="Community Place", place="Elm Street Library", rating="4", what_to_change="Bring forms that are filled in already.")  # fmt: skip
_ANNUAL = Gathering("Annual meeting", "Family Event", "Decision Making", 5, time(17, 30), 90, activity="Annual meeting with child care")  # fmt: skip
_FILM = Gathering("Film evening", "Family Event", "Parenting", -1, time(18, 0), 120, called_off="Storm; the buses did not run.")  # fmt: skip
_OF_ELEMENTARY = (
	_WALK,
	Gathering("Family reading night", "Family Event", "Learning at Home", -5, time(17, 0), 90, 0.22, 7, 5, 5, 2, "Family reading night", what_to_change="Begin at 17:30, after the bus."),
	_CARDS,
	Gathering("Talk on sleep and mornings", "Workshop", "Parenting", -3, time(18, 0), 75, 0.12, 4, 0, 2, 1, "Talk on sleep and mornings", "Community Place", counted=False, what_to_change="Again in spring, with the clinic."),
	Gathering("Open mathematics lesson", "Family Event", "Learning at Home", -2, time(8, 15), 60, 0.1, 3, 2, 3, 0, "Open mathematics lesson", evening=False),
	_FILM,
	Gathering("Mathematics games evening", "Family Event", "Parenting", 2, time(17, 30), 90, activity="Mathematics games evening"),
	_ANNUAL,
)  # fmt: skip
_OF_OLDER = (
	_WALK,
	Gathering("Evening on courses and credits", "Family Event", "Learning at Home", -5, time(17, 30), 100, 0.2, 5, 4, 6, 1, "Evening on courses and credits", what_to_change="Pupils explain better than slides: give them the first half."),
	_CARDS,
	Gathering("Talk on night shifts and mornings", "Workshop", "Parenting", -3, time(18, 30), 75, 0.11, 3, 0, 2, 1, "Talk on night shifts and mornings", "Community Place", counted=False, what_to_change="Later in the evening: many came from work."),
	Gathering("Portal lesson", "Workshop", "Learning at Home", -2, time(17, 30), 60, 0.09, 2, 1, 2, 0, "Portal lesson: homework on the phone"),
	_FILM,
	Gathering("Parents tell of their trades", "Family Event", "Volunteering", 2, time(9, 0), 120, activity="Parents tell of their trades", evening=False),
	_ANNUAL,
)  # fmt: skip
GATHERINGS = {RIVERSIDE.name: _OF_ELEMENTARY, MAPLE.name: _OF_ELEMENTARY, LINCOLN.name: _OF_OLDER, HARBOR.name: _OF_OLDER}  # fmt: skip
#: What takes place at one of several schools alone.
ONLY_AT = {_CARDS: (RIVERSIDE, LINCOLN), _FILM: (HARBOR,)}


def events_of(school: School, families: list[Known], calendar: Calendar) -> list[Event]:
	"""A school's events in the order of time. families: those that are led there, which alone come."""
	enrolled = [known for known in families if known.plan.status == "Enrolled" and not known.plan.kind.name]
	languages = Counter(known.plan.language for known in enrolled)
	spoken = tuple(code for code, _count in languages.most_common(4))
	return [
		_event(gathering, school, start, enrolled, spoken, calendar)
		for gathering, start in starts_of(school, calendar)
	]


def starts_of(school: School, calendar: Calendar) -> Iterator[tuple[Gathering, datetime]]:
	"""What a school plans or held, and when each begins."""
	for gathering in GATHERINGS[school.name]:
		if school in ONLY_AT.get(gathering, (school,)):
			day = calendar.monday(gathering.week) + timedelta(days=EVENING[school.name])
			yield gathering, datetime.combine(day, gathering.start)


def _event(
	gathering: Gathering, school: School, start: datetime, families: list[Known], spoken: tuple[str, ...], calendar: Calendar
) -> Event:  # fmt: skip
	status = "Called Off" if gathering.called_off else "Held" if start.date() < calendar.anchor else "Planned"
	guests: tuple[Guest, ...] = ()
	if status == "Held":
		chance = Random(f"event {school.name} {gathering.name}")
		guests = (*_families(gathering, families, start.date(), chance), *_others(gathering, spoken, chance))
	return Event(gathering, school, start, status, spoken, guests)


def _families(gathering: Gathering, families: list[Known], day: date, chance: Random) -> Iterator[Guest]:
	"""Some come again and again: those at the front of the list are chosen first."""
	here = [
		known
		for known in families
		if known.plan.adults and known.plan.nominated_on <= day - timedelta(days=7)
	]
	count = round(len(families) * gathering.share)
	for known in chance.sample(here[: max(count * 3, 1)], min(count, len(here))):
		adult = known.plan.adults[0]
		yield Guest(
			known,
			f"{adult.first_name} {adult.last_name}",
			adult.language,
			chance.choice((1, 1, 1, 2)) if len(known.plan.adults) > 1 else 1,
			chance.choice((0, 1, 1, 2)) if gathering.evening else 0,
			chance.randint(-10, 20) if chance.random() < 0.8 else None,
		)


def _others(gathering: Gathering, spoken: tuple[str, ...], chance: Random) -> Iterator[Guest]:
	for name in chance.sample(OTHERS, gathering.others):
		children = chance.choice((0, 1, 2)) if gathering.evening else 0
		yield Guest(None, name, chance.choice(spoken), 1, children, chance.randint(-10, 20))
