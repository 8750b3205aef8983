import frappe
from frappe import _
from frappe.model.document import Document
from frappe.utils import cint, get_fullname

from liaison_app.ledger.lines import Line, spread
from liaison_app.outreach.appointments import CALLED_OFF, Appointment
from liaison_app.outreach.contact_rights import check_may_be_invited, is_reachable
from liaison_app.outreach.work_families import WorkWithFamilies
from liaison_app.partnership.meetings import check_team


class LiaisonMeeting(WorkWithFamilies, Appointment, Document):
	"""A meeting of families, teachers, the principal and the liaison, up to its agreements."""

	STATUSES = {0: ("Planned",), 1: ("Held", CALLED_OFF), 2: ("Cancelled",)}
	HELD = ("Held",)

	def onload(self) -> None:
		"""Who is invited, by name: the desk knows its own user's alone."""
		super().onload()
		users = [row.user for row in self.invited if row.user]
		self.set_onload("user_names", {user: get_fullname(user) for user in users})

	def before_validate(self) -> None:
		self.fill_families()
		super().before_validate()
		self.title = f"{self.kind}: {self.family_name}" if self.family_name else self.kind

	def check(self) -> None:
		self.check_families()
		super().check()
		self._check_invited()
		self._check_asked()
		check_team(self)

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
		whole = self.whole_line(
			"Meeting",
			units=cint(self.is_held),
			participants=cint(self.head_count) if self.is_held else 0,
		)
		return spread(whole, self.people, self.parts)

	def _check_invited(self) -> None:
		"""Refuse rows that name nobody, or somebody twice."""
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

	def _check_asked(self) -> None:
		"""Refuse an adult who may not be asked. Who was barred since the meeting does not lock its record."""
		before = self.get_doc_before_save() if self.actual_start else None
		known = {row.name: row.family_member for row in before.invited} if before else {}
		for row in self.invited:
			if row.family_member and known.get(row.name) != row.family_member:
				label = _("Invited row {0}").format(row.idx)
				check_may_be_invited(row.family_member, self.work_families, self.student_names, label)

	def _was_reached(self, family: str) -> bool:
		students = self._students_of(family)
		adults = [row.family_member for row in self.invited if row.present and row.family_member]
		return any(is_reachable(adult, family, students) for adult in adults)

	def _students_of(self, family: str) -> list[str]:
		return [name for part in self.parts if part.family == family for name in part.students]

	def _count_present(self) -> int:
		staff = {person.liaison for person in self.people}
		return len([row for row in self.invited if row.present and row.user not in staff])
