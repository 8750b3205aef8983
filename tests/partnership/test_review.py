"""The yearly review: goals and types rated by the team, before the plan is closed."""

import frappe
import pytest

from liaison_app.partnership.review import review_year
from tests import factories as make
from tests.connection import working_as
from tests.partnership.plans import GOAL, act, approve, change, review


def reviews_of(here) -> list[tuple]:
	rows = frappe.get_doc("Partnership Plan", here.plan).reviews
	return [(row.about, row.subject, row.rating, row.words) for row in rows]


def judged(here, user: str) -> dict[str, dict]:
	"""What the plan's form shows a user to judge, by subject."""
	with working_as(user):
		doc = frappe.get_doc("Partnership Plan", here.plan)
		doc.run_method("onload")
	return {row["subject"]: row for row in doc.get_onload().review}


def test_the_liaison_writes_down_what_the_team_says_and_approves_nothing_by_it(here):
	approve(here)
	review(here, here.liaison, what_to_change="Begin in August.")
	assert reviews_of(here) == [("Goal", GOAL, "4", "Most families read.")]
	plan = frappe.get_doc("Partnership Plan", here.plan)
	assert (plan.status, plan.evaluation, plan.what_to_change) == (
		"Approved", "Reading at home doubled.", "Begin in August.",
	)  # fmt: skip
	with pytest.raises(frappe.ValidationError):
		act(here.plan, here.liaison, "Evaluate")


def test_neither_a_parent_nor_another_school_writes_it_and_the_principal_does(here):
	approve(here)
	stranger = make.make_leader(make.make_school())
	for user in (here.parent, stranger):
		with pytest.raises(frappe.PermissionError):
			review(here, user)
	assert reviews_of(here) == []
	review(here, here.leader, rating="2")
	assert reviews_of(here)[0][2] == "2"


def test_goals_and_types_are_judged_with_what_came_of_their_activities_beside_them(here):
	approve(here)
	change(here.activity, here.liaison, status="Done", result="Forty families read.", rating="5")
	rows = judged(here, here.parent)
	assert len(rows) == 7
	assert (rows[GOAL]["planned"], rows[GOAL]["done"], rows[GOAL]["mean_rating"]) == (1, 1, 5)
	assert (rows["Learning at Home"]["done"], rows["Parenting"]["planned"]) == (1, 0)
	assert rows["Parenting"]["mean_rating"] is None


def test_a_plan_is_not_closed_before_each_goal_is_rated(here):
	approve(here)
	review(here, here.leader, rating="")
	with pytest.raises(frappe.ValidationError, match=f"{GOAL}.* has no rating yet. Choose Review the Year"):
		act(here.plan, here.leader, "Evaluate")
	review(here, here.leader)
	assert act(here.plan, here.leader, "Evaluate").status == "Evaluated"


def test_what_is_closed_or_not_approved_yet_is_not_reviewed(here):
	with pytest.raises(frappe.ValidationError, match="a plan is reviewed while it is approved"):
		review(here, here.leader)
	approve(here)
	review(here, here.leader)
	act(here.plan, here.leader, "Evaluate")
	with pytest.raises(frappe.ValidationError, match="a plan is reviewed while it is approved"):
		review(here, here.leader, rating="1")
	assert reviews_of(here)[0][2] == "4"


@pytest.mark.parametrize(
	("row", "sentence"),
	[
		({"about": "Goal", "subject": "Attendance"}, "Attendance.* is no goal and no type"),
		({"about": "Type of Involvement", "subject": GOAL}, "is no goal and no type"),
		({"about": "Goal", "subject": GOAL, "rating": "6"}, "rate .* from 1 to 5"),
	],
)
def test_what_is_no_part_of_the_plan_and_no_rating_is_refused(here, row, sentence):
	approve(here)
	with working_as(here.leader), pytest.raises(frappe.ValidationError, match=sentence):
		review_year(here.plan, [row])


def test_what_stands_twice_is_refused(here):
	approve(here)
	row = {"about": "Goal", "subject": GOAL, "rating": "4"}
	with working_as(here.leader), pytest.raises(frappe.ValidationError, match="stands there twice"):
		review_year(here.plan, [row, row])


def test_a_principal_who_writes_past_the_dialog_is_held_to_the_same(here):
	approve(here)
	with working_as(here.leader):
		doc = frappe.get_doc("Partnership Plan", here.plan)
		doc.append("reviews", {"about": "Goal", "subject": "Attendance", "rating": "4"})
		with pytest.raises(frappe.ValidationError, match="is no goal and no type"):
			doc.save()


def test_whom_the_administrator_keeps_from_approved_plans_does_not_review_them(here, fresh_cache):
	approve(here)
	workflow = frappe.get_doc("Workflow", {"document_type": "Partnership Plan"})
	for row in workflow.states:
		row.allow_edit = "Liaison Coordinator" if row.update_value == "Approved" else row.allow_edit
	workflow.save()
	with pytest.raises(frappe.PermissionError):
		review(here, here.liaison)
	review(here, make.make_coordinator())
	assert len(reviews_of(here)) == 1
