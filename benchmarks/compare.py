"""Times two ways to the same answer in turns, so that a drifting machine slows both."""

import statistics
import time
from collections.abc import Callable
from typing import Any

from tests.connection import forget_request

ROUNDS = 15


def timed(work: Callable) -> float:
	"""Seconds that it takes, as in a request of its own."""
	forget_request()
	start = time.perf_counter()
	work()
	return time.perf_counter() - start


def compare(
	name: str,
	ours: Callable,
	plain: Callable,
	same: Callable[[Any, Any], bool],
	before: Callable = lambda: None,
	rounds: int = ROUNDS,
) -> tuple[float, float]:
	"""Time both in turns; print medians, ratio and difference. Returns the medians in milliseconds.

	same: whether both answers are the same; raises AssertionError where not. before: runs before each, untimed.
	"""
	answers = [_after(before, work) for work in (ours, plain)]
	assert same(*answers), f"{name}: not the same rows"
	pairs = [(_timed_after(before, ours), _timed_after(before, plain)) for _round in range(rounds)]
	a, b = (statistics.median(side) * 1000 for side in zip(*pairs, strict=True))
	print(f"  {name}: {a:.1f} ms, plain SQL {b:.1f} ms: ratio {a / b:.2f}, {a - b:+.1f} ms")
	return a, b


def _after(before: Callable, work: Callable) -> Any:
	before()
	return work()


def _timed_after(before: Callable, work: Callable) -> float:
	before()
	return timed(work)
