import frappe
from frappe import _
from frappe.model.document import Document
from frappe.utils import add_years, getdate

from liaison_app.screening.scoring import Rule
from liaison_app.screening.storing import forget
from liaison_app.stored import put_back

#: What the job alone writes.
KEPT = (
	"status", "failure", "attempt", "student_count", "candidate_count", "new_count", "no_longer_count",
	"finished_at", "criteria",
)  # fmt: skip
COPIED = (
	"measure_of", "measure_field", "subject", "barrier_category", "operator", "threshold", "weight", "required",
)  # fmt: skip


class ScreeningRun(Document):
	"""One screening of schools on a day."""

	def before_validate(self) -> None:
		"""The host takes read-only fields from whoever writes past the desk: put them back."""
		before = self.get_doc_before_save()
		if self.flags.by_the_job:
			return
		if before and before.status != "Draft":
			frappe.throw(
				_("This run has begun: make a new one to screen with other schools, days or scores.")
			)
		put_back(self, *KEPT)
		self.update({"status": "Draft", "attempt": 0})

	def validate(self) -> None:
		if getdate(self.as_of) > getdate():
			frappe.throw(_("As Of is in the future."))
		self.title = _("Screening of {0}").format(self.get_formatted("as_of"))
		self.assessments_since = self.assessments_since or add_years(getdate(self.as_of), -1)
		if getdate(self.assessments_since) > getdate(self.as_of):
			frappe.throw(_("Results Since must not be after As Of."))

	def freeze_criteria(self) -> None:
		"""Copy the criteria in force, so that this run can be explained and repeated whatever becomes of them.

		Raises frappe.ValidationError where there is none, or where one cannot be measured.
		"""
		names = frappe.get_all(
			"Selection Criterion", filters={"disabled": 0}, pluck="name", order_by="required desc, name asc"
		)
		if not names:
			frappe.throw(_("There is no Selection Criterion in force: add one, or enable one."))
		for name in names:
			criterion = frappe.get_doc("Selection Criterion", name)
			row = {field: criterion.get(field) for field in COPIED}
			self.append("criteria", {**row, "criterion": name, "measure": Rule.of(criterion).measure.label})

	def on_trash(self) -> None:
		if frappe.db.exists("Screening Result", {"run": self.name, "decision": ["is", "set"]}):
			frappe.throw(_("Decisions rest on this run: it stays."))
		forget(self.name)
