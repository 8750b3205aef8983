"""Adds up a week from its documents, by docs/definitions.md alone: nothing here reads the ledger or asks the app."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field

import frappe

FIGURES = ("units", "outgoing", "reached", "incoming", "families", "students", "staff_minutes", "travel_minutes", "participants")  # fmt: skip
#: Those that a report shows for all types together.
TOTALS = ("units", "outgoing", "reached", "families", "staff_minutes", "travel_minutes")


@dataclass
class Piece:
	"""One piece of work, as far as it counts for one liaison."""

	type: str
	units: int = 0
	outgoing: int = 0
	reached: int = 0
	incoming: int = 0
	families: set[str] = field(default_factory=set)
	students: set[str] = field(default_factory=set)
	staff_minutes: int = 0
	travel_minutes: int = 0
	participants: int = 0


def sum_by_type(documents: Iterable[tuple[str, str]], liaison: str) -> dict[str, dict[str, int]]:
	"""The figures of each type that occurs, from the documents of a liaison's week."""
	pieces: dict[str, list[Piece]] = {}
	for piece in _pieces(documents, liaison):
		pieces.setdefault(piece.type, []).append(piece)
	return {kind: _sum(of_kind) for kind, of_kind in pieces.items()}


def sum_all(documents: Iterable[tuple[str, str]], liaison: str) -> dict[str, int]:
	"""The figures of all of them together: a family that was there twice is one family."""
	return _sum(_pieces(documents, liaison))


def _pieces(documents: Iterable[tuple[str, str]], liaison: str) -> list[Piece]:
	return [PIECES[doctype](frappe.get_doc(doctype, name), liaison) for doctype, name in documents]


def _sum(pieces: list[Piece]) -> dict[str, int]:
	return {figure: _total([getattr(piece, figure) for piece in pieces]) for figure in FIGURES}


def _total(values: list) -> int:
	if values and isinstance(values[0], set):
		return len(set().union(*values))
	return sum(values)


def _contact(doc, _liaison: str) -> Piece:
	is_out = doc.direction == "Outgoing"
	talked = doc.outcome in ("Reached", "Declined")
	return Piece(
		doc.involvement_type,
		units=1,
		outgoing=int(is_out),
		reached=int(is_out and talked),
		incoming=int(not is_out),
		families={doc.family},
		students={row.student for row in doc.students},
		staff_minutes=doc.staff_minutes,
		travel_minutes=doc.travel_minutes or 0,
		participants=doc.head_count if talked else 0,
	)


def _visit(doc, liaison: str) -> Piece:
	"""The visit counts once, with its own liaison; each one's minutes count with the one who went."""
	[own] = [row for row in doc.visitors if row.liaison == liaison]
	is_own = int(doc.liaison == liaison)
	return Piece(
		doc.involvement_type,
		units=is_own,
		outgoing=is_own,
		reached=is_own,
		families={doc.family},
		students={row.student for row in doc.students},
		staff_minutes=_minutes(doc),
		travel_minutes=own.travel_minutes or 0,
		participants=is_own,
	)


def _meeting(doc, _liaison: str) -> Piece:
	return Piece(
		doc.involvement_type,
		units=1,
		families={row.family for row in doc.families},
		students={row.student for row in doc.students},
		staff_minutes=_minutes(doc),
		participants=len([row for row in doc.invited if row.present]),
	)


def _activity(doc, _liaison: str) -> Piece:
	return Piece(doc.involvement_type, units=1, staff_minutes=doc.staff_minutes)


def _minutes(doc) -> int:
	"""From its start to its end."""
	return int((doc.actual_end - doc.actual_start).total_seconds() / 60)


PIECES: dict[str, Callable[..., Piece]] = {
	"Liaison Contact": _contact,
	"Home Visit": _visit,
	"Liaison Meeting": _meeting,
	"Liaison Activity": _activity,
}
