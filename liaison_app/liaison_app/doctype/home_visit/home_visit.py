import frappe
from frappe import _
from frappe.model.document import Document
from frappe.utils import cint, getdate

from liaison_app.ledger.lines import Line, Part, spread
from liaison_app.outreach.appointments import CALLED_OFF, Appointment
from liaison_app.outreach.contact_rights import (
	check_adult_of,
	check_may_be_invited,
	is_reachable,
	speak_for_themselves,
)
from liaison_app.outreach.visitors import check_pair, check_visitors, is_party_changed
from liaison_app.safety.returning import check_safety, fill_safety, keep_written, note_outcome


class HomeVisit(Appointment, Document):
	"""A visit to a family, from the plan to what came of it."""

	STATUSES = {
		0: ("Planned", "Confirmed"),
		1: ("Completed", "Attempted", CALLED_OFF),
		2: ("Cancelled",),
	}
	HELD = ("Completed", "Attempted")

	@property
	def staff_rows(self) -> list[Document]:
		"""The visitors who are liaisons, the visit's own first: the visit counts with them."""
		rows = [row for row in self.visitors if row.liaison]
		return sorted(rows, key=lambda row: row.liaison != self.liaison)

	def before_validate(self) -> None:
		super().before_validate()
		fill_safety(self)
		self._sum_minutes()

	def on_status_change(self, before: str | None, after: str) -> None:
		super().on_status_change(before, after)
		if before and after in self.STATUSES[0]:
			# The rule may have been tightened since the visit was planned.
			check_pair(self)

	def before_update_after_submit(self) -> None:
		keep_written(self)
		super().before_update_after_submit()

	def check(self) -> None:
		super().check()
		check_visitors(self)
		if is_party_changed(self):
			check_pair(self)
		check_safety(self)
		self._check_agreement()
		self._check_met()

	def check_outcome(self) -> None:
		"""Completed: an adult was met, at known times, and something follows from it."""
		note_outcome(self)
		super().check_outcome()
		self.reached = cint(self.status == "Completed" and self._has_reached())
		if self.is_held:
			self.fill_minutes(self.staff_rows)
		if self.status == "Completed":
			self._check_completed()
		elif self.met_with or self.met_student:
			frappe.throw(
				_("Adult Met is filled: a visit that met the family is Completed, or empty the field.")
			)
		self._sum_minutes()

	def ledger_lines(self) -> list[Line]:
		"""One line for each liaison who went; the visit counts once, everyone's minutes count.

		A visit that was called off is no visit and no attempt; only minutes that it cost are work.
		"""
		if cint(self.docstatus) != 1 or not (self.is_held or self.staff_minutes or self.travel_minutes):
			return []
		part = Part(self.family, cint(self.reached), tuple(sorted(self.student_names)))
		return spread(self._whole(), self.people, [part])

	def _whole(self) -> Line:
		return self.whole_line(
			"Home Visit",
			direction="Outgoing" if self.is_held else "",
			attempted=cint(self.status == "Attempted"),
			units=cint(self.is_held),
			participants=cint(self.head_count) if self.status == "Completed" else 0,
		)

	def _check_completed(self) -> None:
		self._require("actual_end")
		if not (self.met_with or self.met_student):
			frappe.throw(
				_(
					"Adult Met is missing: name who of the family was met. If nobody was, the visit was attempted."
				),
				frappe.MandatoryError,
			)
		self.head_count = cint(self.head_count) or 1
		if not self.has_next_step():
			frappe.throw(
				_(
					"Next Steps is empty: before a visit is completed, add at least one thing that someone will do."
				),
				frappe.MandatoryError,
			)

	def _check_agreement(self) -> None:
		before = self.get_doc_before_save()
		asked = not self.actual_start or not before or before.agreed_with != self.agreed_with
		if self.agreed_with and asked:
			label = self._label("agreed_with")
			check_may_be_invited(self.agreed_with, self.work_families, self.student_names, label)
		if self.agreed_on and getdate(self.agreed_on) > getdate():
			frappe.throw(
				_("{0} is in the future: give the day on which the family agreed.").format(
					self._label("agreed_on")
				)
			)

	def _check_met(self) -> None:
		"""Whoever was met is written down, a barred adult too: only asking is refused, not meeting."""
		if self.met_with:
			check_adult_of(self.met_with, self.work_families, self._label("met_with"))
		if (
			self.met_student
			and frappe.db.get_value("Focus Student", self.met_student, "family") != self.family
		):
			frappe.throw(_("{0}: choose a child of this family.").format(self._label("met_student")))

	def _has_reached(self) -> bool:
		if self.met_with and is_reachable(self.met_with, self.family, self.student_names):
			return True
		return bool(self.met_student) and speak_for_themselves([self.met_student])

	def _sum_minutes(self) -> None:
		for field in ("staff_minutes", "travel_minutes"):
			self.set(field, sum(cint(row.get(field)) for row in self.staff_rows))
