"""Draft Next Year's Plan: what goes along, what is refused, and that it is made once."""

from datetime import timedelta

import frappe
import pytest
from frappe.utils import getdate, nowdate

from liaison_app.partnership.next_year import draft, preview
from tests import factories as make
from tests.connection import working_as
from tests.partnership.events import hold, make_event
from tests.partnership.plans import GOAL, act, approve, change, make_activity, make_plan, prepare, review


@pytest.fixture
def next_year(here) -> str:
	"""The school year after that of the plan."""
	last = getdate(
		frappe.db.get_value(
			"School Year", frappe.db.get_value("Partnership Plan", here.plan, "school_year"), "ends_on"
		)
	)
	return make.make_year_of(str(last + timedelta(days=150)))


@pytest.fixture
def done(here, next_year):
	"""The plan is approved; its one activity was strong, another was weak."""
	weak = make_activity(here.plan, activity="Walking bus", involvement_type="Volunteering")
	prepare(here.activity, "Order books", nowdate(), here.leader)
	approve(here)
	change(
		here.activity,
		here.liaison,
		status="Done",
		result="Forty families.",
		rating="4",
		what_to_change="Begin at 17:30.",
	)
	change(
		weak.name,
		here.liaison,
		status="Done",
		result="Two children.",
		rating="2",
		what_to_change="Ask the police.",
	)
	return weak.name


def drafted(here, user: str, *activities: str) -> frappe._dict:
	with working_as(user):
		return frappe.get_doc("Partnership Plan", draft(here.plan, list(activities)))


def activities_of(plan: str) -> list:
	names = frappe.get_all("Partnership Activity", {"plan": plan}, pluck="name", order_by="name")
	return [frappe.get_doc("Partnership Activity", name) for name in names]


def test_what_was_strong_is_proposed_by_the_districts_threshold(here, done):
	def proposed() -> list[str]:
		with working_as(here.liaison):
			return [row["activity"] for row in preview(here.plan)["activities"] if row["proposed"]]

	assert proposed() == ["Family reading night"]
	frappe.db.set_single_value("Liaison Settings", "strong_rating", 2)
	assert sorted(proposed()) == ["Family reading night", "Walking bus"]


def test_the_preview_makes_nothing(here, done, next_year):
	with working_as(here.liaison):
		found = preview(here.plan)
	assert (found["school_year"], found["goals"], found["drafted"]) == (next_year, [GOAL], None)
	assert frappe.db.count("Partnership Plan", {"school": here.school}) == 1


def test_goals_chosen_activities_preparations_and_lessons_go_along(here, done, next_year):
	review(here, here.liaison, what_to_change="Meet every month.")
	new = drafted(here, here.liaison, here.activity)
	assert (new.school_year, new.status, new.team, new.drafted_from) == (
		next_year,
		"Draft",
		here.team,
		here.plan,
	)
	assert [(row.goal, row.focus, row.improvement_goal) for row in new.goals] == [
		(GOAL, "Academic", "Grade 3 reads at level")
	]
	assert new.lessons.split("\n") == ["Meet every month.", "Walking bus: Ask the police."]
	[activity] = activities_of(new.name)
	old = frappe.get_doc("Partnership Activity", here.activity)
	assert activity.starts_on == old.starts_on + timedelta(weeks=52)
	assert (activity.approach, activity.status, activity.rating or None) == ("Improve", "Planned", None)
	assert activity.lesson == "Forty families.\nBegin at 17:30."
	[step] = frappe.get_all(
		"Next Step", {"reference_name": activity.name}, ["what", "due_on", "assignee", "done"]
	)
	assert (step.what, step.due_on, step.assignee, step.done) == (
		"Order books", getdate() + timedelta(weeks=52), here.leader, 0,
	)  # fmt: skip


def test_a_familys_step_does_not_go_along(here, done):
	step = prepare(here.activity, "Call the Ruiz family", nowdate(), here.liaison)
	frappe.db.set_value("Next Step", step.name, "family", make.make_family(here.school, here.liaison))
	[activity] = activities_of(drafted(here, here.liaison, here.activity).name)
	whats = frappe.get_all("Next Step", {"reference_name": activity.name}, pluck="what", order_by="name")
	assert whats == ["Order books"]


def test_a_day_that_would_lie_outside_the_year_is_moved_into_it(here, done, next_year):
	frappe.db.set_value("School Year", next_year, "ends_on", getdate() + timedelta(weeks=50))
	frappe.clear_document_cache("School Year", next_year)
	[activity] = activities_of(drafted(here, here.liaison, here.activity).name)
	assert activity.starts_on == activity.ends_on == getdate() + timedelta(weeks=50)


def test_run_twice_it_is_the_same_draft(here, done):
	first = drafted(here, here.liaison, here.activity)
	again = drafted(here, here.liaison, here.activity, done)
	assert again.name == first.name
	assert len(activities_of(first.name)) == 1
	with working_as(here.liaison):
		assert preview(here.plan)["drafted"] == first.name


def test_a_second_plan_for_the_year_is_refused_and_named(here, done, next_year):
	other = make_plan(here.school, school_year=next_year)
	for ask in (lambda: preview(here.plan), lambda: draft(here.plan, [here.activity])):
		with (
			working_as(here.liaison),
			pytest.raises(frappe.ValidationError, match=f"{other.name} is the plan of"),
		):
			ask()
	assert activities_of(other.name) == []


def test_without_a_next_school_year_it_says_who_adds_one(here, done, next_year):
	years = frappe.get_all("School Year", {"ends_on": [">", nowdate()]}, pluck="name", order_by="ends_on")
	frappe.db.set_value("Partnership Plan", here.plan, "school_year", years[-1])
	with (
		working_as(here.liaison),
		pytest.raises(frappe.ValidationError, match="There is no School Year after"),
	):
		preview(here.plan)


def test_a_draft_is_no_ground_for_the_next_year(here, next_year):
	with working_as(here.liaison), pytest.raises(frappe.ValidationError, match="is not approved"):
		preview(here.plan)


def test_a_closed_plan_is_drafted_from_too(here, done):
	review(here, here.leader)
	act(here.plan, here.leader, "Evaluate")
	assert drafted(here, here.liaison).goals


def test_neither_who_makes_no_plans_nor_another_school_drafts_one(here, done):
	stranger = make.make_liaison(make.make_school())
	for user in (here.parent, here.leader, stranger):
		for ask in (preview, lambda plan: draft(plan, [])):
			with working_as(user), pytest.raises(frappe.PermissionError):
				ask(here.plan)
	assert frappe.db.count("Partnership Plan", {"school": here.school}) == 1
	assert drafted(here, make.make_coordinator()).school == here.school


def test_what_was_called_off_and_another_plans_activity_go_nowhere(here, done, next_year):
	other = make_plan(make.make_school())
	foreign = make_activity(other.name)
	frappe.db.set_value("Partnership Activity", done, "status", "Called Off")
	new = drafted(here, here.liaison, here.activity, done, foreign.name)
	assert [row.activity for row in activities_of(new.name)] == ["Family reading night"]


def test_what_was_learned_at_its_events_goes_along_too(here, done):
	frappe.db.set_value(
		"Partnership Activity", here.activity, "what_to_change", "Begin at 17:30.\nMore chairs."
	)
	hold(make_event(here, activity=here.activity).name, parents=40, what_to_change="More chairs.\nSigns.")
	[activity] = activities_of(drafted(here, here.liaison, here.activity).name)
	assert activity.lesson == "Forty families.\nBegin at 17:30.\nMore chairs.\nSigns."
