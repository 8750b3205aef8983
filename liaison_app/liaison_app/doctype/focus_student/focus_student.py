import frappe
from frappe import _
from frappe.model.document import Document
from frappe.utils import getdate

from liaison_app.after_school.enrolments import follow_student
from liaison_app.families.guardianships import validate_rights
from liaison_app.outreach.due import lead_enrolment
from liaison_app.outreach.work import liaison_label
from liaison_app.permissions.criteria import is_granted_on_all
from liaison_app.rollover.grades import mark_grade
from liaison_app.stored import put_back


class FocusStudent(Document):
	"""A pupil, with school, grade, markers and what each adult may know and do."""

	@property
	def lead_liaison(self) -> str:
		"""Who to ask: shown also to a school that sees this child but not the family.

		By the stored family: a print takes a posted document, in which any family could stand.
		"""
		stored = self.name and not self.is_new()
		family = stored and frappe.db.get_value("Focus Student", self.name, "family")
		enrolment = lead_enrolment(family) if family else None
		return liaison_label(enrolment["liaison"]) if enrolment and enrolment["liaison"] else ""

	def before_validate(self) -> None:
		"""Which student of Education this is says the job that brings them in: it brings another child's days too."""
		if not self.flags.ignore_permissions:
			put_back(self, "education_student")
		self._check_local_id()

	def _check_local_id(self) -> None:
		"""A liaison who wrote another pupil's would get the records that are imported for that pupil."""
		before = self.get_doc_before_save()
		stored = before.local_id if before else None
		if (self.local_id or None) != (stored or None) and not is_granted_on_all("Focus Student", "write"):
			frappe.throw(
				_(
					"Local ID: a coordinator writes it, because imported records follow it. Leave it as it was."
				)
			)

	def validate(self) -> None:
		self.full_name = f"{self.first_name} {self.last_name}"
		self.local_id = self.local_id or None
		if self.birth_date and getdate(self.birth_date) > getdate():
			frappe.throw(_("Birth Date is in the future."))
		validate_rights(self)
		mark_grade(self)

	def on_update(self) -> None:
		follow_student(self)
