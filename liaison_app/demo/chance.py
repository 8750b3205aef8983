"""Drawing lots that fall the same way every time: each with a `Random` seeded by what it is for."""

from random import Random
from typing import TypeVar

Thing = TypeVar("Thing")


def draw(chance: Random, weights: dict[Thing, int]) -> Thing:
	"""One of the keys; `weights` says how often each comes up."""
	return chance.choices(list(weights), list(weights.values()))[0]
