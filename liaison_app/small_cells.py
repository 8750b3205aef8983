"""Counts of people by something that is true of them: those of a few are hidden, also where one could subtract."""

from collections.abc import Mapping

import frappe
from frappe import _
from frappe.utils import cint


def least_shown() -> int:
	"""The smallest count of people that figures for others show (Liaison Settings)."""
	return cint(frappe.db.get_single_value("Liaison Settings", "least_count_shown"))


def hide_small(counts: Mapping[str, int], least: int) -> dict[str, int | None]:
	"""The counts into which a whole is divided, with None in place of those of a few.

	A count from 1 to below `least` is hidden. While fewer than two are, or all hidden ones together are below `least`,
	the smallest of the others is hidden too: the whole is published, and what is left is one subtraction away.
	"""
	hidden = {name for name, count in counts.items() if 0 < count < least}
	others = sorted(set(counts) - hidden, key=lambda name: (counts[name], name))
	while hidden and others and (len(hidden) < 2 or sum(counts[name] for name in hidden) < least):
		hidden.add(others.pop(0))
	return {name: None if name in hidden else count for name, count in counts.items()}


def hide_whole(count: int, least: int) -> int | None:
	"""A count that stands alone, or None where it is of a few."""
	return None if 0 < count < least else count


def in_words(count: int | None) -> str:
	"""A count as people read it."""
	return _("hidden, too few") if count is None else str(count)
