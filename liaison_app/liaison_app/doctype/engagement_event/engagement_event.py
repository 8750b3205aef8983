import frappe
from frappe import _
from frappe.model.document import Document
from frappe.utils import cint

from liaison_app.ledger.lines import Line, Person, spread
from liaison_app.outreach.work import Work
from liaison_app.partnership.event_attendance import follow_school, head_count_of, parts_of, rows_of
from liaison_app.partnership.event_page import page_of
from liaison_app.partnership.events import CALLED_OFF, HELD, check_event, fill_minutes, take_from_activity
from liaison_app.partnership.sign_in import end_sign_in
from liaison_app.stored import put_back


class EngagementEvent(Work, Document):
	"""An event of a school, from an activity of its plan or on its own. Who came is in Event Attendance."""

	WORK_DATE = "planned_start"

	@property
	def is_done(self) -> bool:
		"""A planned event lies ahead, one that was called off may have."""
		return self.status == HELD

	@property
	def work_families(self) -> list[str]:
		"""None of its own: the families are in their rows of attendance."""
		return []

	@property
	def staff_rows(self) -> list[Document]:
		"""The document and rows that name a liaison. The coordinators' own events have none of the former."""
		return [row for row in super().staff_rows if row.liaison]

	@property
	def people(self) -> list[Person]:
		"""Whose minutes count; an event without a liaison counts all the same."""
		return super().people or [Person("")]

	def _set_defaults(self) -> None:
		"""Fill whose event it is before the host asks for permission to create it."""
		take_from_activity(self)
		super()._set_defaults()

	def onload(self) -> None:
		"""Who came, as far as the session's user may read it, and what the user may do about it."""
		for key, value in page_of(self).items():
			self.set_onload(key, value)

	def before_validate(self) -> None:
		put_back(self, "sign_in_key")
		take_from_activity(self)
		self.fill_work()

	def validate(self) -> None:
		# What others have signed in since this form was opened counts too.
		self.flags.posting = True
		check_event(self)
		end_sign_in(self)
		if self.is_done:
			fill_minutes(self)
		self.validate_work()
		self.head_count = head_count_of(self, self.attendance)

	def on_update(self) -> None:
		follow_school(self)

	def on_trash(self) -> None:
		if rows_of(self.name):
			frappe.throw(
				_("There are people in Who Came: delete their rows first, or set Status to {0}.").format(
					_(CALLED_OFF)
				)
			)

	@property
	def attendance(self) -> list[dict]:
		"""Who came, for counting: see `rows_of`."""
		return rows_of(self.name, as_committed=bool(self.flags.posting))

	def ledger_lines(self) -> list[Line]:
		"""A line for each liaison and family, and one for the rest of the room; only of what was held.

		The event and its head count count once, on the first line; minutes are split over all of them.
		"""
		if not self.is_done:
			return []
		whole = self.whole_line("Event", units=1, participants=cint(self.head_count))
		return spread(whole, self.people, parts_of(self, self.attendance))

	def raise_no_permission_to(self, perm_type) -> None:
		"""Say in the team's words why an event of a foreign school is refused."""
		frappe.flags.error_message = _("School: choose a school where you are assigned.")
		raise frappe.PermissionError

	def _validate_assignment(self) -> None:
		if self.liaison:
			super()._validate_assignment()
