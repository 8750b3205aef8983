"""Makes teams, plans and activities, and brings plans on by the buttons of their workflow."""

from dataclasses import dataclass
from datetime import timedelta

import frappe
from frappe.model.document import Document
from frappe.model.workflow import apply_workflow
from frappe.utils import getdate, nowdate

from liaison_app.partnership.review import review_year
from liaison_app.permissions.matrix import TEAM
from tests import factories as make
from tests.connection import working_as

GOAL = "Reading at home in every family"


@dataclass(frozen=True)
class Place:
	"""A school, who works on its plan, and what they have written."""

	school: str
	liaison: str
	leader: str
	parent: str
	team: str
	plan: str
	activity: str


def make_place() -> Place:
	"""A school with a team and a draft plan."""
	school = make.make_school()
	liaison, leader = make.make_liaison(school), make.make_leader(school)
	parent = make_parent(school)
	team = make_team(school, leader, parent).name
	plan = make_plan(school)
	return Place(school, liaison, leader, parent, team, plan.name, make_activity(plan.name).name)


def make_parent(school: str) -> str:
	"""A parent on the team who has a login, and with it the school's team documents."""
	parent = make.make_user(TEAM)
	make.assign(school, parent, TEAM)
	return parent


def make_team(school: str, leader: str, parent: str | None = None, **values) -> Document:
	"""A team of the principal, who chairs it, and a parent with a login."""
	members = [member("Principal", "Pat Head", leader, is_chair=1)]
	members += [member("Parent", "Ana Login", parent)] if parent else []
	return make.insert("Partnership Team", {"school": school, "members": members, **values})


def member(role: str, name: str, user: str | None = None, **values) -> dict:
	"""A row of a team's members; without a user, somebody who has no login."""
	return {"role": role, "member_name": name, "user": user, "starts_on": "2020-01-01", **values}


def make_plan(school: str, **values) -> Document:
	"""A plan of the present school year with one goal."""
	goals = [{"goal": GOAL, "focus": "Academic", "improvement_goal": "Grade 3 reads at level"}]
	year = make.make_year_of(nowdate())
	return make.insert("Partnership Plan", {"school": school, "school_year": year, "goals": goals, **values})


def activity_values(plan: str, **values) -> dict:
	"""A usual activity of today."""
	return {
		"doctype": "Partnership Activity",
		"plan": plan,
		"goal": GOAL,
		"activity": "Family reading night",
		"involvement_type": "Learning at Home",
		"starts_on": nowdate(),
		"in_charge_name": "Ms Keller",
		**values,
	}


def make_activity(plan: str, **values) -> Document:
	"""An activity that was added."""
	return make.insert("Partnership Activity", activity_values(plan, **values))


def prepare(activity: str, what: str, due_on: str, assignee: str, **values) -> Document:
	"""A preparation of an activity."""
	source = {"reference_doctype": "Partnership Activity", "reference_name": activity}
	return make.insert(
		"Next Step", {"what": what, "due_on": due_on, "assignee": assignee, **source, **values}
	)


def act(plan: str, user: str, action: str) -> Document:
	"""A user presses a button of a plan's workflow."""
	with working_as(user):
		return apply_workflow(frappe.get_doc("Partnership Plan", plan).as_dict(), action)


def approve(here: Place) -> Document:
	"""The liaison hands the plan in, the principal approves it."""
	act(here.plan, here.liaison, "Hand In")
	return act(here.plan, here.leader, "Approve")


def review(here: Place, user: str, rating: str = "4", **values) -> None:
	"""A user writes down how the team judges the year of the usual goal."""
	rows = [{"about": "Goal", "subject": GOAL, "rating": rating, "words": "Most families read."}]
	with working_as(user):
		review_year(here.plan, rows, **{"evaluation": "Reading at home doubled.", **values})


def change(name: str, user: str, **values) -> Document:
	"""A user changes an activity."""
	with working_as(user):
		doc = frappe.get_doc("Partnership Activity", name)
		doc.update(values)
		return doc.save()


def day_after_year(plan: str):
	"""The first day after the school year of a plan."""
	year = frappe.db.get_value("Partnership Plan", plan, "school_year")
	return getdate(frappe.db.get_value("School Year", year, "ends_on")) + timedelta(days=1)
