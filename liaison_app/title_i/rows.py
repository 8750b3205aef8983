"""A finding, its rows, and the gaps in what it rests on."""

from dataclasses import dataclass

from frappe import _

from liaison_app.activity.figures import Question
from liaison_app.small_cells import hide_whole, in_words


@dataclass(frozen=True)
class Row:
	"""What was found, the figure as people read it, what it rests on, and the DocType where that is."""

	found: str
	figure: str
	evidence: str
	source: str


@dataclass(frozen=True)
class Finding:
	"""One of the three findings. gaps: what is not known, each as a sentence."""

	title: str
	rows: list[Row]
	gaps: list[str]


@dataclass(frozen=True)
class Found:
	"""What the findings are counted from.

	families: enrolled in the year. took_part: those that did, of whatever enrolment, by the kind of work. least: the least
	count that is shown.
	"""

	question: Question
	school_year: str
	families: list[str]
	took_part: dict[str, set[str]]
	least: int

	def of_families(self, count: int) -> str:
		"""A count of these families, hidden where it is of a few."""
		return in_words(hide_whole(count, self.least))


def of(part: int, whole: int) -> str:
	"""So many of so many."""
	return _("{0} of {1} ({2}%)").format(part, whole, round(100 * part / whole))
