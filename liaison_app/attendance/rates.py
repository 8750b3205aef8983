"""Rates, computed from counts wherever they are shown (docs/definitions.md)."""

from frappe.utils import cint

#: Field of a Student Progress Record -> the counts of which it is the rate.
RATES = {
	"absence_rate": ("days_absent", "days_enrolled"),
	"homework_rate": ("homework_completed", "homework_assigned"),
}


def rate(part: int | None, whole: int | None) -> float | None:
	"""A share in percent, unrounded; None, never 0, where there is no whole."""
	return 100 * cint(part) / cint(whole) if cint(whole) else None
