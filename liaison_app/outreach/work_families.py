"""Work for several families at once: who they are, and each one's part in the ledger."""

import frappe
from frappe import _
from frappe.utils import cint

from liaison_app.ledger.lines import Part
from liaison_app.outreach.work import Work


class WorkWithFamilies(Work):
	"""Work whose families are rows of Work Family. The first is kept as `family`, for lists and links.

	The row rule (permissions/criteria.py) shows such a document only to whom every one of its families is
	in scope: it names them all, and once one of them has moved on, the school that it left must not read
	on about it here. What was done stays in the ledger either way.
	"""

	@property
	def work_families(self) -> list[str]:
		"""The families that it was for, in their order."""
		return [row.family for row in self.families if row.family]

	def fill_families(self) -> None:
		"""Keep the first family and its name. Call it from before_validate."""
		self.family = next(iter(self.work_families), None)
		# The host fetched names before the family was set.
		self.family_name = self.family and frappe.db.get_value("Focus Family", self.family, "family_name")

	def check_families(self) -> None:
		"""Refuse a family that is named twice: its share of the minutes would be counted twice."""
		seen = set()
		for row in self.families:
			if row.family in seen:
				frappe.throw(
					_("Families names {0} twice: remove one row.").format(row.family_name or row.family)
				)
			seen.add(row.family)

	@property
	def parts(self) -> list[Part]:
		"""Each family's part, for the ledger."""
		students = _students_by_family(self.student_names)
		return [
			Part(row.family, cint(row.reached), tuple(sorted(students.get(row.family, ()))))
			for row in self.families
		]


def _students_by_family(students: list[str]) -> dict[str, list[str]]:
	found: dict[str, list[str]] = {}
	for name in students:
		found.setdefault(frappe.db.get_value("Focus Student", name, "family"), []).append(name)
	return found
