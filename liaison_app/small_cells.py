"""Counts of people by something that is true of them: those of a few are hidden, also where one could work them out."""

from collections.abc import Mapping

import frappe
from frappe import _
from frappe.utils import cint


def least_shown() -> int:
	"""The smallest count of people that figures for others show (Liaison Settings)."""
	return cint(frappe.db.get_single_value("Liaison Settings", "least_count_shown"))


def hide_small(counts: Mapping[str, int], least: int) -> dict[str, int | None]:
	"""The counts into which a whole is divided, with None in place of those of a few.

	A count from 1 to below `least` is hidden. While what is hidden could be worked out from the whole, the smallest of the
	others is hidden too, with all that equal it: which of them was chosen would tell something. Two that differ could
	each be the other, so no hidden count is certain. Where all are hidden, the whole can still tell: one count is the
	whole, and `least` counts or more that add up to their own number are 1 each.
	"""
	hidden = {name for name, count in counts.items() if 0 < count < least}
	others = set(counts) - hidden
	while hidden and others and _can_be_worked_out([counts[name] for name in hidden], least):
		smallest = min(counts[name] for name in others)
		hidden |= {name for name in others if counts[name] == smallest}
		others -= hidden
	return {name: None if name in hidden else count for name, count in counts.items()}


def _can_be_worked_out(hidden: list[int], least: int) -> bool:
	"""Whether hidden counts are one subtraction away: a single one, all of a few together, or all alike."""
	return len(hidden) < 2 or sum(hidden) < least or len(set(hidden)) == 1


def hide_whole(count: int, least: int) -> int | None:
	"""A count that stands alone, or None where it is of a few."""
	return None if 0 < count < least else count


def in_words(count: int | None) -> str:
	"""A count as people read it."""
	return _("hidden") if count is None else str(count)
