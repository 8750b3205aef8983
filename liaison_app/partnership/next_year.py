"""*Draft Next Year's Plan*: goals, the activities that are worth keeping, and what was learned, as a draft of the year to come."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

import frappe
from frappe import _
from frappe.model.document import Document
from frappe.utils import flt, get_date_str, getdate

from liaison_app.arguments import parse_name, parse_names
from liaison_app.locks import lock_rows
from liaison_app.partnership.activities import CALLED_OFF
from liaison_app.partnership.preparations import preparations_of
from liaison_app.partnership.what_came import add_what_came, strong_rating
from liaison_app.permissions.may_know import has_login
from liaison_app.school_calendar.weeks import year_start

#: Fifty-two weeks: what was on a Wednesday is on a Wednesday.
A_YEAR = timedelta(weeks=52)
GOAL_FIELDS = ("goal", "focus", "improvement_goal", "desired_result", "measured_by")
ACTIVITY_FIELDS = (
	"activity", "goal", "involvement_type", "title_i_requirement", "in_charge", "in_charge_name", "helpers", "measured_by",
)  # fmt: skip


@dataclass(frozen=True)
class Year:
	"""A school year: its name, and the first and last day that count in it."""

	name: str
	first: date
	last: date

	def moved(self, day: date) -> date:
		"""A day of the year before, a year later and in this year."""
		return min(max(getdate(day) + A_YEAR, self.first), self.last)


@frappe.whitelist()
def preview(plan: str) -> dict:
	"""What next year's draft would be made of.

	school_year: its name. drafted: the draft that was made of this plan already, or None. goals: their words. lessons:
	text. strong_rating: from which rating an activity is proposed. activities: name, activity, goal, involvement_type,
	rating, what_to_change, starts_on (a year later), steps (how many preparations go along), proposed.
	Raises as `draft` does.
	"""
	doc = _checked(plan)
	year = _next_year(doc)
	drafted = _drafted(doc, year)
	activities = _activities(doc)
	steps = preparations_of([row.name for row in activities])
	strong = strong_rating()
	return {
		"school_year": year.name,
		"drafted": drafted,
		"goals": [row.goal for row in doc.goals],
		"lessons": _lessons(doc, activities, set()),
		"strong_rating": strong,
		"activities": [
			{
				**{field: row[field] for field in ("name", "activity", "goal", "involvement_type", "rating", "what_to_change")},
				"starts_on": get_date_str(year.moved(row.starts_on)),
				"steps": len(steps.get(row.name, ())),
				"proposed": flt(row.rating) >= strong,
			}
			for row in activities
		],
	}  # fmt: skip


@frappe.whitelist(methods=["POST"])
def draft(plan: str, activities: str | list) -> str:
	"""Make the draft of next year's plan with these activities of a plan. Returns its name.

	Where it was made already, also by a tap whose answer was lost, it returns that one and makes nothing.
	Raises frappe.PermissionError for whoever may make no plan at the school; frappe.ValidationError with one sentence
	where the plan is not approved, there is no next school year, or another plan stands for it.
	"""
	doc = _checked(plan)
	kept = set(parse_names(activities, _("Activities")))
	# Two at once: the second finds what the first has made.
	lock_rows("Liaison School", [doc.school])
	year = _next_year(doc)
	if drafted := _drafted(doc, year, locked=True):
		return drafted
	found = _activities(doc)
	new = _new_plan(doc, year, _lessons(doc, found, kept)).insert()
	for row in found:
		if row.name in kept:
			_carry(row, new, year)
	return new.name


def _checked(plan: str) -> Document:
	doc = frappe.get_doc("Partnership Plan", parse_name(plan, _("Plan")))
	doc.check_permission("read")
	doc.check_permission("create")
	if doc.docstatus != 1:
		frappe.throw(
			_("{0} is not approved: next year's plan is drafted from one that was.").format(doc.name)
		)
	return doc


def _next_year(plan: Document) -> Year:
	last = getdate(frappe.db.get_value("School Year", plan.school_year, "ends_on"))
	years = frappe.get_all(
		"School Year",
		filters={"ends_on": [">", last]},
		fields=["name", "ends_on"],
		order_by="ends_on asc",
		limit=1,
	)
	if not years:
		frappe.throw(
			_("There is no School Year after {0}: a coordinator adds it first.").format(plan.school_year)
		)
	return Year(years[0].name, year_start(years[0].ends_on), getdate(years[0].ends_on))


def _drafted(plan: Document, year: Year, locked: bool = False) -> str | None:
	"""The draft that was made of a plan; refuses where another plan stands for the year.

	locked: as another has committed it since this transaction began.
	"""
	found = frappe.db.get_value(
		"Partnership Plan",
		{"school": plan.school, "school_year": year.name, "docstatus": ["<", 2]},
		["name", "drafted_from"],
		as_dict=True,
		order_by="name asc",
		for_update=locked,
	)
	if found and found.drafted_from != plan.name:
		frappe.throw(
			_("{0} is the plan of {1} for {2} already: open it, and add to it what is worth keeping.").format(
				found.name, plan.school, year.name
			)
		)
	return found.name if found else None


def _activities(plan: Document) -> list[dict]:
	"""What took place or was to, in its order, with all that goes along."""
	found = frappe.get_list(
		"Partnership Activity",
		filters={"plan": plan.name, "status": ["!=", CALLED_OFF]},
		fields=["name", *ACTIVITY_FIELDS, "starts_on", "ends_on", "rating", "result", "what_to_change"],
		order_by="starts_on asc, name asc",
		limit=0,
	)
	return add_what_came(found)


def _lessons(plan: Document, activities: Iterable[dict], kept: set[str]) -> str:
	"""What the team wants to change, and what is to change in activities that do not go along with their own."""
	of_activities = [
		f"{row.activity}: {row.what_to_change}"
		for row in activities
		if row.what_to_change and row.name not in kept
	]
	return "\n".join(part for part in (plan.what_to_change, *of_activities) if part)


def _new_plan(plan: Document, year: Year, lessons: str) -> Document:
	goals = [{field: row.get(field) for field in GOAL_FIELDS} for row in plan.goals]
	team = plan.team and not frappe.db.get_value("Partnership Team", plan.team, "disabled") and plan.team
	return frappe.get_doc(
		{
			"doctype": plan.doctype,
			"school": plan.school,
			"school_year": year.name,
			"team": team or None,
			"goals": goals,
			"lessons": lessons,
			"drafted_from": plan.name,
		}
	)


def _carry(row: dict, plan: Document, year: Year) -> None:
	"""An activity a year later, with its preparations."""
	old = frappe.get_doc("Partnership Activity", row.name)
	new = frappe.get_doc(
		{
			"doctype": old.doctype,
			"plan": plan.name,
			**{field: old.get(field) for field in ACTIVITY_FIELDS},
			"in_charge": _if_enabled(old.in_charge),
			"approach": "Improve" if row.what_to_change else "Maintain",
			"starts_on": year.moved(old.starts_on),
			"ends_on": year.moved(old.ends_on),
			"grades": [{"grade": one.grade} for one in old.grades],
			"lesson": "\n".join(part for part in (row.result, row.what_to_change) if part),
		}
	).insert()
	for step in preparations_of([old.name]).get(old.name, ()):
		_prepare(step, new, year)


def _prepare(step: dict, activity: Document, year: Year) -> None:
	frappe.get_doc(
		{
			"doctype": "Next Step",
			"what": step.what,
			# Before the school year begins is a day to prepare, too.
			"due_on": getdate(step.due_on) + A_YEAR,
			"assignee": _if_enabled(step.assignee),
			"reference_doctype": activity.doctype,
			"reference_name": activity.name,
		}
	).insert()


def _if_enabled(user: str | None) -> str | None:
	return user if has_login(user) else None
