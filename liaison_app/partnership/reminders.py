"""Reminds the team in time: of activities that begin, of preparations, and to say how an activity went.

In the desk's notifications, in words that name nothing: whoever is reminded opens the document, by the rights of that day.
Not by a Notification of the host: that would pass over a day that the scheduler missed, and tell nobody where the one in charge has no login.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

import frappe
from frappe import _
from frappe.utils import add_days, cint, formatdate, getdate

from liaison_app.jobs import one_by_one
from liaison_app.outreach.work import assigned_liaisons
from liaison_app.partnership.activities import PLANNED
from liaison_app.partnership.preparations import is_due_preparation
from liaison_app.permissions.may_know import first_who_may_know, may_know

ACTIVITY, STEP = "Partnership Activity", "Next Step"


@dataclass(frozen=True)
class Reminder:
	"""Whom to remind of which document, in which words. The words hold the day: what is moved is told anew."""

	user: str
	doctype: str
	name: str
	words: str


def remind() -> None:
	"""The daily job: each is reminded of each thing once, however often it runs and whatever days it missed."""
	reminders = list(dict.fromkeys([*_of_activities(), *_of_preparations()]))
	told = _told(reminders)
	waiting = [one for one in reminders if one not in told]
	one_by_one(_remind, waiting, title="A reminder of the partnership plan could not be made")


def _of_activities() -> Iterator[Reminder]:
	"""Of those in approved plans: to whoever is in charge, else to the school's liaisons, else to a coordinator."""
	activity, plan = frappe.qb.DocType(ACTIVITY), frappe.qb.DocType("Partnership Plan")
	rows = (
		frappe.qb.from_(activity)
		.join(plan)
		.on(plan.name == activity.plan)
		.select(activity.name, activity.school, activity.starts_on, activity.ends_on, activity.in_charge)
		.where((plan.status == "Approved") & (activity.status == PLANNED))
		.where(
			(activity.starts_on <= _last_day())
			& ((activity.starts_on >= getdate()) | (activity.ends_on < getdate()))
		)
		.orderby(activity.starts_on, activity.name)
	).run(as_dict=True)
	for row in rows:
		for user in _whom(row):
			yield Reminder(user, ACTIVITY, row.name, _words(row))


def _whom(row: dict) -> list[str]:
	if may_know(row.in_charge, ACTIVITY, row.name):
		return [row.in_charge]
	liaisons = [user for user in assigned_liaisons(row.school) if may_know(user, ACTIVITY, row.name)]
	return liaisons or list(filter(None, [first_who_may_know(ACTIVITY, row.name)]))


def _words(row: dict) -> str:
	if getdate(row.ends_on) < getdate():
		ended = formatdate(row.ends_on)
		return _("An activity of the partnership plan ended on {0}: say how it went").format(ended)
	return _("An activity of the partnership plan begins on {0}").format(formatdate(row.starts_on))


def _of_preparations() -> Iterator[Reminder]:
	"""To the assignee, unless the step became a family's: that one is on the liaison's own list."""
	step, activity, plan = (frappe.qb.DocType(name) for name in (STEP, ACTIVITY, "Partnership Plan"))
	rows = (
		frappe.qb.from_(step)
		.join(activity)
		.on(activity.name == step.reference_name)
		.join(plan)
		.on(plan.name == activity.plan)
		.select(step.name, step.due_on, step.assignee)
		.where(is_due_preparation(step, activity, _last_day()) & (plan.status == "Approved"))
		.orderby(step.due_on, step.name)
	).run(as_dict=True)
	for row in rows:
		if may_know(row.assignee, STEP, row.name):
			words = _("A preparation for the partnership plan is due on {0}").format(formatdate(row.due_on))
			yield Reminder(row.assignee, STEP, row.name, words)


def _last_day() -> date:
	lead = cint(frappe.db.get_single_value("Liaison Settings", "partnership_lead_days"))
	return getdate(add_days(getdate(), lead))


def _told(reminders: list[Reminder]) -> set[Reminder]:
	"""Those that were made on an earlier run."""
	names = sorted({one.name for one in reminders})
	rows = frappe.get_all(
		"Notification Log",
		filters={"document_type": ["in", [ACTIVITY, STEP]], "document_name": ["in", names or [""]]},
		fields=["for_user", "document_type", "document_name", "subject"],
		order_by="creation asc",
	)
	return {Reminder(row.for_user, row.document_type, row.document_name, row.subject) for row in rows}


def _remind(one: Reminder) -> None:
	note = frappe.new_doc("Notification Log")
	note.update({"type": "Alert", "for_user": one.user, "subject": one.words})
	note.update({"document_type": one.doctype, "document_name": one.name})
	# A job works for all schools and asks nobody.
	note.insert(ignore_permissions=True)
