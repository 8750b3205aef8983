import frappe
from frappe import _
from frappe.model.document import Document
from frappe.utils import now_datetime

from liaison_app.locks import lock_rows, other_row
from liaison_app.partnership.composition import check_team_of_school
from liaison_app.partnership.plans import (
	check_complete,
	check_goals,
	check_year_of_activities,
	follow_goals,
	page_of,
)
from liaison_app.partnership.review import check_reviewed, check_reviews
from liaison_app.stored import put_back
from liaison_app.workflow.status import StatusFromWorkflow, state_rows

#: What the app alone writes, whatever is sent along.
KEPT = ("handed_in_by", "handed_in_on", "approved_by", "approved_on", "evaluated_on", "return_reason")


class PartnershipPlan(StatusFromWorkflow, Document):
	"""A school's one-year action plan."""

	STATUSES = {0: ("Draft", "In Review"), 1: ("Approved", "Evaluated"), 2: ("Cancelled",)}

	def onload(self) -> None:
		if not self.is_new():
			for key, value in page_of(self).items():
				self.set_onload(key, value)

	def before_validate(self) -> None:
		put_back(self, *KEPT)
		self.team = self.team or self._usual_team()
		self.title = f"{self.school}, {self.school_year}"

	def before_update_after_submit(self) -> None:
		put_back(self, *KEPT)
		check_reviews(self)

	def validate(self) -> None:
		check_team_of_school(self)
		check_goals(self)
		# A year is judged once it has begun.
		self.set("reviews", [])
		check_year_of_activities(self)
		self._validate_one_a_year()

	def after_insert(self) -> None:
		"""The activities of a plan that was amended go on with the new one."""
		if self.amended_from:
			table = frappe.qb.DocType("Partnership Activity")
			frappe.qb.update(table).set(table.plan, self.name).where(table.plan == self.amended_from).run()

	def on_update(self) -> None:
		follow_goals(self)

	def on_status_change(self, before: str | None, after: str) -> None:
		user, now = frappe.session.user, now_datetime()
		if after == "In Review":
			check_complete(self)
			self.handed_in_by, self.handed_in_on, self.return_reason = user, now, None
		elif after == "Draft" and before == "In Review":
			self._check_return()
			self.handed_in_by = self.handed_in_on = None
		elif after == "Approved" and before != "Evaluated":
			check_complete(self)
			self.approved_by, self.approved_on = user, now
		elif after == "Evaluated":
			check_reviewed(self)
			self.evaluated_on = now

	def _usual_team(self) -> str | None:
		"""The only team that the school has."""
		found = frappe.get_all(
			"Partnership Team",
			filters={"school": self.school, "disabled": 0},
			pluck="name",
			order_by="name asc",
			limit=2,
		)
		return found[0] if len(found) == 1 else None

	def _validate_one_a_year(self) -> None:
		"""The school's row is locked, so that two at once cannot both pass."""
		lock_rows("Liaison School", [self.school])
		table = frappe.qb.DocType("Partnership Plan")
		same = (table.school == self.school) & (table.school_year == self.school_year)
		if other := other_row(self, "name", same & (table.docstatus < 2)):
			frappe.throw(
				_("{0} is the plan of {1} for {2} already: open it, or choose another School Year.").format(
					other, self.school, self.school_year
				)
			)

	def _check_return(self) -> None:
		if not state_rows(self.doctype):
			# With the workflow switched off, nothing else asks who returns it.
			self.check_permission("submit")
		if not self.return_reason:
			frappe.throw(_("Return Reason is missing: say what the team should change."))
