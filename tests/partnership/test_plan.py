"""A partnership plan: one a school and year, its goals, its balance, and its way from draft to evaluated."""

import frappe
import pytest
from frappe.utils import nowdate

from liaison_app.install import insert_workflow
from liaison_app.partnership.returning import give_reason
from tests import factories as make
from tests.connection import working_as
from tests.partnership.plans import GOAL, act, approve, change, make_activity, make_plan, review
from tests.workflows import switch_off


def status_of(here) -> tuple:
	return frappe.db.get_value("Partnership Plan", here.plan, ["status", "docstatus"])


def page(here, user: str) -> frappe._dict:
	"""What the plan's form shows to a user."""
	with working_as(user):
		doc = frappe.get_doc("Partnership Plan", here.plan)
		doc.run_method("onload")
	return doc.get_onload()


def test_it_is_called_by_school_and_year_and_takes_the_schools_team(here):
	doc = frappe.get_doc("Partnership Plan", here.plan)
	assert doc.title == f"{here.school}, {doc.school_year}"
	assert doc.team == here.team


def test_a_second_plan_for_the_year_is_refused_and_names_the_first(here):
	with pytest.raises(frappe.ValidationError, match=f"{here.plan} is the plan of"):
		make_plan(here.school)


def test_a_cancelled_plan_makes_room_for_another(here):
	approve(here)
	act(here.plan, make.make_coordinator(), "Cancel")
	assert status_of(here) == ("Cancelled", 2)
	assert make_plan(here.school)


def test_what_amends_a_cancelled_plan_takes_its_activities(here):
	approve(here)
	coordinator = make.make_coordinator()
	act(here.plan, coordinator, "Cancel")
	with working_as(coordinator):
		again = frappe.copy_doc(frappe.get_doc("Partnership Plan", here.plan), ignore_no_copy=False)
		again.update({"amended_from": here.plan, "docstatus": 0})
		again.insert()
	assert (again.status, again.approved_by) == ("Draft", None)
	assert frappe.db.get_value("Partnership Activity", here.activity, "plan") == again.name


def test_a_team_of_another_school_is_refused(here):
	other = make.make_school()
	with pytest.raises(frappe.ValidationError, match="Partnership Team: choose the team of"):
		make_plan(other, team=here.team)


def test_goals_of_one_name_are_refused(here):
	doc = frappe.get_doc("Partnership Plan", here.plan)
	doc.append("goals", {"goal": GOAL})
	with pytest.raises(frappe.ValidationError, match="twice"):
		doc.save()


def test_activities_follow_goals_that_exchange_their_words(here):
	doc = frappe.get_doc("Partnership Plan", here.plan)
	doc.append("goals", {"goal": "Attendance", "focus": "Behaviour"})
	doc.save()
	other = make_activity(here.plan, goal="Attendance")
	doc.goals[0].goal, doc.goals[1].goal = "Attendance", GOAL
	doc.save()
	goals = [
		frappe.db.get_value("Partnership Activity", name, "goal") for name in (here.activity, other.name)
	]
	assert goals == ["Attendance", GOAL]


def test_a_goal_that_activities_are_for_stays(here):
	doc = frappe.get_doc("Partnership Plan", here.plan)
	doc.set("goals", [{"goal": "Attendance"}])
	with pytest.raises(frappe.ValidationError, match="there are activities for"):
		doc.save()


def test_another_school_year_is_refused_while_activities_lie_outside(here):
	doc = frappe.get_doc("Partnership Plan", here.plan)
	doc.school_year = make.make_year_of("2003-03-01")
	with pytest.raises(frappe.ValidationError, match="is not in the school year"):
		doc.save()


def test_the_balance_counts_each_type_without_what_was_called_off(here):
	make_activity(here.plan, involvement_type="Parenting")
	off = make_activity(here.plan, involvement_type="Volunteering")
	change(off.name, here.liaison, status="Called Off", called_off_reason="Snow.")
	balance = page(here, here.parent).balance
	assert [(row["involvement_type"], row["activities"]) for row in balance] == [
		("Parenting", 1),
		("Communicating", 0),
		("Volunteering", 0),
		("Learning at Home", 1),
		("Decision Making", 0),
		("Collaborating with the Community", 0),
	]


def test_who_may_add_activities_is_offered_it(here):
	assert page(here, here.liaison).may_add
	assert not page(here, here.leader).may_add
	assert not page(here, here.parent).may_add


def test_what_is_over_and_not_done_is_late(here):
	first, *_rest = page(here, here.liaison).activities
	assert not first.is_late
	day = frappe.utils.add_days(nowdate(), -1)
	frappe.db.set_value("Partnership Activity", here.activity, {"starts_on": day, "ends_on": day})
	assert page(here, here.liaison).activities[0].is_late


def test_a_plan_goes_from_draft_to_evaluated(here):
	handed_in = act(here.plan, here.liaison, "Hand In")
	assert (handed_in.status, handed_in.docstatus, handed_in.handed_in_by) == ("In Review", 0, here.liaison)
	approved = act(here.plan, here.leader, "Approve")
	assert (approved.status, approved.docstatus, approved.approved_by) == ("Approved", 1, here.leader)
	review(here, here.leader)
	evaluated = act(here.plan, here.leader, "Evaluate")
	assert (evaluated.status, evaluated.docstatus, evaluated.approved_by) == ("Evaluated", 1, here.leader)
	assert evaluated.evaluated_on
	with pytest.raises(frappe.ValidationError, match="its activities stay as they are"):
		change(here.activity, here.liaison, result="More.")


def test_a_plan_without_goals_or_with_a_goal_for_which_nothing_is_done_is_not_handed_in(here):
	doc = frappe.get_doc("Partnership Plan", here.plan)
	doc.append("goals", {"goal": "Attendance", "focus": "Behaviour"})
	doc.save()
	with pytest.raises(frappe.ValidationError, match=r"nothing is planned for .*Attendance"):
		act(here.plan, here.liaison, "Hand In")
	other = make_plan(make.make_school(), goals=[])
	with pytest.raises(frappe.ValidationError, match="Goals is empty"):
		act(other.name, make.make_coordinator(), "Hand In")
	assert status_of(here) == ("Draft", 0)


def test_a_plan_without_an_evaluation_is_not_closed(here):
	approve(here)
	with pytest.raises(frappe.ValidationError, match="Evaluation is missing"):
		act(here.plan, here.leader, "Evaluate")
	assert status_of(here) == ("Approved", 1)


def test_a_plan_goes_back_with_a_comment_and_not_without(here):
	act(here.plan, here.liaison, "Hand In")
	with pytest.raises(frappe.ValidationError, match="Return Reason is missing"):
		act(here.plan, here.leader, "Return")
	with working_as(here.leader):
		give_reason(here.plan, "Who invites the families?")
	returned = act(here.plan, here.leader, "Return")
	assert (returned.status, returned.return_reason) == ("Draft", "Who invites the families?")
	assert not returned.handed_in_by
	assert not act(here.plan, here.liaison, "Hand In").return_reason


def test_who_may_not_approve_gives_no_reason(here):
	act(here.plan, here.liaison, "Hand In")
	for user in (here.liaison, here.parent):
		with working_as(user), pytest.raises(frappe.PermissionError):
			give_reason(here.plan, "x")


def test_nobody_of_another_school_approves_it(here):
	act(here.plan, here.liaison, "Hand In")
	stranger = make.make_leader(make.make_school())
	with pytest.raises(frappe.PermissionError):
		act(here.plan, stranger, "Approve")
	with working_as(stranger), pytest.raises(frappe.PermissionError):
		give_reason(here.plan, "x")
	assert status_of(here) == ("In Review", 0)
	assert act(here.plan, here.leader, "Approve").status == "Approved"


def test_neither_the_liaison_nor_a_parent_approves_it(here):
	act(here.plan, here.liaison, "Hand In")
	for user in (here.liaison, here.parent):
		with pytest.raises(frappe.ValidationError):
			act(here.plan, user, "Approve")
		with working_as(user), pytest.raises(frappe.PermissionError):
			frappe.get_doc("Partnership Plan", here.plan).submit()
	assert status_of(here) == ("In Review", 0)


def test_what_was_approved_is_not_rewritten(here):
	approve(here)
	with working_as(here.leader):
		doc = frappe.get_doc("Partnership Plan", here.plan)
		doc.goals[0].goal = "Less reading"
		with pytest.raises(frappe.UpdateAfterSubmitError):
			doc.save()
		doc.reload()
		doc.update({"approved_by": here.liaison, "evaluation": "Good."})
		doc.save()
	assert frappe.db.get_value("Partnership Plan", here.plan, "approved_by") == here.leader


def test_changes_after_the_approval_stand_on_the_plan(here):
	approve(here)
	change(here.activity, here.liaison, helpers="Two parents", change_reason="More hands are needed.")
	[row] = page(here, here.parent).changes
	assert (row.activity, row.reason) == ("Family reading night", "More hands are needed.")
	assert row.what == "Helpers: – → Two parents"


def test_without_a_workflow_the_status_is_set_by_hand_by_the_same_rules(here, fresh_cache):
	switch_off("Partnership Plan")
	with working_as(here.liaison):
		doc = frappe.get_doc("Partnership Plan", here.plan)
		doc.status = "In Review"
		doc.save()
		with pytest.raises(frappe.PermissionError):
			doc.submit()
	with working_as(here.leader):
		doc = frappe.get_doc("Partnership Plan", here.plan)
		doc.submit()
	assert (doc.status, doc.approved_by) == ("Approved", here.leader)


def test_a_site_that_had_no_plans_gets_their_workflow_once(fresh_cache):
	frappe.delete_doc("Workflow", "Partnership Plan", force=True)
	insert_workflow("Partnership Plan")
	assert frappe.db.get_value("Workflow", {"document_type": "Partnership Plan"}, "is_active")
	frappe.rename_doc("Workflow", "Partnership Plan", "Our Plans", force=True)
	insert_workflow("Partnership Plan")
	assert frappe.get_all("Workflow", {"document_type": "Partnership Plan"}, pluck="name") == ["Our Plans"]
