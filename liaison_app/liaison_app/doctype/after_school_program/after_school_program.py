from frappe.model.document import Document
from frappe.utils import get_fullname

from liaison_app.after_school.places import offer_places, places_of
from liaison_app.after_school.programs import check_program
from liaison_app.after_school.sessions import sessions_of


class AfterSchoolProgram(Document):
	"""A program after lessons. Its children are in After School Enrolment."""

	def onload(self) -> None:
		if not self.is_new():
			self.set_onload("places", places_of(self.name))
			self.set_onload("sessions", sessions_of(self.name))

	def before_validate(self) -> None:
		if self.in_charge and not self.in_charge_name:
			self.in_charge_name = get_fullname(self.in_charge)

	def validate(self) -> None:
		check_program(self)

	def on_update(self) -> None:
		# There may be more places than before.
		offer_places(self.name)
