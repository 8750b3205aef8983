import frappe
from frappe import _
from frappe.model.document import Document
from frappe.utils import cint, get_datetime

from liaison_app.ledger.lines import Line, Part, spread
from liaison_app.outreach.contact_rights import (
	Standing,
	is_of_family,
	is_reachable,
	speak_for_themselves,
	standing,
	unsafe_reason,
)
from liaison_app.outreach.diligence import ATTEMPTS, COLLEAGUES
from liaison_app.outreach.work import Work

ADULT = "Adult of the Family"
STUDENT = "Student"


class LiaisonContact(Work, Document):
	"""One exchange or one try, by one channel, at one time."""

	WORK_DATE = "contacted_at"

	def before_validate(self) -> None:
		self.fill_work()
		if self.staff_minutes is None:
			usual = frappe.db.get_single_value("Liaison Settings", "usual_contact_minutes")
			of_purpose = self.purpose and frappe.get_cached_value(
				"Contact Purpose", self.purpose, "usual_minutes"
			)
			self.staff_minutes = of_purpose or usual

	def validate(self) -> None:
		self.validate_work()
		self._validate_counterpart()
		self._validate_outgoing()
		self.relation = self._standing().relation if self.family_member else ""
		self.reached = cint(self._has_reached())

	def ledger_lines(self) -> list[Line]:
		"""One line for each liaison who took part; the contact counts once, everyone's minutes count."""
		students = tuple(sorted(self.student_names))
		part = Part(self.family or "", cint(self.reached), students)
		return spread(self._whole(), self.people, [part])

	def _whole(self) -> Line:
		counts, with_family = not self.is_message, self.counterpart not in COLLEAGUES
		return self.whole_line(
			self._activity_kind(),
			direction=self.direction if with_family else "",
			attempted=cint(counts and with_family and self._is_attempt()),
			units=cint(counts),
			participants=cint(self.head_count) if counts and self.outcome not in ATTEMPTS else 0,
		)

	def _activity_kind(self) -> str:
		if self.is_message:
			return "Message"
		return "Consultation" if self.counterpart in COLLEAGUES else "Contact"

	def _is_attempt(self) -> bool:
		return self.direction == "Outgoing" and self.outcome in ATTEMPTS

	def _validate_counterpart(self) -> None:
		if not self.family:
			self.family_member = None
			if self.counterpart == ADULT:
				self.counterpart = "Walk-In Family"
			return
		if self.counterpart != ADULT:
			self.family_member = None
			return
		if not self.family_member:
			frappe.throw(_("Choose the Adult, or set With to the person whom you spoke to."))
		if not is_of_family(self.family_member, self.family):
			frappe.throw(
				_("Adult {0} belongs to another family: choose one of this family.").format(
					self.family_member
				)
			)

	def _validate_outgoing(self) -> None:
		if self.direction != "Outgoing" or not self.family_member or not self._outgoing_changed():
			return
		member = frappe.get_doc("Family Member", self.family_member)
		if not member.is_adult:
			frappe.throw(
				_("{0} is not an adult: set With to Student or Other Person at Home.").format(
					member.full_name
				)
			)
		if self._standing().barred:
			frappe.throw(
				_(
					"{0} may not be contacted: choose another Adult. If this adult called you, set Direction to Incoming."
				).format(member.full_name)
			)
		way = frappe.get_cached_value("Contact Channel", self.channel, "way")
		reason = unsafe_reason(member, way, self.outcome, get_datetime(self.contacted_at))
		if reason:
			frappe.throw(reason)

	def _outgoing_changed(self) -> bool:
		"""A contact of last month is not judged by what has become unsafe since."""
		before = self.get_doc_before_save()
		fields = ("direction", "family_member", "channel", "outcome", "contacted_at", "family")
		if not before or any(str(self.get(field)) != str(before.get(field)) for field in fields):
			return True
		return set(self.student_names) != set(before.student_names)

	def _standing(self) -> Standing:
		return standing(self.family, self.family_member, self.student_names)

	def _has_reached(self) -> bool:
		"""Two-way, with an adult who may be contacted or a student who speaks for themself."""
		if self.is_message or self.outcome not in ("Reached", "Declined") or not self.family:
			return False
		if self.counterpart == ADULT:
			return is_reachable(self.family_member, self.family, self.student_names)
		return self.counterpart == STUDENT and speak_for_themselves(self.student_names)
