"""What a piece of the demo's work is, before it is written; and the hours that a liaison still has free."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from random import Random

from liaison_app.demo import words
from liaison_app.demo.calendar import Calendar
from liaison_app.demo.chance import draw
from liaison_app.demo.households import Adult
from liaison_app.demo.known import Known
from liaison_app.demo.plan import WAITING
from liaison_app.demo.staff import APPROVER_OF, DANA, LIAISON_OF, Person, School
from liaison_app.permissions.matrix import LEADER

LIAISONS_OWN = "Spoken by the Liaison"
MANNERS = {"steady": 90, "slipping": 5, "unreached": 5}
#: Between the starts of two visits or meetings of a liaison.
APART = timedelta(minutes=75)


@dataclass(frozen=True)
class Step:
	"""A next step that was agreed. assignee: the user."""

	what: str
	assignee: str
	due_on: date
	done_on: date | None


@dataclass(frozen=True)
class Piece:
	"""A document of work as it stands today.

	values: its fields and rows. made_on, changed_on: when its liaison first and last saved it.
	"""

	doctype: str
	liaison: str
	school: str
	values: dict
	made_on: datetime
	changed_on: datetime
	steps: tuple[Step, ...] = field(default=())


class Diary:
	"""A liaison's visits, meetings and events, no two at the same hour."""

	def __init__(self) -> None:
		self._taken: dict[date, list[datetime]] = {}

	def take(self, start: datetime, lasts: timedelta) -> None:
		"""Keep an event's hours free of visits and meetings."""
		taken, end = self._taken.setdefault(start.date(), []), start + lasts
		while start < end:
			taken.append(start)
			start += APART

	def book(self, day: date, starts: Iterable[time]) -> datetime | None:
		"""The first of these hours that is free on a day, now taken; None where none is."""
		taken = self._taken.setdefault(day, [])
		for start in (datetime.combine(day, hour) for hour in starts):
			if all(abs(start - other) >= APART for other in taken):
				taken.append(start)
				return start
		return None


def manner_of(known: Known) -> str:
	"""How it goes with a family: most are reached, some slip away, a few cannot be reached at all."""
	if known.plan.status in WAITING:
		return "new"
	return "steady" if known.plan.kind.name else draw(Random(f"manner {known.plan.number}"), MANNERS)


def spoken_with(adult: Adult, liaison: Person, chance: Random) -> dict:
	"""Language and interpreter of a talk with an adult of the plan."""
	if not adult.interpreter_needed:
		return {"language": adult.language, "interpreter": "Not Needed"}
	if adult.language in liaison.languages:
		return {"language": adult.language, "interpreter": LIAISONS_OWN}
	return {
		"language": adult.language,
		"interpreter": chance.choice(("Telephone Service", "Qualified Staff")),
	}


def draw_step(known: Known | None, school: School, calendar: Calendar, chance: Random, day: date) -> Step:
	"""Something agreed on a day: mostly the liaison's, done by now where it was due long ago."""
	lot = chance.random()
	liaison, leader = LIAISON_OF[school.name], APPROVER_OF[school.name]
	what, assignee, within = chance.choice(words.STEPS), liaison, (3, 5, 7, 7, 14, 21)
	if known and lot < 0.07 and leader.role == LEADER:
		what, assignee, within = chance.choice(words.LEADERS_STEPS), leader, (21, 28, 35)
	elif lot > 0.97:
		assignee = DANA
	due = day + timedelta(days=chance.choice(within))
	ago = (calendar.anchor - due).days
	is_done = ago > 0 and chance.random() < (1 if ago > 28 else 0.93 if ago > 14 else 0.76)
	if known and known.plan.last_day:
		is_done, due = True, min(due, known.plan.last_day)
	return Step(
		what,
		assignee.user,
		due,
		max(day, due - timedelta(days=chance.choice((0, 0, 1, 2)))) if is_done else None,
	)
