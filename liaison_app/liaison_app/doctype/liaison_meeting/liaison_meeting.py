import frappe
from frappe import _
from frappe.model.document import Document
from frappe.utils import cint

from liaison_app.ledger.lines import Line, spread
from liaison_app.outreach.appointments import CALLED_OFF, Appointment
from liaison_app.outreach.contact_rights import check_may_be_invited, households, is_reachable
from liaison_app.outreach.work_families import WorkWithFamilies


class LiaisonMeeting(WorkWithFamilies, Appointment, Document):
	"""A meeting of families, teachers, the principal and the liaison, up to its agreements."""

	STATUSES = {0: ("Planned",), 1: ("Held", CALLED_OFF), 2: ("Cancelled",)}
	HELD = ("Held",)

	def before_validate(self) -> None:
		self.fill_families()
		super().before_validate()
		self.title = f"{self.kind}: {self.family_name}" if self.family_name else self.kind

	def check(self) -> None:
		self.check_families()
		super().check()
		self._check_invited()

	def check_outcome(self) -> None:
		"""Held: at known times, with somebody present. A family is reached by an adult who was there."""
		super().check_outcome()
		for row in self.families:
			row.reached = cint(self.is_held and self._was_reached(row.family))
		if not self.is_held:
			return
		self._require("actual_end")
		if not any(row.present for row in self.invited):
			frappe.throw(
				_(
					"Invited and Present marks nobody as present: tick who came. If nobody did, the meeting was called off."
				)
			)
		self.fill_minutes(self.staff_rows)
		self.head_count = cint(self.head_count) or self._count_present()

	def ledger_lines(self) -> list[Line]:
		"""A line for each liaison and family: the meeting counts once, minutes are split over the families.

		A meeting that was called off is no meeting; only minutes that it cost are work.
		"""
		cost = sum(person.staff_minutes + person.travel_minutes for person in self.people)
		if cint(self.docstatus) != 1 or not (self.is_held or cost):
			return []
		whole = Line(
			posting_date=self.work_date,
			school=self.school,
			involvement_type=self.involvement_type,
			activity_kind="Meeting",
			units=cint(self.is_held),
			participants=cint(self.head_count) if self.is_held else 0,
		)
		return spread(whole, self.people, self.parts)

	def _check_invited(self) -> None:
		before = self.get_doc_before_save()
		known = (
			{row.name: row.family_member for row in before.invited} if before and self.actual_start else {}
		)
		seen = set()
		for row in self.invited:
			who = row.family_member or row.user or row.person_name
			if not who:
				frappe.throw(
					_("Invited row {0}: choose an Adult or a User, or write the Other Person's name.").format(
						row.idx
					)
				)
			if who in seen:
				frappe.throw(_("Invited names {0} twice: remove one row.").format(row.member_name or who))
			seen.add(who)
			if row.family_member and known.get(row.name) != row.family_member:
				students = [student.student for student in self.students]
				label = _("Invited row {0}").format(row.idx)
				check_may_be_invited(row.family_member, self.work_families, students, label)

	def _was_reached(self, family: str) -> bool:
		own, students = households(family), self._students_of(family)
		return any(
			frappe.db.get_value("Family Member", row.family_member, "family") in own
			and is_reachable(row.family_member, [family], students)
			for row in self.invited
			if row.present and row.family_member
		)

	def _students_of(self, family: str) -> list[str]:
		return [name for part in self.parts if part.family == family for name in part.students]

	def _count_present(self) -> int:
		staff = {person.liaison for person in self.people}
		return len([row for row in self.invited if row.present and row.user not in staff])
