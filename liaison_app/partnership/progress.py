"""How far the plans of a year have come: planned, done, late, rating, attendance, by school, goal and type.

Three statements whatever the number of plans, narrowed by the row rule of the user who asks.
"""

from collections.abc import Iterable
from dataclasses import dataclass

import frappe

from liaison_app.partnership.counts import counts_of, planned
from liaison_app.partnership.what_came import add_what_came, mean, ratings_of, strong_rating
from liaison_app.permissions.criteria import is_row_allowed, readable

#: What a row can stand for, and the columns by which activities then belong together.
GROUPS = {"School": (), "Goal": ("goal",), "Type": ("involvement_type",)}


@dataclass(frozen=True)
class Question:
	"""Whose eyes, which school year, what a row stands for; school, involvement_type: those alone."""

	user: str
	school_year: str
	by: str
	school: str | None = None
	involvement_type: str | None = None


@dataclass(frozen=True)
class Progress:
	"""rows: of the report. activities: what they count. plans: how many."""

	rows: list[dict]
	activities: list[dict]
	plans: int


def progress(question: Question) -> Progress:
	"""A row for each plan, or for each goal or type of each plan; by school also the schools without a plan.

	Each row: school, plan, plan_status ("" without a plan), goal, involvement_type, planned, done, late, to_come,
	called_off, rated, strong, rating (mean, None without one), attendance (None where no event was held), with_events
	(the activities with events).
	"""
	plans = {row.name: row for row in _plans(question)}
	activities = [row for row in _activities(question) if row.plan in plans]
	columns = GROUPS[question.by]
	groups: dict[tuple, list[dict]] = {(name,): [] for name in plans} if not columns else {}
	for row in activities:
		groups.setdefault((row.plan, *(row[column] for column in columns)), []).append(row)
	rows = [
		{
			"school": plans[key[0]].school,
			"plan": key[0],
			"plan_status": plans[key[0]].status,
			**dict(zip(columns, key[1:], strict=True)),
			**figures(of_group),
		}
		for key, of_group in groups.items()
	]
	rows = sorted([*rows, *_without_plan(question, plans)], key=lambda row: row["school"])
	return Progress(rows, activities, len(plans))


def figures(activities: Iterable[dict]) -> dict:
	"""What is counted of activities (see `progress`); the rating of what was called off counts no more."""
	activities = list(activities)
	ratings = ratings_of(planned(activities))
	with_events = [row for row in activities if row["attendance"] is not None]
	least = strong_rating()
	return {
		**counts_of(activities),
		"attendance": sum(row["attendance"] for row in with_events) if with_events else None,
		"with_events": [row["name"] for row in with_events],
		"rating": mean(ratings),
		"rated": len(ratings),
		"strong": sum(rating >= least for rating in ratings),
	}


def _plans(question: Question) -> list[dict]:
	plan = frappe.qb.DocType("Partnership Plan")
	query = (
		frappe.qb.from_(plan)
		.select(plan.name, plan.school, plan.status)
		.where((plan.school_year == question.school_year) & (plan.docstatus < 2))
		.orderby(plan.school)
	)
	if question.school:
		query = query.where(plan.school == question.school)
	return readable(query, plan, "Partnership Plan", question.user).run(as_dict=True)


def _activities(question: Question) -> list[dict]:
	activity, kind = frappe.qb.DocType("Partnership Activity"), frappe.qb.DocType("Involvement Type")
	query = (
		frappe.qb.from_(activity)
		.join(kind)
		.on(kind.name == activity.involvement_type)
		.select(activity.name, activity.plan, activity.goal, activity.involvement_type)
		.select(activity.status, activity.ends_on, activity.rating)
		.where(activity.school_year == question.school_year)
		.orderby(activity.goal if question.by == "Goal" else kind.position, activity.name)
	)
	for column in ("school", "involvement_type"):
		if value := getattr(question, column):
			query = query.where(activity[column] == value)
	rows = readable(query, activity, "Partnership Activity", question.user).run(as_dict=True)
	return add_what_came(rows, question.user)


def _without_plan(question: Question, plans: dict[str, dict]) -> list[dict]:
	"""The user's schools whose team has written nothing for the year."""
	if GROUPS[question.by] or question.involvement_type:
		return []
	have = {row.school for row in plans.values()}
	chosen = {"name": question.school} if question.school else {}
	schools = frappe.get_all("Liaison School", {"disabled": 0, **chosen}, pluck="name", order_by="name asc")
	return [
		{"school": school, "plan": None, "plan_status": "", **figures([])}
		for school in schools
		if school not in have and is_row_allowed({"school": school}, "Partnership Plan", question.user)
	]
