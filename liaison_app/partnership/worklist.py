"""What waits for a school's team: preparations, activities that begin, and those of which nobody has said how they went.

Each source is one statement, whatever the number of rows, and narrowed by the row rule of the user who asks.
"""

from dataclasses import dataclass
from datetime import date

import frappe
from frappe.utils import getdate

from liaison_app.partnership.activities import PLANNED
from liaison_app.partnership.plans import OPEN, may_evaluate
from liaison_app.partnership.preparations import is_due_preparation
from liaison_app.permissions.criteria import is_row_allowed, readable

#: While its activities may still take place.
LIVE = ("Draft", "In Review", "Approved")
PREPARE, BEGIN, EVALUATE = "Prepare", "Begin", "Evaluate"


@dataclass(frozen=True)
class Question:
	"""Whose list it is.

	user: whose rights narrow it. until: the last day that it looks ahead to. school: that one alone. own: only what the
	user is to do.
	"""

	user: str
	until: date
	school: str | None = None
	own: bool = False


def worklist(question: Question) -> list[dict]:
	"""What is due up to a day, what has waited longest first.

	Each row: kind (Prepare, Begin, Evaluate), what, due_on, days_late, who, goal, involvement_type, school, plan, activity
	and activity_title, step (of what is to be prepared), may_tick, may_evaluate, waits_for_approval (nobody may say now how
	it went: the plan is in review), result and what_to_change so far.
	"""
	rows = [*_preparations(question), *_activities(question)]
	return sorted(rows, key=lambda row: (row["due_on"], row["school"], row["activity"], row["step"] or ""))


def _preparations(question: Question) -> list[dict]:
	"""Open preparations. They are told to whoever may read the activity; a step that became a family's to nobody here."""
	step, activity, plan = (
		frappe.qb.DocType(name) for name in ("Next Step", "Partnership Activity", "Partnership Plan")
	)
	query = (
		_of_live_plans(activity, plan)
		.join(step)
		.on(step.reference_name == activity.name)
		.select(step.name.as_("step"), step.what, step.due_on, step.assignee, step.assignee_name.as_("who"))
		.where(is_due_preparation(step, activity, question.until))
		.orderby(step.due_on, step.name)
	)
	if question.own:
		query = query.where(step.assignee == question.user)
	return [
		{
			**row, "kind": PREPARE, "days_late": _days_late(row.due_on), "may_evaluate": False, "waits_for_approval": False,
			"may_tick": is_row_allowed({"school": row.school, "assignee": row.assignee}, "Next Step", question.user, "write"),
		}
		for row in _read(query, activity, question)
	]  # fmt: skip


def _activities(question: Question) -> list[dict]:
	"""Activities that begin, and those that are over or end soon: how did they go?"""
	activity, plan = frappe.qb.DocType("Partnership Activity"), frappe.qb.DocType("Partnership Plan")
	begins = (activity.starts_on >= getdate()) & (activity.starts_on <= question.until)
	query = (
		_of_live_plans(activity, plan)
		.select(activity.starts_on, activity.ends_on, activity.in_charge, activity.in_charge_name.as_("who"))
		.where((activity.status == PLANNED) & (begins | (activity.ends_on <= question.until)))
		.orderby(activity.starts_on, activity.name)
	)
	if question.own:
		query = query.where(activity.in_charge == question.user)
	return [_activity(row) for row in _read(query, activity, question)]


def _activity(row: dict) -> dict:
	has_begun = getdate(row.starts_on) < getdate()
	due_on = row.ends_on if has_begun else row.starts_on
	return {
		**row, "kind": EVALUATE if has_begun else BEGIN, "what": row.activity_title, "due_on": due_on, "step": None,
		"days_late": _days_late(due_on), "may_tick": False,
		"may_evaluate": may_evaluate(row, frappe._dict(school=row.school, status=row.plan_status)),
		"waits_for_approval": has_begun and row.plan_status not in OPEN,
	}  # fmt: skip


def _of_live_plans(activity, plan):
	return (
		frappe.qb.from_(activity)
		.join(plan)
		.on(plan.name == activity.plan)
		.select(
			activity.name.as_("activity"), activity.activity.as_("activity_title"), activity.goal,
			activity.involvement_type, activity.school, activity.plan, activity.status, activity.result, activity.what_to_change,
			plan.status.as_("plan_status"),
		)
		.where(plan.status.isin(LIVE))
	)  # fmt: skip


def _read(query, activity, question: Question) -> list[dict]:
	if question.school:
		query = query.where(activity.school == question.school)
	return readable(query, activity, "Partnership Activity", question.user).run(as_dict=True)


def _days_late(due_on: date) -> int:
	return max((getdate() - getdate(due_on)).days, 0)
