"""Which barriers of a family are open (docs/definitions.md)."""

from datetime import date

from frappe.query_builder import Criterion


def open_on(barrier, day: date) -> Criterion:
	"""The rows, a criterion on Family Barrier, that were opened by a day and not resolved by then."""
	is_opened = barrier.opened_on.isnull() | (barrier.opened_on <= day)
	is_open = is_opened & (barrier.resolved_on.isnull() | (barrier.resolved_on > day))
	return (barrier.parenttype == "Focus Family") & is_open
