from frappe.model.document import Document
from frappe.utils import cint

from liaison_app.ledger.lines import Line, spread
from liaison_app.outreach.work_families import WorkWithFamilies


class LiaisonActivity(WorkWithFamilies, Document):
	"""Work that no other document holds."""

	WORK_DATE = "activity_date"

	def before_validate(self) -> None:
		self.fill_families()
		self.fill_work()

	def validate(self) -> None:
		self.check_families()
		self.validate_work()

	def ledger_lines(self) -> list[Line]:
		"""A line for each liaison and family: the work counts once, minutes are split over the families."""
		whole = self.whole_line(self.kind, units=1, participants=cint(self.head_count))
		return spread(whole, self.people, self.parts)
