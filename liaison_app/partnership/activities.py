"""What an activity of a plan may say, and what is kept of a change after the plan was approved."""

import frappe
from frappe import _
from frappe.core.doctype.version.version import get_diff
from frappe.model.document import Document
from frappe.utils import get_fullname, getdate, now_datetime

from liaison_app.dates import check_order
from liaison_app.school_calendar.weeks import school_year_of

PLANNED, DONE, CALLED_OFF = "Planned", "Done", "Called Off"

#: What belongs to the plan that is signed. All else is what came of it.
SIGNED_FIELDS = (
	"activity", "goal", "involvement_type", "approach", "starts_on", "ends_on", "grades", "title_i_requirement",
	"in_charge_name", "in_charge", "helpers", "measured_by",
)  # fmt: skip


def check_activity(activity: Document) -> None:
	"""Refuse what cannot be so, with one sentence that names the field. Call it from validate.

	Raises frappe.ValidationError.
	"""
	plan = frappe.get_doc("Partnership Plan", activity.plan)
	_check_plan(activity, plan)
	_check_goal(activity, plan)
	_check_days(activity)
	check_year(activity, plan.school_year)
	_check_in_charge(activity)
	_check_outcome(activity)
	_keep_change(activity, plan)


def check_year(activity: Document | dict, school_year: str) -> None:
	"""Refuse an activity with a day outside a school year. The summer before a year belongs to it."""
	for field in ("starts_on", "ends_on"):
		if school_year_of(activity.get(field)) != school_year:
			frappe.throw(
				_("{0}: {1} of {2} is not in the school year {3}. Choose a day of that year.").format(
					_(frappe.get_meta("Partnership Activity").get_label(field)),
					frappe.format(activity.get(field), "Date"),
					frappe.bold(activity.get("activity")),
					school_year,
				)
			)


def _check_plan(activity: Document, plan: Document) -> None:
	"""A plan in review stands still; one that is closed stays as it is."""
	if plan.status == "In Review" and _planned_changes(activity):
		frappe.throw(
			_("{0} is in review: change its activities once it is approved or returned.").format(plan.name)
		)
	if plan.status in ("Evaluated", "Cancelled"):
		frappe.throw(
			_("{0} is {1}: its activities stay as they are.").format(plan.name, frappe.bold(_(plan.status)))
		)


def _check_goal(activity: Document, plan: Document) -> None:
	if activity.goal not in [row.goal for row in plan.goals]:
		frappe.throw(_("Goal: choose one of the goals of {0}.").format(plan.name))


def _check_days(activity: Document) -> None:
	activity.ends_on = activity.ends_on or activity.starts_on
	check_order(activity, "starts_on", "ends_on")


def _check_in_charge(activity: Document) -> None:
	if not activity.in_charge_name:
		frappe.throw(_("Person in Charge is missing: name somebody, with or without a login."))


def _check_outcome(activity: Document) -> None:
	if activity.status == CALLED_OFF and not activity.called_off_reason:
		frappe.throw(_("Why It Was Called Off is missing: say it in a sentence."))
	if activity.status != DONE:
		return
	if not activity.result:
		frappe.throw(_("What Came of It is missing: say it before the activity is done."))
	if getdate(activity.starts_on) > getdate():
		frappe.throw(
			_("Status: the activity begins on {0} and cannot be done yet.").format(
				frappe.format(activity.starts_on, "Date")
			)
		)


def _keep_change(activity: Document, plan: Document) -> None:
	"""Write down what a change after the approval changes, who makes it and why."""
	what = _planned_changes(activity) if plan.status == "Approved" else []
	if what and not activity.change_reason:
		frappe.throw(
			_("Reason of This Change is missing: {0} is approved, say why this changes.").format(plan.name)
		)
	if what:
		user = frappe.session.user
		activity.append(
			"changes",
			{
				"changed_on": now_datetime(),
				"changed_by": user,
				"changed_by_name": get_fullname(user),
				"what": "; ".join(what),
				"reason": activity.change_reason,
			},
		)
	activity.change_reason = None


def _planned_changes(activity: Document) -> list[str]:
	"""What differs from the stored row in what was planned, each in words; a new activity is one change."""
	before = activity.get_doc_before_save()
	if not before:
		return [_("Added to the plan")]
	diff = get_diff(before, activity) or frappe._dict(changed=[], added=[], removed=[], row_changed=[])
	told = [
		_in_words(activity, field, old, new)
		for field, old, new in diff.changed
		if field in SIGNED_FIELDS and (old or "") != (new or "")
	]
	tables = dict.fromkeys(
		row[0] for row in (*diff.added, *diff.removed, *diff.row_changed) if row[0] in SIGNED_FIELDS
	)
	told += [_(activity.meta.get_label(table)) for table in tables]
	if CALLED_OFF in (activity.status, before.status) and activity.status != before.status:
		told.append(_(activity.status))
	return told


def _in_words(activity: Document, field: str, old: object, new: object) -> str:
	return f"{_(activity.meta.get_label(field))}: {old or '–'} → {new or '–'}"
