import frappe
from frappe import _
from frappe.model.document import Document

from liaison_app.dates import check_order
from liaison_app.permissions.scope import forget_scopes


class LiaisonSchool(Document):
	"""A school or other site that liaisons work at, with its staff."""

	def validate(self) -> None:
		seen: dict[tuple, list] = {}
		for row in self.staff:
			check_order(row, "starts_on", "last_day")
			for other in seen.setdefault((row.user, row.capacity), []):
				if _overlap(row, other):
					frappe.throw(
						_(
							"Staff rows {0} and {1} give {2} the same capacity on the same days: end one of them."
						).format(other.idx, row.idx, row.user)
					)
			seen[row.user, row.capacity].append(row)

	def on_update(self) -> None:
		forget_scopes()


def _overlap(row, other) -> bool:
	starts_before_end = not other.last_day or str(row.starts_on) <= str(other.last_day)
	ends_after_start = not row.last_day or str(other.starts_on) <= str(row.last_day)
	return starts_before_end and ends_after_start
