"""How much absence is too much (docs/definitions.md): Attendance Works' tiers, by the district's settings."""

from dataclasses import dataclass

import frappe
from frappe import _

from liaison_app.attendance.rates import rate

#: The worst first.
TIERS = ("Severe", "Chronic", "On Pace")


def tier_labels() -> dict[str, str]:
	"""Each tier in the reader's language."""
	return {"Severe": _("Severe"), "Chronic": _("Chronic"), "On Pace": _("On Pace")}


def trend_labels() -> dict[str, str]:
	"""Each trend in the reader's language."""
	return {"Better": _("Better"), "Worse": _("Worse"), "Same": _("Same")}


@dataclass(frozen=True)
class Limits:
	"""chronic, severe: absence rates in percent. least_days: so many days must be enrolled before a rate is judged.
	least_absent: so many days absent are on pace early in the year."""

	chronic: float
	severe: float
	least_days: int
	least_absent: int

	@classmethod
	def of_settings(cls) -> "Limits":
		"""Those of Liaison Settings."""
		settings = frappe.get_cached_doc("Liaison Settings")
		return cls(
			chronic=settings.chronic_absence_rate,
			severe=settings.severe_absence_rate,
			least_days=settings.chronic_least_days,
			least_absent=settings.on_pace_days_absent,
		)


def tier_of(absent: int, enrolled: int, limits: Limits) -> str | None:
	"""The tier of a child with these days; None where there is nothing to watch, or nothing known."""
	absence = rate(absent, enrolled)
	if absence is None or absence < limits.chronic:
		return None
	if enrolled >= limits.least_days:
		return "Severe" if absence >= limits.severe else "Chronic"
	return "On Pace" if absent >= limits.least_absent else None


def trend_of(now: tuple[int, int], before: tuple[int, int] | None) -> str | None:
	"""Whether the days since `before` are better or worse than those up to it; both are days absent and enrolled.

	Returns "Better", "Worse", "Same", or None where either is not known.
	"""
	if not before:
		return None
	earlier = rate(*before)
	since = rate(now[0] - before[0], now[1] - before[1])
	if earlier is None or since is None:
		return None
	return "Same" if since == earlier else "Worse" if since > earlier else "Better"
