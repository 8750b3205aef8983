"""Every way in which the host hands out documents, as small functions that ask it, gathered in a register.

A reading channel asks for one document, a listing one for all of a DocType, a counting one for their number, a
writing one to change one. What it asks is the host's own request, as the desk or a script would send it.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from tests.permissions.proof.facts import Row
from tests.web import Answer


@dataclass(frozen=True)
class Channel:
	"""One way of asking.

	right: what the matrix must grant for it; None where nobody is served. serves: whether an answer served the one who asked. takes: the rows,
	or DocTypes, that can be asked for. since: the first major version of the host that has it. thorough: whether every standing is
	asked for, and not one of them in turn. of_tables: whether rows of tables are asked for too. control: whether
	somebody must be served, so that refusals prove something.
	"""

	name: str
	ask: Callable[..., Answer]
	right: str | None
	serves: Callable[[Row, Answer], Any]
	takes: Callable[[Any], bool]
	since: int
	thorough: bool
	of_tables: bool
	control: bool


@dataclass(frozen=True)
class Oracle:
	"""One way of asking what a document says. control: whether who may read it is told."""

	name: str
	ask: Callable[..., Answer]
	since: int
	control: bool


ORACLES: list[Oracle] = []
READING: list[Channel] = []
LISTING: list[Channel] = []
COUNTING: list[Channel] = []
WRITING: list[Channel] = []


def tells(row: Row, answer: Answer) -> bool:
	"""The answer holds the row's word; where it has none, an answer is enough."""
	return answer.status == 200 and (row.word or "") in answer.text


def answers(_row: Row, answer: Answer) -> bool:
	"""The host did what it was asked."""
	return answer.status < 400


def everything(_what: Any) -> bool:
	"""For channels that take every row and DocType."""
	return True


def _register(register: list[Channel], serves: Callable, usual_right: str = "read") -> Callable:
	def named(
		name: str,
		right: str | None = usual_right,
		serves: Callable = serves,
		takes: Callable = everything,
		since: int = 15,
		thorough: bool = False,
		of_tables: bool = False,
		control: bool = True,
	) -> Callable:
		def keep(ask: Callable[..., Answer]) -> Callable[..., Answer]:
			known = Channel(
				name, ask, right, serves, takes, since, thorough, of_tables, control and bool(right)
			)
			register.append(known)
			return ask

		return keep

	return named


def number(_doctype: Any, answer: Answer) -> int:
	"""The number that was answered; 0 where it was refused."""
	return answer.data if answer.status == 200 else 0


reading = _register(READING, tells)
listing = _register(LISTING, tells)
counting = _register(COUNTING, number)
writing = _register(WRITING, answers, "write")
