"""Times of day that may stay empty."""

from datetime import time, timedelta

from frappe.utils import get_time


def is_in_order(first: time | timedelta | str | None, last: time | timedelta | str | None) -> bool:
	"""Whether the first time comes before the last, or one is empty.

	The desk sends 8:30 as "8:30:00" once it is stored, which as text comes after "11:00:00".
	"""
	return not (first and last) or get_time(first) < get_time(last)


class EmptyTimes:
	"""Leaves Time fields empty where nothing was given: the host fills every one with the present time.

	For a family's safe hours that would close the whole day but one second.
	"""

	def _set_defaults(self) -> None:
		rows = [self, *self.get_all_children()]
		empty = [
			(row, field.fieldname)
			for row in rows
			for field in row.meta.get("fields", {"fieldtype": "Time"})
			if not row.get(field.fieldname)
		]
		super()._set_defaults()
		for row, fieldname in empty:
			row.set(fieldname, None)
