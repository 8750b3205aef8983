"""What a plan's page shows beside its goals, and when it may be handed in."""

import frappe
from frappe import _
from frappe.model.document import Document
from frappe.query_builder import Case, Order
from frappe.utils import getdate

from liaison_app.partnership.activities import PLANNED, check_year
from liaison_app.partnership.balance import activities_of, balance_of
from liaison_app.partnership.counts import is_late
from liaison_app.partnership.preparations import preparations_of
from liaison_app.partnership.review import review_of
from liaison_app.partnership.what_came import add_what_came
from liaison_app.permissions.criteria import is_row_allowed

#: While activities may still be added.
OPEN = ("Draft", "Approved")


def page_of(plan: Document) -> dict:
	"""What the form of a plan shows, as far as the session's user may read it.

	Returns activities (each with attendance, is_late, the number of its open preparations, and may_evaluate: whether the user may say
	now how it went), balance, changes after approval, review (see `review_of`), team_name; may_add, may_review,
	may_draft_next: whether the user may add an activity now, write the review, draft next year's plan; next_plan: the
	draft that was made.
	"""
	activities = add_what_came(activities_of(plan.name))
	steps = preparations_of([row.name for row in activities])
	for row in activities:
		row.is_late = is_late(row)
		row.may_evaluate = may_evaluate(row, plan)
		row.open_steps = sum(not step.done for step in steps.get(row.name, ()))
	return {
		"activities": activities,
		"balance": balance_of(activities),
		"changes": changes_of([row.name for row in activities]),
		"review": review_of(plan, activities),
		"team_name": plan.team and frappe.db.get_value("Partnership Team", plan.team, "team_name"),
		"may_add": _may_add(plan),
		"may_review": plan.status == "Approved"
		and bool(frappe.has_permission(plan.doctype, "write", doc=plan)),
		"may_draft_next": plan.docstatus == 1
		and bool(frappe.has_permission(plan.doctype, "create", doc=plan)),
		"next_plan": frappe.db.get_value(
			plan.doctype, {"drafted_from": plan.name, "docstatus": ["<", 2]}, order_by="name asc"
		),
	}


def may_evaluate(activity: dict, plan: Document | dict) -> bool:
	"""Whether the session's user may say now how an activity went: it has begun, and nobody has said so yet.

	activity: status, starts_on, in_charge. plan: school, status.
	"""
	return (
		activity.status == PLANNED
		and getdate(activity.starts_on) <= getdate()
		and plan.status in OPEN
		and is_row_allowed(
			{"school": plan.school, "in_charge": activity.in_charge}, "Partnership Activity", ptype="write"
		)
	)


def changes_of(activities: list[str]) -> list[dict]:
	"""What was changed in these activities after the approval, the newest first. The caller may read them."""
	if not activities:
		return []
	change, activity = frappe.qb.DocType("Partnership Change"), frappe.qb.DocType("Partnership Activity")
	return (
		frappe.qb.from_(change)
		.join(activity)
		.on(activity.name == change.parent)
		.select(
			activity.name,
			activity.activity,
			change.changed_on,
			change.changed_by_name,
			change.what,
			change.reason,
		)
		.where(change.parent.isin(activities))
		.orderby(change.changed_on, order=Order.desc)
		.orderby(change.idx, order=Order.desc)
	).run(as_dict=True)


def check_goals(plan: Document) -> None:
	"""Refuse goals of one name, and the loss of one that activities are for."""
	names = [row.goal for row in plan.goals]
	for name in names:
		if names.count(name) > 1:
			frappe.throw(_("Goals names {0} twice: give each goal its own words.").format(frappe.bold(name)))
	kept = {row.name for row in plan.goals}
	before = plan.get_doc_before_save()
	for row in before.goals if before else ():
		if row.name not in kept and row.goal not in names and _has_activity(plan, row.goal):
			frappe.throw(
				_(
					"Goals: there are activities for {0}. Give them another goal, or delete them, first."
				).format(frappe.bold(row.goal))
			)


def check_year_of_activities(plan: Document) -> None:
	"""Refuse another school year while the plan has activities outside it."""
	before = plan.get_doc_before_save()
	if before and before.school_year != plan.school_year:
		for row in frappe.get_all(
			"Partnership Activity",
			filters={"plan": plan.name},
			fields=["activity", "starts_on", "ends_on"],
			order_by="starts_on asc",
		):
			check_year(row, plan.school_year)


def check_complete(plan: Document) -> None:
	"""Refuse to hand in a plan without goals, or a goal that nothing is done for."""
	if not plan.goals:
		frappe.throw(_("Goals is empty: write down at least one before you hand the plan in."))
	for row in plan.goals:
		if not _has_activity(plan, row.goal):
			frappe.throw(
				_("Goals: nothing is planned for {0}. Add an activity, or take the goal out.").format(
					frappe.bold(row.goal)
				)
			)


def follow_goals(plan: Document) -> None:
	"""An activity keeps its goal when the goal gets other words. Call it after the plan is saved."""
	before = plan.get_doc_before_save()
	old = {row.name: row.goal for row in before.goals} if before else {}
	renamed = {old[row.name]: row.goal for row in plan.goals if old.get(row.name, row.goal) != row.goal}
	if not renamed:
		return
	table, goal = frappe.qb.DocType("Partnership Activity"), Case()
	for name, words in renamed.items():
		goal = goal.when(table.goal == name, words)
	# In one statement: two goals may have exchanged their words.
	frappe.qb.update(table).set(table.goal, goal.else_(table.goal)).where(table.plan == plan.name).run()


def _has_activity(plan: Document, goal: str) -> bool:
	return bool(frappe.db.exists("Partnership Activity", {"plan": plan.name, "goal": goal}))


def _may_add(plan: Document) -> bool:
	new = frappe.new_doc("Partnership Activity")
	new.update({"plan": plan.name, "school": plan.school})
	return plan.status in OPEN and bool(frappe.has_permission("Partnership Activity", "create", doc=new))
