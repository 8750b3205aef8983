import frappe
from frappe import _
from frappe.model.document import Document
from frappe.utils import getdate, nowdate

from liaison_app.dates import check_order
from liaison_app.families.evidence import evidence_snapshot
from liaison_app.families.further import former_enrolment, may_return
from liaison_app.handover.enrolments import follow_handover, pass_family_work
from liaison_app.locks import lock_rows, other_row
from liaison_app.outreach.work import assigned_schools, liaison_label
from liaison_app.permissions.scope import OPEN, forget_scopes
from liaison_app.screening.history import follow
from liaison_app.workflow.status import StatusFromWorkflow

#: What the decision rested on: written by the code alone.
KEPT = (
	"nominated_by",
	"score",
	"screening_result",
	"baseline_evidence",
	"exit_evidence",
	"former_liaisons",
	"former_enrolment",
)


class FamilyEnrolment(StatusFromWorkflow, Document):
	"""A family's place in the programme at one school, from nomination to exit."""

	STATUSES = {0: ("Nominated", "In Review", "Waitlisted", "Enrolled", "Exited", "Declined")}

	def onload(self) -> None:
		self.set_onload("may_return", may_return(self))

	def before_validate(self) -> None:
		"""The host takes read-only fields from whoever writes past the desk: put them back."""
		before = self.get_doc_before_save()
		if before and not self.flags.ignore_permissions:
			self.update({field: before.get(field) for field in KEPT})
		elif not self.flags.ignore_permissions:
			self.update({"score": 0, "screening_result": None, "former_liaisons": []})
		if self.is_new():
			self.former_enrolment = former_enrolment(self.family) if self.role == "Lead" else None

	def validate(self) -> None:
		follow_handover(self)
		self._validate_dates()
		self._validate_liaison()

	def on_status_change(self, before: str | None, after: str) -> None:
		if after == "Enrolled":
			self._enrol()
		elif after == "Exited":
			self._exit()
		self.flags.new_status = after

	def on_update(self) -> None:
		self._validate_one_open_lead()
		forget_scopes()
		if new_status := self.flags.pop("new_status", None):
			follow(self, new_status)
		pass_family_work(self)

	def on_trash(self) -> None:
		forget_scopes()

	def _enrol(self) -> None:
		if not self.liaison:
			frappe.throw(_("Choose the Liaison before the family is enrolled."))
		self.starts_on = self.starts_on or nowdate()
		self.baseline_evidence = self.baseline_evidence or evidence_snapshot(self.family)

	def _exit(self) -> None:
		if not self.exit_reason:
			frappe.throw(_("Exit Reason is missing: say why the family leaves."))
		self.last_day = self.last_day or nowdate()
		self.exit_evidence = evidence_snapshot(self.family)
		self._validate_dates()

	def _validate_dates(self) -> None:
		if getdate(self.nominated_on) > getdate():
			frappe.throw(_("Nominated On is in the future."))
		check_order(self, "nominated_on", "starts_on")
		check_order(self, "starts_on", "last_day")

	def _validate_liaison(self) -> None:
		before = self.get_doc_before_save()
		same = before and (before.liaison, before.school) == (self.liaison, self.school)
		if not self.liaison or same or self.status not in OPEN:
			return
		if self.school not in assigned_schools(self.liaison):
			frappe.throw(
				_(
					"{0} is not assigned to {1}: choose another Liaison, or add the assignment to the school's staff."
				).format(liaison_label(self.liaison), self.school)
			)

	def _validate_one_open_lead(self) -> None:
		"""One open Lead a family. The family's row is locked, so that two at once cannot both pass."""
		if self.role != "Lead" or self.status not in OPEN:
			return
		lock_rows("Focus Family", [self.family])
		table = frappe.qb.DocType("Family Enrolment")
		same = (table.family == self.family) & (table.role == "Lead")
		if other := other_row(self, "school", same & table.status.isin(OPEN)):
			frappe.throw(
				_(
					"The family has an open Lead enrolment at {0}: exit it first, or set Role to Supporting."
				).format(frappe.bold(other))
			)
