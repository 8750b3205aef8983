"""What the form of an activity knows of its plan, also before the activity is saved."""

from typing import Any

import frappe
from frappe.model.document import Document

from liaison_app.partnership.balance import activities_of, balance_of
from liaison_app.partnership.composition import current_members
from liaison_app.partnership.event_attendance import events_of
from liaison_app.partnership.plans import may_evaluate
from liaison_app.partnership.preparations import by_month, preparations_of
from liaison_app.partnership.what_came import add_what_came


@frappe.whitelist()
def get_plan_facts(plan: str) -> dict[str, Any]:
	"""What a new activity of a plan goes by (see `facts_of`). Raises frappe.PermissionError for who may not read the plan."""
	doc = frappe.get_doc("Partnership Plan", plan)
	doc.check_permission("read")
	return facts_of(doc)


def facts_of(plan: Document, activity: str | None = None) -> dict[str, Any]:
	"""The plan's status, school, year, goals and people, and the balance of its activities without the one that is open."""
	others = [row for row in activities_of(plan.name) if row.name != activity]
	return {
		"plan_status": plan.status,
		"plan_title": plan.title,
		"school": plan.school,
		"school_year": plan.school_year,
		"title_i": frappe.db.get_value("Liaison School", plan.school, "title_i"),
		"goals": [row.goal for row in plan.goals],
		"people": _people_of(plan),
		"balance": balance_of(others),
	}


def page_of(activity: Document) -> dict[str, Any]:
	"""What the form of a stored activity shows beside its fields: the facts of its plan, preparations by month,
	may_evaluate, its events and attendance: how many came to them in all."""
	plan = frappe.get_doc("Partnership Plan", activity.plan)
	steps = preparations_of([activity.name]).get(activity.name, [])
	months = [{"month": month, "steps": of_month} for month, of_month in by_month(steps)]
	[came] = add_what_came([{"name": activity.name, "rating": activity.rating}])
	return {
		**facts_of(plan, activity.name),
		"preparations": months,
		"may_evaluate": may_evaluate(activity, plan),
		"events": events_of(activity.name),
		"attendance": came["attendance"],
	}


def _people_of(plan: Document) -> list[dict]:
	"""The members of the plan's team, each with the login or none."""
	if not plan.team:
		return []
	team = frappe.get_doc("Partnership Team", plan.team)
	return [{"member_name": row.member_name, "user": row.user} for row in current_members(team)]
