import frappe
from frappe import _
from frappe.model.document import Document

from liaison_app.attendance.progress import validate_counts, validate_growth
from liaison_app.attendance.rates import rate
from liaison_app.families.pupil_records import PupilRecord, add_key
from liaison_app.school_calendar.weeks import school_year_of


class StudentProgressRecord(PupilRecord, Document):
	"""A child's attendance, homework and behaviour at one school in a school year up to a day, cumulative."""

	KEY = ("student", "school", "as_of")

	@property
	def absence_rate(self) -> float | None:
		"""Of the days enrolled, in percent."""
		return rate(self.days_absent, self.days_enrolled)

	@property
	def homework_rate(self) -> float | None:
		"""Of the homework assigned, in percent."""
		return rate(self.homework_completed, self.homework_assigned)

	def validate(self) -> None:
		self.validate_record()
		self.school_year = school_year_of(self.as_of)
		if not self.school_year:
			frappe.throw(
				_("As Of: no School Year holds {0}. Add the year first.").format(self.get_formatted("as_of"))
			)
		validate_counts(self)
		validate_growth(self)


def on_doctype_update() -> None:
	"""The key, and the way on which a whole district's latest records are found."""
	add_key("Student Progress Record", StudentProgressRecord.KEY)
	frappe.db.add_index("Student Progress Record", ["school_year", "student", "school", "as_of"], "latest")
