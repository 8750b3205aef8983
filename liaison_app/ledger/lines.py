"""A line of the ledger, as a document says it."""

import hashlib
from collections.abc import Iterable
from dataclasses import asdict, dataclass, field, replace
from datetime import date

from liaison_app.school_calendar.weeks import school_year_of, week_start


@dataclass(frozen=True)
class Line:
	"""One line of a piece of work. Text columns are never None: NULL defeats the unique key.

	line_key: unique within the document, stable over its edits: the liaison and the family.
	reached: an adult who may be contacted was reached. attempted: outgoing, and nobody was.
	units: 1 on one line of a piece of work, 0 on its others, so that the work counts once.
	staff_minutes, travel_minutes: minutes of this liaison. participants: people on the other side.
	students: names of the Focus Students whom the line is about, in order.
	"""

	posting_date: date
	school: str
	involvement_type: str
	activity_kind: str
	liaison: str = ""
	line_key: str = ""
	family: str = ""
	direction: str = ""
	reached: int = 0
	attempted: int = 0
	units: int = 0
	staff_minutes: int = 0
	travel_minutes: int = 0
	participants: int = 0
	students: tuple[str, ...] = field(default=())

	def columns(self) -> dict:
		"""The line's columns in the ledger's table, without its source and its students."""
		values = asdict(self)
		values.pop("students")
		values["week"] = week_start(self.posting_date)
		values["school_year"] = school_year_of(self.posting_date) or ""
		return values


@dataclass(frozen=True)
class Person:
	"""A liaison who took part in a piece of work, with minutes of their own."""

	liaison: str
	staff_minutes: int = 0
	travel_minutes: int = 0


@dataclass(frozen=True)
class Part:
	"""A family's part in a piece of work: whether it was reached, and which of its students it was about."""

	family: str = ""
	reached: int = 0
	students: tuple[str, ...] = ()


def spread(whole: Line, people: list[Person], parts: Iterable[Part] = ()) -> list[Line]:
	"""One line for each person and family of a piece of work.

	whole: what the lines share, and the figures that count once: units, attempted, participants; they go
	to the first line alone. people: the document's liaison first; each one's minutes are split over the
	families. A family is reached once, however many people were there.
	"""
	parts = sorted(parts, key=lambda part: part.family) or [Part()]
	lines = [line for person in people for line in _lines_of(whole, person, parts)]
	once = len(parts)
	return [
		replace(
			line,
			reached=line.reached if index < once else 0,
			units=line.units if index == 0 else 0,
			attempted=line.attempted if index == 0 else 0,
			participants=line.participants if index == 0 else 0,
		)
		for index, line in enumerate(lines)
	]


def _lines_of(whole: Line, person: Person, parts: list[Part]) -> list[Line]:
	staff = split_minutes(person.staff_minutes, len(parts))
	travel = split_minutes(person.travel_minutes, len(parts))
	return [
		replace(
			whole,
			liaison=person.liaison,
			family=part.family,
			line_key=f"{person.liaison} {part.family}".strip(),
			reached=part.reached,
			staff_minutes=staff[index],
			travel_minutes=travel[index],
			students=part.students,
		)
		for index, part in enumerate(parts)
	]


def entry_name(voucher_type: str, voucher: str, line_key: str) -> str:
	"""The name of a line's entry. The same line has the same name after every rebuild."""
	key = "\x1f".join((voucher_type, voucher, line_key))
	return hashlib.sha256(key.encode()).hexdigest()[:20]


def split_minutes(minutes: int, parts: int) -> list[int]:
	"""Split whole minutes into equal parts by largest remainder, so that they sum to the whole."""
	share, rest = divmod(minutes, parts)
	return [share + (1 if index < rest else 0) for index in range(parts)]
