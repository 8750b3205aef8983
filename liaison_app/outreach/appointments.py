"""What visits and meetings share: planned, then held or called off; the place; who may be asked."""

import frappe
from frappe import _
from frappe.utils import add_to_date, cint, get_datetime, nowdate, time_diff_in_seconds

from liaison_app.outreach.places import keep_place_safe
from liaison_app.outreach.work import Work
from liaison_app.workflow.status import StatusFromWorkflow

CALLED_OFF = "Called Off"


class Appointment(StatusFromWorkflow, Work):
	"""Work that is planned ahead. It counts on the day it took place, or on which it was called off.

	HELD: the statuses of one that took place.
	"""

	HELD: tuple[str, ...] = ()

	@property
	def work_date_field(self) -> str:
		"""Where the day is that counts."""
		if self.status == CALLED_OFF:
			return "called_off_on"
		return "actual_start" if self.actual_start else "planned_start"

	@property
	def is_done(self) -> bool:
		"""A plan lies ahead; what took place, or was called off, does not."""
		return self.work_date_field != "planned_start"

	@property
	def is_held(self) -> bool:
		"""Whether it took place."""
		return self.status in self.HELD

	def onload(self) -> None:
		"""What the form shows: the next steps that the user may read, the open ones first; whether it offers to finish."""
		steps = frappe.get_list(
			"Next Step",
			filters={"reference_doctype": self.doctype, "reference_name": self.name},
			fields=["name", "what", "due_on", "done"],
			order_by="done asc, due_on asc",
			limit=0,
		)
		self.set_onload("next_steps", steps)
		# The host tells the form what the role may do, not what the row rule makes of it.
		self.set_onload("may_finish", frappe.has_permission(self.doctype, "submit", doc=self))

	def before_validate(self) -> None:
		self.fill_work()
		self._fill_called_off()
		if self.planned_start and not self.planned_end:
			minutes = frappe.db.get_single_value("Liaison Settings", "usual_visit_minutes")
			self.planned_end = add_to_date(self.planned_start, minutes=minutes)

	def validate(self) -> None:
		self.check()

	def before_update_after_submit(self) -> None:
		self.check()
		self.check_outcome()

	def on_status_change(self, before: str | None, after: str) -> None:
		if after in self.STATUSES[1]:
			self._fill_called_off()
			self.check_outcome()
			self.validate_work()

	def after_insert(self) -> None:
		"""The next steps of a visit or meeting that was amended go on with the new one."""
		if self.amended_from:
			step = frappe.qb.DocType("Next Step")
			(
				frappe.qb.update(step)
				.set(step.reference_name, self.name)
				.where((step.reference_doctype == self.doctype) & (step.reference_name == self.amended_from))
			).run()

	def check(self) -> None:
		"""Refuse what cannot be so at any status."""
		keep_place_safe(self)
		self._check_order("planned_start", "planned_end")
		self._check_order("actual_start", "actual_end")
		self.validate_work()

	def check_outcome(self) -> None:
		"""Refuse an outcome that lacks what it must say; fill what follows from it."""
		if self.status != CALLED_OFF:
			self._require("actual_start")
			return
		if self.actual_start or self.actual_end:
			frappe.throw(_("Started and Ended are filled: what took place was not called off. Empty both."))
		self._require("called_off_by")
		self._require("called_off_reason")

	def has_next_step(self) -> bool:
		"""Whether someone will do something on account of it."""
		return bool(
			frappe.db.exists("Next Step", {"reference_doctype": self.doctype, "reference_name": self.name})
		)

	def fill_minutes(self, rows: list) -> None:
		"""Who gave no minutes of their own was there from the start to the end."""
		if not (self.actual_start and self.actual_end):
			return
		minutes = cint(time_diff_in_seconds(self.actual_end, self.actual_start) // 60)
		for row in rows:
			row.staff_minutes = cint(row.staff_minutes) or minutes

	def _fill_called_off(self) -> None:
		if self.status == CALLED_OFF:
			self.called_off_on = self.called_off_on or nowdate()

	def _check_order(self, start: str, end: str) -> None:
		if self.get(end) and not self.get(start):
			self._require(start)
		if self.get(end) and get_datetime(self.get(end)) < get_datetime(self.get(start)):
			frappe.throw(
				_("{0} is before {1}: check both times.").format(self._label(end), self._label(start))
			)

	def _require(self, field: str) -> None:
		if not self.get(field):
			frappe.throw(
				_("{0} is missing: fill it first.").format(self._label(field)), frappe.MandatoryError
			)

	def _label(self, field: str) -> str:
		return _(self.meta.get_label(field))
