"""A finding, its rows, and the gaps in what it rests on."""

from dataclasses import dataclass, field

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
	rows: list[Row] = field(default_factory=list)
	gaps: list[str] = field(default_factory=list)


@dataclass(frozen=True)
class Found:
	"""What the findings are counted from: the question, the year, the families enrolled in it, the least count shown."""

	question: Question
	school_year: str
	families: list[str]
	least: int

	def of_families(self, count: int) -> str:
		"""A count of these families, hidden where it is of a few."""
		return in_words(hide_whole(count, self.least))


def of(part: int, whole: int) -> str:
	"""So many of so many."""
	return _("{0} of {1} ({2}%)").format(part, whole, round(100 * part / whole)) if whole else str(part)
