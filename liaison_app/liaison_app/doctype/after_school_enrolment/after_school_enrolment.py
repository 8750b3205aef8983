import frappe
from frappe import _
from frappe.model.document import Document

from liaison_app.after_school.enrolments import check_enrolment, fill_enrolment
from liaison_app.after_school.places import LEFT, give_place, lock_program, offer_places, turn_of
from liaison_app.permissions.documents import is_stored_row_allowed
from liaison_app.stored import put_back

#: What follows from the order of applying and from the buttons, whatever is sent along.
KEPT = ("status", "applied_at", "offered_on", "left_on", "left_reason")


class AfterSchoolEnrolment(Document):
	"""A child's place in a program, or its turn."""

	def onload(self) -> None:
		"""What the parents of a child who waits ask."""
		self.set_onload("turn", turn_of(self))

	def _set_defaults(self) -> None:
		"""Fill whose row it is before the host asks for permission to create it."""
		super()._set_defaults()
		fill_enrolment(self)

	def load_doc_before_save(self, *args, **kwargs) -> None:
		# The program first, always: two at once would wait for each other.
		lock_program(self.program)
		super().load_doc_before_save(*args, **kwargs)

	def before_validate(self) -> None:
		self._check_whose_program()
		lock_program(self.program)
		fill_enrolment(self)
		if not self.flags.moved:
			put_back(self, *KEPT)

	def validate(self) -> None:
		check_enrolment(self)
		if self.is_new():
			give_place(self)

	def on_update(self) -> None:
		if self.status == LEFT:
			offer_places(self.program)

	def on_trash(self) -> None:
		self._check_whose_program()

	def after_delete(self) -> None:
		offer_places(self.program)

	def _check_whose_program(self) -> None:
		"""Another school of the family reads where its child is; who has a place is for the program's own school."""
		if self.flags.ignore_permissions:
			return
		before = self.get_doc_before_save()
		for program in filter(None, {self.program, before and before.program}):
			if not is_stored_row_allowed("After School Program", str(program), ptype="write"):
				self.raise_no_permission_to("write")

	def raise_no_permission_to(self, perm_type) -> None:
		"""Say in the liaison's words why a row of a foreign program or child is refused."""
		frappe.flags.error_message = _(
			"Program and Student: choose those of a school where you are assigned."
		)
		raise frappe.PermissionError
