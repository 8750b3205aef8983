import frappe
from frappe import _
from frappe.model.document import Document
from frappe.query_builder import Criterion
from frappe.utils import add_days, getdate, now_datetime

from liaison_app.bulk import write_table
from liaison_app.ledger.freezing import FROZEN, mark_counted, open_entries, release
from liaison_app.locks import lock_rows, other_row
from liaison_app.outreach.work import assigned_schools, liaison_label, own_liaison
from liaison_app.school_calendar.weeks import add_staff_days, school_year_of, week_start
from liaison_app.stored import put_back
from liaison_app.weekly_report.on_behalf import check_reason
from liaison_app.weekly_report.summary import countable, held_by, lines_by_type, totals
from liaison_app.workflow.status import StatusFromWorkflow, state_rows

TOTALS = ("units", "outgoing", "reached", "families", "staff_minutes", "travel_minutes")
#: What a report that was handed in keeps, whatever is sent with an approval or a return.
KEPT = (
	*TOTALS,
	"handed_in_by",
	"handed_in_on",
	"on_behalf_reason",
	"approved_by",
	"approved_on",
	"return_reason",
	"entries",
)


class WeeklyActivityReport(StatusFromWorkflow, Document):
	"""One liaison's week at one school by the six types of involvement."""

	STATUSES = {0: ("Draft", "In Review"), 1: ("Approved",), 2: ("Cancelled",)}

	def onload(self) -> None:
		"""A draft shows the ledger as it is now, whenever it is opened."""
		if self.status == "Draft" and not self.is_new():
			self._read_ledger()

	def before_print(self, _settings=None) -> None:
		"""A draft is printed as it opens."""
		self.onload()

	def _set_defaults(self) -> None:
		"""Fill whose report it is before the host asks for permission to create it."""
		super()._set_defaults()
		self.liaison = self.liaison or own_liaison()

	def before_validate(self) -> None:
		self._keep_figures()
		put_back(self, "on_behalf_reason")

	def before_update_after_submit(self) -> None:
		self._keep_figures()

	def validate(self) -> None:
		self._set_week()
		self._validate_assignment()
		self._validate_one_a_week()
		if self.status == "Draft":
			self._read_ledger()

	def on_status_change(self, before: str | None, after: str) -> None:
		if after in FROZEN and before not in FROZEN:
			self._freeze()
		elif after not in FROZEN and before in FROZEN:
			self._validate_return(after)
			self._thaw()
		if after == "Approved":
			self._refuse_own_approval()
			self.approved_by, self.approved_on = frappe.session.user, now_datetime()

	def update_child_table(self, fieldname: str, df=None) -> None:
		"""A week has some hundred entries, of which the host would write each by itself at every save."""
		if fieldname == "entries":
			write_table(self, fieldname)
		else:
			super().update_child_table(fieldname, df)

	def on_trash(self) -> None:
		if self.status in FROZEN:
			frappe.throw(_("A report that was handed in cannot be deleted: ask for its return first."))

	def _keep_figures(self) -> None:
		"""The host takes read-only fields from whoever writes past the desk: put back what was handed in."""
		before = self.get_doc_before_save()
		if not before or before.status not in FROZEN:
			return
		self.update({field: before.get(field) for field in KEPT})
		words = {row.involvement_type: row.narrative for row in self.lines}
		self.set("lines", before.lines)
		for line in self.lines:
			line.narrative = words.get(line.involvement_type, line.narrative)

	def _refuse_own_approval(self) -> None:
		if self.liaison == frappe.session.user:
			frappe.throw(
				_(
					"This report is on your own work: a coordinator, or the principal of the school, approves it."
				),
				frappe.PermissionError,
			)

	def _set_week(self) -> None:
		self.week_start = week_start(self.week_start)
		self.week_end = add_days(self.week_start, 6)
		self.school_year = school_year_of(self.week_start)
		days = frappe.db.get_single_value("Liaison Settings", "report_due_staff_days")
		self.due_on = add_staff_days(self.week_end, days, self.school)
		if getdate(self.week_start) > getdate():
			frappe.throw(_("Week Starting is in the future: a report is written on work that was done."))

	def _validate_assignment(self) -> None:
		if not self.is_new():
			return
		if self.school not in assigned_schools(self.liaison, self.week_start, self.week_end):
			frappe.throw(
				_("{0} is not assigned to {1} in that week: choose another School.").format(
					liaison_label(self.liaison), self.school
				)
			)

	def _validate_one_a_week(self) -> None:
		"""The liaison's row is locked, so that two at once cannot both pass."""
		lock_rows("Family Liaison", [self.liaison])
		table = frappe.qb.DocType("Weekly Activity Report")
		of_week = (
			(table.liaison == self.liaison)
			& (table.school == self.school)
			& (table.week_start == self.week_start)
		)
		if other := other_row(self, "name", of_week & (table.docstatus < 2)):
			frappe.throw(
				_("{0} is the report on this week already: open it, or choose another Week Starting.").format(
					other
				)
			)

	def _read_ledger(self) -> None:
		until = add_days(week_start(self.week_start), 6)
		self._show(countable(self.liaison, self.school, until))

	def _show(self, counted: Criterion, as_committed: bool = False) -> None:
		words = {row.involvement_type: row.narrative for row in self.lines}
		self.set("lines", [])
		for line in lines_by_type(counted, as_committed):
			self.append("lines", {**line, "narrative": words.get(line["involvement_type"])})
		figures = totals(counted, as_committed)
		self.update({field: figures[field] for field in TOTALS})

	def _validate_return(self, after: str) -> None:
		if not state_rows(self.doctype):
			self.check_permission(
				"submit"
			)  # with the workflow switched off, nothing else asks who returns it
		if after == "Draft" and not self.return_reason:
			frappe.throw(_("Return Reason is missing: say what the liaison should change."))

	def _freeze(self) -> None:
		"""Hold every line that no other report holds; from here on their documents keep what was counted."""
		check_reason(self)
		entries = open_entries(self.liaison, self.school, self.week_end)
		mark_counted(self.name, entries)
		self.set("entries", [{"ledger_entry": entry} for entry in entries])
		# Not what stood when the transaction began: another may have logged or deleted work since.
		self._show(held_by(self.name), as_committed=True)
		self.handed_in_by, self.handed_in_on = frappe.session.user, now_datetime()
		self.return_reason = None

	def _thaw(self) -> None:
		release(self.name, self.liaison)
		self.set("entries", [])
		self.handed_in_by = self.handed_in_on = self.on_behalf_reason = None
