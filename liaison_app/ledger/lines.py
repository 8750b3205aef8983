"""A line of the ledger, as a document says it."""

import hashlib
from dataclasses import asdict, dataclass, field
from datetime import date

from liaison_app.school_calendar.weeks import school_year_of, week_start


@dataclass(frozen=True)
class Line:
	"""One line of a piece of work. Text columns are never None: NULL defeats the unique key.

	line_key: unique within the document, stable over its edits (for a contact: the liaison).
	reached: an adult who may be contacted was reached. attempted: outgoing, and nobody was.
	units: 1 on one line of a piece of work, 0 on its others, so that the work counts once.
	staff_minutes, travel_minutes: minutes of this liaison. participants: people on the other side.
	students: names of the Focus Students whom the line is about, in order.
	"""

	posting_date: date
	school: str
	liaison: str
	involvement_type: str
	activity_kind: str
	line_key: str
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


def entry_name(voucher_type: str, voucher: str, line_key: str) -> str:
	"""The name of a line's entry. The same line has the same name after every rebuild."""
	key = "\x1f".join((voucher_type, voucher, line_key))
	return hashlib.sha256(key.encode()).hexdigest()[:20]


def split_minutes(minutes: int, parts: int) -> list[int]:
	"""Split whole minutes into equal parts by largest remainder, so that they sum to the whole."""
	share, rest = divmod(minutes, parts)
	return [share + (1 if index < rest else 0) for index in range(parts)]
