from itertools import pairwise

import frappe
from frappe import _
from frappe.model.document import Document

from liaison_app.dates import check_order


class SchoolYear(Document):
	"""A school year with its terms, days off and the first day of its weeks."""

	def validate(self) -> None:
		check_order(self, "starts_on", "ends_on")
		for row in (*self.terms, *self.days_off):
			check_order(row, "starts_on", "ends_on")
		self._validate_terms_apart()
		self._validate_years_apart()

	def _validate_terms_apart(self) -> None:
		terms = sorted(self.terms, key=lambda term: str(term.starts_on))
		for earlier, later in pairwise(terms):
			if str(later.starts_on) <= str(earlier.ends_on):
				frappe.throw(
					_("Terms {0} and {1} overlap: change Starts On or Ends On.").format(
						earlier.term_name, later.term_name
					)
				)

	def _validate_years_apart(self) -> None:
		other = frappe.get_all(
			"School Year",
			filters={
				"name": ["!=", self.name],
				"starts_on": ["<=", self.ends_on],
				"ends_on": [">=", self.starts_on],
			},
			pluck="name",
			order_by="starts_on asc",
			limit=1,
		)
		if other:
			frappe.throw(_("School Year {0} has some of the same days: change the dates.").format(other[0]))
