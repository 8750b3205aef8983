"""A proposal for balancing: which families could go to which colleague, so that weight and paid hours fit better.

It changes nothing: *Hand Over Caseload* does, once a coordinator has judged it. A family stays at its school, and goes to a
liaison who is assigned there, has a free place, is not away, and may know of it.
"""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass

import frappe
from frappe.utils import getdate

from liaison_app.overview.liaisons import enabled_liaisons
from liaison_app.overview.need import Served, served_families
from liaison_app.permissions.matrix import LIAISON
from liaison_app.permissions.scope import current_rows


@dataclass
class Load:
	"""A liaison's: weight of the families, paid hours as a share of a full-time post, free places."""

	liaison: str
	liaison_name: str
	weight: float
	post: float
	places: int

	@property
	def per_post(self) -> float:
		"""Weighted families for each full-time post."""
		return self.weight / self.post


@dataclass(frozen=True)
class Move:
	"""A family from one liaison to another, and both their weighted families per full-time post before and after."""

	served: Served
	giver: str
	receiver: str
	giver_before: float
	giver_after: float
	receiver_before: float
	receiver_after: float


def propose(user: str, most: int) -> list[Move]:
	"""At most so many moves, each the one that evens out most of what is left."""
	families = served_families(user)
	loads = {load.liaison: load for load in _loads(user, families)}
	places = _Places(set(loads))
	moves: list[Move] = []
	moved: set[str] = set()
	while len(moves) < most:
		best = max(_candidates(families, loads, places, moved), key=lambda pair: pair[0], default=None)
		if not best:
			return moves
		_gain, served, giver, receiver = best
		moves.append(_move(served, giver, receiver))
		moved.add(served.family)
	return moves


def _loads(user: str, families: list[Served]) -> Iterator[Load]:
	full_time = frappe.get_cached_doc("Liaison Settings").full_time_hours
	for row in enabled_liaisons(user):
		own = [one.weight for one in families if one.liaison == row.name]
		if row.weekly_hours:
			places = row.caseload_target - len(own)
			yield Load(row.name, row.liaison_name, sum(own), row.weekly_hours / full_time, places)


class _Places:
	"""Where each liaison is assigned today and not away, and of which families they may know."""

	def __init__(self, liaisons: set[str]) -> None:
		names = sorted(liaisons) or [""]
		staff, leave = frappe.qb.DocType("School Assignment"), frappe.qb.DocType("Liaison Leave")
		kept_away = frappe.qb.DocType("Access Exclusion")
		assigned = (staff.capacity == LIAISON) & staff.user.isin(names) & current_rows(staff)
		query = frappe.qb.from_(staff).select(staff.parent, staff.user).distinct().where(assigned)
		self.assigned = defaultdict(list)
		for school, liaison in query.orderby(staff.parent, staff.user).run():
			self.assigned[school].append(liaison)
		away = leave.parent.isin(names) & (leave.starts_on <= getdate()) & (leave.last_day >= getdate())
		self.away = {name for (name,) in frappe.qb.from_(leave).select(leave.parent).where(away).run()}
		excluded = kept_away.user.isin(names) & current_rows(kept_away)
		query = frappe.qb.from_(kept_away).select(kept_away.family, kept_away.user).where(excluded)
		self.excluded = set(query.run())

	def takers(self, served: Served) -> list[str]:
		"""The liaisons who could have a family."""
		return [
			liaison
			for liaison in self.assigned[served.school]
			if liaison not in self.away and (served.family, liaison) not in self.excluded
		]


def _candidates(
	families: list[Served], loads: dict[str, Load], places: _Places, moved: set[str]
) -> Iterator[tuple[float, Served, Load, Load]]:
	"""Moves that even out, each with how much: by how much the sum of the squares of the loads falls."""
	for served in families:
		giver = loads.get(served.liaison)
		if not giver or served.family in moved:
			continue
		for receiver in map(loads.__getitem__, places.takers(served)):
			if receiver.places > 0 and receiver.per_post < giver.per_post:
				gain = _gain(served.weight, giver, receiver)
				if gain > 0:
					yield gain, served, giver, receiver


def _gain(weight: float, giver: Load, receiver: Load) -> float:
	before = giver.per_post**2 + receiver.per_post**2
	after = ((giver.weight - weight) / giver.post) ** 2 + ((receiver.weight + weight) / receiver.post) ** 2
	return before - after


def _move(served: Served, giver: Load, receiver: Load) -> Move:
	before = giver.per_post, receiver.per_post
	giver.weight, receiver.weight = giver.weight - served.weight, receiver.weight + served.weight
	giver.places, receiver.places = giver.places + 1, receiver.places - 1
	return Move(
		served, giver.liaison_name, receiver.liaison_name,
		before[0], giver.per_post, before[1], receiver.per_post,
	)  # fmt: skip
