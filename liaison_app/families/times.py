"""Times of day that may stay empty."""


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
