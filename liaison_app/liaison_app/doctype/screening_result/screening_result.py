import frappe
from frappe.model.document import Document

from liaison_app.families.nomination import schools_to_nominate_at
from liaison_app.screening.capacity import capacity_at
from liaison_app.screening.decisions import open_enrolment


class ScreeningResult(Document):
	"""What a run found for one child, and what was decided on it."""

	def onload(self) -> None:
		"""What whoever decides needs to know beside the evidence."""
		enrolment = open_enrolment(self.student)
		self.set_onload("capacity", capacity_at(self.school))
		self.set_onload("enrolment_status", enrolment and enrolment.status)
		self.set_onload("family", frappe.db.get_value("Focus Student", self.student, "family"))
		self.set_onload("may_nominate", self.school in schools_to_nominate_at())
		self.set_onload("may_decide", bool(frappe.has_permission("Family Enrolment", "write")))


def on_doctype_update() -> None:
	"""The ways on which the latest results of a child and of a school are found."""
	frappe.db.add_index("Screening Result", ["student", "is_latest"], "latest_of_student")
	frappe.db.add_index("Screening Result", ["school", "is_latest", "place"], "latest_of_school")
