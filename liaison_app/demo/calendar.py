"""The demo's days, all counted from the day on which it was begun, so that it never looks old."""

from dataclasses import dataclass
from datetime import date, timedelta

WEEKS_BEFORE, WEEKS_AFTER = 18, 26
#: Weeks from a day to the same weekday of the year before, and of the summer between two school years.
WEEKS_OF_A_YEAR, WEEKS_OF_SUMMER = 52, 8
#: Weeks since the programme began: its staff came, and the first families.
WEEKS_OF_PROGRAMME = 14
#: Weeks of work before the present one, and weeks for which something is planned, the present one among them.
WEEKS_OF_WORK, WEEKS_AHEAD = 12, 3


@dataclass(frozen=True)
class Calendar:
	"""The school year around the first day of the demo.

	anchor: that day. Weeks are counted from its own: -1 is the last full week.
	"""

	anchor: date

	def monday(self, week: int) -> date:
		"""The first day of a week."""
		return self.anchor - timedelta(days=self.anchor.weekday()) + timedelta(weeks=week)

	def friday(self, week: int) -> date:
		"""The last school day of a week."""
		return self.monday(week) + timedelta(days=4)

	@property
	def starts_on(self) -> date:
		"""The first day of the school year."""
		return self.monday(-WEEKS_BEFORE)

	@property
	def ends_on(self) -> date:
		"""Its last day."""
		return self.monday(WEEKS_AFTER) - timedelta(days=1)

	@property
	def programme_starts_on(self) -> date:
		"""The first day of the programme: some weeks into the year, chosen by what was counted until then."""
		return self.monday(-WEEKS_OF_PROGRAMME)

	@property
	def name(self) -> str:
		"""The school year's name."""
		return f"Demo {self.starts_on.year}-{self.ends_on:%y}"

	@property
	def year_before_starts_on(self) -> date:
		"""The first day of the school year before."""
		return self.monday(-WEEKS_BEFORE - WEEKS_OF_A_YEAR)

	@property
	def year_before_ends_on(self) -> date:
		"""Its last day."""
		return self.monday(-WEEKS_BEFORE - WEEKS_OF_SUMMER) - timedelta(days=1)

	@property
	def name_before(self) -> str:
		"""Its name."""
		return f"Demo {self.year_before_starts_on.year}-{self.year_before_ends_on:%y}"

	def terms(self) -> list[dict]:
		"""Three terms, with the breaks between them."""
		spans = ((-WEEKS_BEFORE, 4), (5, 14), (15, WEEKS_AFTER - 2))
		return [
			{
				"term_name": name,
				"starts_on": self.monday(first),
				"ends_on": self.monday(after) - timedelta(days=3),
			}
			for name, (first, after) in zip(("First Term", "Second Term", "Third Term"), spans, strict=True)
		]

	def days_off(self) -> list[dict]:
		"""Days without instruction, some of them without staff."""
		training, holiday, rest = self.monday(-3) + timedelta(days=4), self.monday(-6), self.monday(4)
		return [
			_day_off(holiday, holiday, "Public holiday"),
			_day_off(training, training, "Staff training day", no_staff=0),
			_day_off(rest, rest + timedelta(days=4), "Mid-year break"),
		]

	def work_days_of(self, week: int) -> list[date]:
		"""The days of a week on which staff work."""
		return self.work_days(self.monday(week), self.monday(week) + timedelta(days=6))

	def work_days(self, first: date, last: date) -> list[date]:
		"""The days from `first` to `last` on which staff work."""
		return _week_days(first, last, [row for row in self.days_off() if row["no_staff"]])

	def school_days(self, first: date, last: date) -> list[date]:
		"""The days from `first` to `last` on which children are taught."""
		return _week_days(first, last, [row for row in self.days_off() if row["no_instruction"]])


def _week_days(first: date, last: date, closed: list[dict]) -> list[date]:
	days = (first + timedelta(days=offset) for offset in range((last - first).days + 1))
	return [
		day
		for day in days
		if day.weekday() < 5 and not any(row["starts_on"] <= day <= row["ends_on"] for row in closed)
	]


def _day_off(starts_on: date, ends_on: date, reason: str, no_staff: int = 1) -> dict:
	return {
		"starts_on": starts_on,
		"ends_on": ends_on,
		"reason": reason,
		"no_instruction": 1,
		"no_staff": no_staff,
	}
