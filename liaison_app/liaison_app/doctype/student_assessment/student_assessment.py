import re

import frappe
from frappe import _
from frappe.model.document import Document
from frappe.utils import flt

from liaison_app.families.pupil_records import PupilRecord, add_key

NUMBER = re.compile(r"[-+]?\d+(\.\d+)?")


class StudentAssessment(PupilRecord, Document):
	"""One result of a child in one subject on one day."""

	KEY = ("student", "subject", "assessed_on")

	def validate(self) -> None:
		self.validate_record()
		self.score = self._number("result")
		if self.expected_result:
			self.at_grade_level = "Yes" if self.score >= self._number("expected_result") else "No"

	def _number(self, field: str) -> float:
		"""A file's cell as a number: the host would read text as 0."""
		text = str(self.get(field) or "").strip()
		self.set(field, text)
		if not NUMBER.fullmatch(text):
			frappe.throw(
				_("{0}: {1} is no number.").format(
					_(self.meta.get_label(field)), frappe.bold(frappe.utils.escape_html(text))
				)
			)
		return flt(text)


def on_doctype_update() -> None:
	"""The key, and the way on which a whole district's latest results are found."""
	add_key("Student Assessment", StudentAssessment.KEY)
	frappe.db.add_index("Student Assessment", ["subject", "student", "assessed_on"], "latest")
