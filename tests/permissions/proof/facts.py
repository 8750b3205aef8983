"""Who may do what to which row: the matrix, read anew and in a few lines, on facts that the world was made of."""

from collections.abc import Mapping
from dataclasses import dataclass

from liaison_app.permissions.matrix import CAPACITIES, LIAISON, MATRIX, SYSTEM_MANAGER

#: The letters of the matrix that grant a right.
LETTERS = {
	"read": "R", "write": "W", "create": "C", "submit": "SU", "cancel": "S", "delete": "D", "print": "P", "export": "X",
	# A button of a workflow: the workflow itself says for whom it is.
	"act": "WSU",
}  # fmt: skip


@dataclass(frozen=True)
class Actor:
	"""Somebody who asks. `school` is where the role counts today: None for who is on no staff."""

	title: str
	user: str
	role: str | None
	school: str | None = None


@dataclass(frozen=True)
class Row:
	"""A document of the world, what decides on it, and a word that stands in it alone.

	named: who reads it beside its author. kept: whether only these two do.
	pupil: the student whom it is about. follows: whether that student's row alone decides.
	"""

	doctype: str
	name: str
	standing: str
	families: frozenset[str] = frozenset()
	school: str | None = None
	own: str | None = None
	invited: frozenset[str] = frozenset()
	named: frozenset[str] = frozenset()
	kept: bool = False
	hidden_from: str | None = None
	field: str | None = None
	word: str | None = None
	parent: "Row | None" = None
	pupil: "Row | None" = None
	follows: bool = False

	def __str__(self) -> str:
		return f"{self.doctype} {self.name} ({self.standing})"


@dataclass(frozen=True)
class Facts:
	"""What is true today.

	seen: the families that a school sees. caseload: the families that a liaison leads. liaisons: those of a
	school. kept_away: users and the families that are kept from them.
	"""

	seen: Mapping[str, frozenset[str]]
	caseload: Mapping[str, frozenset[str]]
	liaisons: Mapping[str, frozenset[str]]
	kept_away: frozenset[tuple[str, str]]

	def may(self, actor: Actor, right: str | None, row: Row) -> bool:
		"""Whether the matrix lets this actor do this to this row; nobody where no right would do."""
		if right is None:
			return False
		if row.parent:
			return self.may(actor, right, row.parent)
		if right == "export" and actor.role == SYSTEM_MANAGER:
			# The host lets System Managers export whatever they read.
			right = "read"
		named = row.families | (row.pupil.families if row.pupil else frozenset())
		if row.hidden_from == actor.user or any((actor.user, family) in self.kept_away for family in named):
			return False
		grants = [grant.split() for grant in MATRIX[row.doctype].get(actor.role, "").split(",") if grant]
		return any(
			set(LETTERS[right]) & set(letters) and self._opens(scope, actor, row) for letters, scope in grants
		)

	def _opens(self, scope: str, actor: Actor, row: Row) -> bool:
		if scope == "n":
			return actor.user in {row.own, *row.named} and (
				actor.role not in CAPACITIES or (bool(actor.school) and self._is_in_scope(actor, row))
			)
		if row.kept:
			return False
		if scope == "a":
			return True
		if not actor.school:
			return False
		if row.pupil and not self._opens(scope, actor, row.pupil):
			return False
		return row.follows or self._opens_itself(scope, actor, row)

	def _opens_itself(self, scope: str, actor: Actor, row: Row) -> bool:
		return {
			"s": self._is_in_scope,
			"f": lambda *_: bool(row.families) and row.families <= self.caseload.get(actor.user, frozenset()),
			"o": self._is_own,
			"i": lambda *_: actor.user in row.invited and row.school == actor.school,
			"p": lambda *_: row.school == actor.school,
		}[scope](actor, row)

	def _is_own(self, actor: Actor, row: Row) -> bool:
		if row.own != actor.user:
			return False
		handed_on = row.doctype == "Next Step" and actor.role != LIAISON
		return row.school == actor.school if handed_on else self._is_in_scope(actor, row)

	def _is_in_scope(self, actor: Actor, row: Row) -> bool:
		here = row.school == actor.school
		if row.doctype == "Family Liaison":
			return row.name in self.liaisons.get(actor.school, frozenset())
		if not row.families:
			return here
		known = row.families <= self.seen.get(actor.school, frozenset())
		if row.doctype == "Focus Student":
			return known or here
		if row.doctype == "Liaison Ledger Entry":
			return known and here
		return known
