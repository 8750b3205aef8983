import frappe
from frappe import _
from frappe.model.document import Document
from frappe.utils import getdate

from liaison_app.school_calendar.weeks import school_year_of
from liaison_app.stored import put_back

#: What the job alone writes.
KEPT = ("status", "failure", "attempt", "child_count", "family_count", "finished_at")


class YearRollover(Document):
	"""The change to one school year, once for the whole district."""

	def before_validate(self) -> None:
		"""The host takes read-only fields from whoever writes past the desk: put them back."""
		if self.flags.by_the_job:
			return
		before = self.get_doc_before_save()
		if before and before.status != "Draft":
			frappe.throw(_("This rollover has begun: it stays as it is."))
		put_back(self, *KEPT)
		self.update({"status": "Draft", "attempt": 0, "child_count": 0, "family_count": 0})

	def validate(self) -> None:
		self.starts_on = frappe.db.get_value("School Year", self.school_year, "starts_on")
		if school_year_of(getdate()) != self.school_year:
			frappe.throw(
				_("School Year: today belongs to {0}. Roll over once the year before {1} has ended.").format(
					frappe.bold(school_year_of(getdate()) or _("no school year")), self.school_year
				)
			)
