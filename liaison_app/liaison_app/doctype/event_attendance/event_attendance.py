import frappe
from frappe import _
from frappe.model.document import Document
from frappe.utils import cint, getdate

from liaison_app.columns import is_empty
from liaison_app.locks import lock_rows, other_row
from liaison_app.moments import moment_text
from liaison_app.partnership.event_attendance import follow_attendance
from liaison_app.partnership.events import CALLED_OFF
from liaison_app.permissions.documents import is_stored_row_allowed
from liaison_app.stored import put_back


class EventAttendance(Document):
	"""A family or a person who came to an event. In scope where the family is, or the event's school."""

	def _set_defaults(self) -> None:
		"""Fill whose row it is before the host asks for permission to create it."""
		super()._set_defaults()
		self._take_school_and_family()

	def load_doc_before_save(self, *args, **kwargs) -> None:
		# The event first, as when the event itself is saved: two at once would wait for each other.
		lock_rows("Engagement Event", [self.event])
		super().load_doc_before_save(*args, **kwargs)

	def before_validate(self) -> None:
		self._check_whose_event()
		lock_rows("Engagement Event", [self.event])
		self._take_school_and_family()
		self._take_names()
		if not self.flags.signing_in:
			put_back(self, "signed_in_at")

	def validate(self) -> None:
		self._check_event()
		self._check_student()
		self._check_once()

	def on_update(self) -> None:
		follow_attendance(self.event)

	def on_trash(self) -> None:
		self._check_whose_event()

	def after_delete(self) -> None:
		follow_attendance(self.event)

	def raise_no_permission_to(self, perm_type) -> None:
		"""Say in the liaison's words why a row of a foreign event or family is refused."""
		frappe.flags.error_message = _("Event and Family: choose those of a school where you are assigned.")
		raise frappe.PermissionError

	def _check_whose_event(self) -> None:
		"""A family comes to events elsewhere too; how many came is for those to write down whose event it is."""
		if not self.event or self.flags.ignore_permissions:
			return
		if not is_stored_row_allowed("Engagement Event", str(self.event), ptype="write"):
			self.raise_no_permission_to("write")

	def _take_school_and_family(self) -> None:
		# As text: a dict would be a filter, and found or not an answer.
		if self.event:
			self.school = frappe.db.get_value("Engagement Event", str(self.event), "school")
		if self.student and not self.family:
			self.family = frappe.db.get_value("Focus Student", str(self.student), "family")

	def _take_names(self) -> None:
		# The host fetched names before the family was set.
		self.family_name = self.family and frappe.db.get_value("Focus Family", self.family, "family_name")
		self.title = self.student_name or self.family_name or self.person_name or _("Walk-In")
		self.adults, self.children = cint(self.adults), cint(self.children)
		if not (self.adults or self.children):
			self.set("children" if self.student else "adults", 1)

	def _check_event(self) -> None:
		event = frappe.db.get_value("Engagement Event", self.event, ["status", "planned_start"], as_dict=True)
		if event.status == CALLED_OFF:
			frappe.throw(_("Event: it was called off, so nobody came."))
		if getdate(event.planned_start) > getdate():
			frappe.throw(
				_("Event: it begins on {0}. Write down who came when it has begun.").format(
					moment_text(event.planned_start)
				)
			)

	def _check_student(self) -> None:
		if not self.student:
			return
		family = frappe.db.get_value("Focus Student", self.student, "family")
		if not family:
			frappe.throw(
				_("Student: this child has no family in the programme. Write the name in its place.")
			)
		if family != self.family:
			frappe.throw(_("Student: choose a child of this family."))

	def _check_once(self) -> None:
		"""Refuse a family that is there already, or a child. A family's children may each have a row."""
		if not self.family:
			return
		row = frappe.qb.DocType("Event Attendance")
		same = (row.event == self.event) & (row.family == self.family)
		of_child = (row.student == self.student) if self.student else is_empty(row.student)
		if other_row(self, "name", same & of_child):
			frappe.throw(
				_("{0} is in Who Came of this event already: change that row.").format(
					self.student_name or self.family_name
				)
			)
