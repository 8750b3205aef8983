import frappe
from frappe import _
from frappe.model.document import Document
from frappe.utils import nowdate

from liaison_app.outreach.work import own_liaison, usual_school
from liaison_app.permissions.rooms import UNSPOKEN
from liaison_app.stored import put_back


class NextStep(Document):
	"""Something that someone will do by a day. In scope where the document is that it came from."""

	def _set_defaults(self) -> None:
		"""Fill whose step it is before the host asks for permission to create it."""
		super()._set_defaults()
		self._take_scope_of_source()
		self.assignee = self.assignee or frappe.session.user
		self.liaison = self.liaison or own_liaison()
		self.school = self.school or usual_school(self.liaison, self.family)

	def before_validate(self) -> None:
		"""For what a job has made a step, and so makes none again, is the job's to say."""
		if not self.flags.ignore_permissions:
			put_back(self, "made_for")

	def validate(self) -> None:
		if not self.school and not self.family:
			frappe.throw(_("Choose a Family or a School, so that it is clear who sees this step."))
		self._refuse_assignee_who_must_not_know()
		if not self.done:
			self.done_on = None
		elif not self.done_on:
			self.done_on = nowdate()

	def _refuse_assignee_who_must_not_know(self) -> None:
		"""The assignee reads the step, and would learn from it that this is a family of the programme."""
		before = self.get_doc_before_save()
		fields = ("assignee", "family")
		if not self.family or (before and all(self.get(field) == before.get(field) for field in fields)):
			return
		if not frappe.has_permission("Focus Family", "read", doc=self.family, user=self.assignee):
			frappe.throw(
				_(
					"{0} may not know of this family: choose another Assignee, or write a step of its own with School"
					" and without Family, in neutral words."
				).format(self.assignee)
			)

	def _take_scope_of_source(self) -> None:
		if not (self.reference_doctype and self.reference_name):
			return
		if not frappe.db.exists("DocType", str(self.reference_doctype)):
			frappe.throw(
				_("{0}: choose one that is there.").format(_(self.meta.get_label("reference_doctype")))
			)
		if self.reference_doctype in UNSPOKEN:
			frappe.throw(_("{0}: a step does not lead to it.").format(_(self.reference_doctype)))
		# As text: a dict would be a filter, and found or not an answer.
		source = frappe.get_doc(str(self.reference_doctype), str(self.reference_name))
		if not self.flags.ignore_permissions:
			source.check_permission("read")
		self.family = source.name if source.doctype == "Focus Family" else source.get("family")
		self.school = source.get("school") or self.school
