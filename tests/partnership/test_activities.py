"""What an activity may say, and what is kept once its plan is approved."""

import frappe
import pytest
from frappe.utils import add_days, nowdate

from tests import factories as make
from tests.connection import working_as
from tests.partnership.plans import (
	GOAL,
	act,
	activity_values,
	approve,
	change,
	day_after_year,
	make_activity,
	make_plan,
	prepare,
)


def test_it_takes_school_and_year_from_its_plan(here):
	doc = make_activity(here.plan)
	plan = frappe.get_doc("Partnership Plan", here.plan)
	assert (doc.school, doc.school_year) == (here.school, plan.school_year)
	assert str(doc.ends_on) == nowdate()


def test_a_day_outside_the_school_year_is_refused(here):
	late = day_after_year(here.plan)
	with pytest.raises(frappe.ValidationError, match=r"Starts on: .* is not in the school year"):
		make_activity(here.plan, starts_on=late)
	with pytest.raises(frappe.ValidationError, match=r"Ends on: .* is not in the school year"):
		make_activity(here.plan, ends_on=late)


def test_an_activity_without_a_type_is_refused(here):
	with pytest.raises(frappe.MandatoryError, match="involvement_type"):
		make_activity(here.plan, involvement_type=None)


def test_a_goal_of_another_plan_is_refused(here):
	with pytest.raises(frappe.ValidationError, match="Goal: choose one of the goals of"):
		make_activity(here.plan, goal="Attendance")


def test_an_activity_that_ends_before_it_begins_is_refused(here):
	with pytest.raises(frappe.ValidationError):
		make_activity(here.plan, ends_on=add_days(nowdate(), -1))


def test_somebody_is_in_charge_with_or_without_a_login(here):
	with pytest.raises(frappe.ValidationError, match="Person in Charge is missing"):
		make_activity(here.plan, in_charge_name=None)
	assert make_activity(here.plan, in_charge_name="Ana Ruiz").in_charge is None
	named = make_activity(here.plan, in_charge_name=None, in_charge=here.parent)
	assert named.in_charge_name == frappe.utils.get_fullname(here.parent)


def test_what_is_done_says_what_came_of_it(here):
	with pytest.raises(frappe.ValidationError, match="What Came of It is missing"):
		change(here.activity, here.liaison, status="Done")
	doc = change(here.activity, here.liaison, status="Done", result="Forty families read.", rating="4")
	assert (doc.status, doc.rating) == ("Done", "4")


def test_what_has_not_begun_cannot_be_done(here, in_a_month):
	doc = make_activity(here.plan, starts_on=in_a_month)
	with pytest.raises(frappe.ValidationError, match="cannot be done yet"):
		change(doc.name, here.liaison, status="Done", result="x")


def test_what_is_called_off_says_why(here):
	with pytest.raises(frappe.ValidationError, match="Why It Was Called Off is missing"):
		change(here.activity, here.liaison, status="Called Off")


def test_who_adds_to_a_foreign_plan_is_told_so(here):
	stranger = make.make_liaison(make.make_school())
	with working_as(stranger), pytest.raises(frappe.PermissionError):
		frappe.get_doc(activity_values(here.plan)).insert()
	assert "choose a plan of a school where you are assigned" in frappe.flags.error_message


def test_posting_ones_own_school_opens_no_foreign_plan(here):
	school = make.make_school()
	stranger = make.make_liaison(school)
	with working_as(stranger), pytest.raises(frappe.PermissionError):
		frappe.get_doc(activity_values(here.plan, school=school)).insert()
	with working_as(stranger):
		own = frappe.get_doc(activity_values(make_plan(school).name, school=here.school)).insert()
	assert own.school == school


def test_while_the_plan_is_in_review_its_activities_stand_still(here):
	act(here.plan, here.liaison, "Hand In")
	with pytest.raises(frappe.ValidationError, match="is in review"):
		change(here.activity, here.liaison, starts_on=add_days(nowdate(), -1))
	with pytest.raises(frappe.ValidationError, match="is in review"):
		make_activity(here.plan)
	with working_as(here.liaison), pytest.raises(frappe.ValidationError, match="The plan was handed in"):
		frappe.delete_doc("Partnership Activity", here.activity)


def test_an_activity_of_a_draft_is_deleted_by_the_liaison(here):
	with working_as(here.liaison):
		frappe.delete_doc("Partnership Activity", here.activity)
	assert not frappe.db.exists("Partnership Activity", here.activity)


def test_a_change_after_the_approval_asks_why_and_is_kept(here):
	approve(here)
	moved = {"starts_on": add_days(nowdate(), -1)}
	with pytest.raises(frappe.ValidationError, match="Reason of This Change is missing"):
		change(here.activity, here.liaison, **moved)
	doc = change(here.activity, here.liaison, **moved, change_reason="The library is closed.")
	[kept] = doc.changes
	assert kept.what.startswith("Starts on: ")
	assert " → " in kept.what
	assert (kept.reason, kept.changed_by) == ("The library is closed.", here.liaison)
	assert not doc.change_reason


def test_an_activity_that_is_added_after_the_approval_is_a_change(here):
	approve(here)
	doc = make_activity(here.plan, change_reason="Parents asked for it.")
	assert [row.what for row in doc.changes] == ["Added to the plan"]


def test_calling_off_is_a_change_and_an_evaluation_is_none(here):
	approve(here)
	doc = change(here.activity, here.liaison, status="Done", result="Forty families read.", rating="4")
	assert doc.changes == []
	other = make_activity(here.plan, change_reason="Asked for.")
	off = change(
		other.name, here.liaison, status="Called Off", called_off_reason="Snow.", change_reason="Snow."
	)
	assert [row.what for row in off.changes] == ["Added to the plan", "Called Off"]


def test_nobody_writes_the_changes_themselves(here):
	approve(here)
	doc = change(here.activity, here.liaison, starts_on=add_days(nowdate(), -1), change_reason="Closed.")
	with working_as(here.liaison):
		doc.reload()
		doc.set("changes", [{"what": "Nothing", "reason": "Nothing"}])
		doc.save()
	assert [row.reason for row in frappe.get_doc("Partnership Activity", doc.name).changes] == ["Closed."]


def test_preparations_stand_by_month_without_what_became_a_familys(here, in_a_month):
	prepare(here.activity, "Order books", nowdate(), here.liaison)
	prepare(here.activity, "Invite families", in_a_month, here.leader)
	step = prepare(here.activity, "Call the Ruiz family", nowdate(), here.liaison)
	family = make.make_family(here.school, here.liaison)
	frappe.db.set_value("Next Step", step.name, "family", family)
	with working_as(here.parent):
		doc = frappe.get_doc("Partnership Activity", here.activity)
		doc.run_method("onload")
	told = [(row["month"], [step.what for step in row["steps"]]) for row in doc.get_onload().preparations]
	assert [what for _month, whats in told for what in whats] == ["Order books", "Invite families"]
	assert told[0][0] == nowdate()[:7]


def test_the_form_of_a_new_one_knows_goals_people_and_the_balance_so_far(here):
	from liaison_app.partnership.activity_page import get_plan_facts

	with working_as(here.liaison):
		facts = get_plan_facts(here.plan)
	assert facts["goals"] == [GOAL]
	assert [row["member_name"] for row in facts["people"]] == ["Pat Head", "Ana Login"]
	counts = {row["involvement_type"]: row["activities"] for row in facts["balance"]}
	assert (counts["Learning at Home"], counts["Parenting"]) == (1, 0)
	stranger = make.make_liaison(make.make_school())
	with working_as(stranger), pytest.raises(frappe.PermissionError):
		get_plan_facts(here.plan)


def test_who_may_write_it_is_asked_how_it_went_once_it_has_begun(here, in_a_month):
	def asked(name: str, user: str) -> bool:
		with working_as(user):
			doc = frappe.get_doc("Partnership Activity", name)
			doc.run_method("onload")
		return doc.get_onload().may_evaluate

	assert asked(here.activity, here.liaison) and asked(here.activity, here.leader)
	assert not asked(here.activity, here.parent)
	frappe.db.set_value("Partnership Activity", here.activity, "in_charge", here.parent)
	assert asked(here.activity, here.parent)
	assert not asked(make_activity(here.plan, starts_on=in_a_month).name, here.liaison)
	change(
		here.activity,
		here.liaison,
		status="Done",
		result="Forty families read.",
		what_to_change="Begin earlier.",
	)
	assert not asked(here.activity, here.liaison)
