"""The numbers on the workspaces: each role counts what it may see, and no more."""

import frappe
import pytest
from frappe.utils import add_days, nowdate

from liaison_app.overview import cards
from tests import factories as make
from tests.appointments import make_meeting, make_visit
from tests.connection import working_as
from tests.partnership.plans import act, make_place


def number(card: str, user: str) -> int:
	"""What a card shows to a user."""
	with working_as(user):
		return getattr(cards, card)()["value"]


def reach(family: str) -> None:
	frappe.db.set_value("Focus Family", family, "last_reached", nowdate())


@pytest.fixture
def elsewhere() -> str:
	"""A liaison of another school, with a family."""
	other = make.make_school()
	liaison = make.make_liaison(other)
	make.make_family(other, liaison)
	return liaison


def test_a_liaison_counts_the_own_families_that_are_due(school, liaison, elsewhere):
	make.make_family(school, liaison)
	make.make_family(school, make.make_liaison(school))
	reach(make.make_family(school, liaison))
	assert number("families_due_for_contact", liaison) == 1
	assert number("families_due_for_contact", elsewhere) == 1


def test_appointments_of_this_week_count_until_they_have_an_outcome(school, liaison, family, elsewhere):
	make_visit(family, school, liaison)
	make_meeting([family], school, liaison)
	make_visit(family, school, liaison, planned_start=f"{add_days(nowdate(), 9)} 10:00:00")
	assert number("appointments_left_this_week", liaison) == 2
	assert number("appointments_left_this_week", elsewhere) == 0


def test_next_steps_of_others_are_not_mine(school, liaison, family):
	colleague = make.make_liaison(school)
	for values in ({"assignee": liaison}, {"assignee": liaison, "done": 1}, {"assignee": colleague}):
		make.insert("Next Step", {"what": "Call", "family": family, "due_on": nowdate(), **values})
	assert number("my_open_next_steps", liaison) == 1
	assert number("my_open_next_steps", colleague) == 1


def test_a_message_to_many_is_no_contact(school, liaison, family):
	make.make_contact(family, school, liaison)
	make.make_contact(family, school, liaison, is_message=1, outcome="Left Message")
	assert number("my_contacts_this_week", liaison) == 1


def test_a_report_waits_with_the_liaison_first_and_then_with_the_own_principal_alone(school, liaison):
	leader, foreign = make.make_leader(school), make.make_leader(make.make_school())
	values = {"liaison": liaison, "school": school, "week_start": make.monday(2)}
	report = make.insert("Weekly Activity Report", values).name
	assert number("my_reports_to_hand_in", liaison) == 1
	assert number("reports_to_approve", leader) == 0
	make.hand_in(report, liaison)
	assert number("my_reports_to_hand_in", liaison) == 0
	assert number("reports_to_approve", leader) == 1
	assert number("reports_to_approve", foreign) == 0


def test_a_plan_waits_with_the_own_principal_and_the_coordinator_until_it_is_approved():
	here, coordinator = make_place(), make.make_coordinator()
	foreign = make.make_leader(make.make_school())
	before = number("plans_to_approve", coordinator)
	assert number("plans_to_approve", here.leader) == 0
	act(here.plan, here.liaison, "Hand In")
	assert number("plans_to_approve", here.leader) == 1
	assert number("plans_to_approve", coordinator) == before + 1
	assert number("plans_to_approve", foreign) == 0
	act(here.plan, here.leader, "Approve")
	assert number("plans_to_approve", here.leader) == 0
	assert number("plans_to_approve", coordinator) == before


def test_a_coordinator_counts_the_whole_district(school, liaison, elsewhere):
	coordinator = make.make_coordinator()
	before = {card: number(card, coordinator) for card in ("families_enrolled", "nominations_to_decide")}
	make.make_family(school, liaison)
	make.make_family(school, liaison, status="Nominated")
	assert number("families_enrolled", coordinator) == before["families_enrolled"] + 1
	assert number("nominations_to_decide", coordinator) == before["nominations_to_decide"] + 1


def test_free_places_are_what_the_targets_leave(school, liaison):
	coordinator = make.make_coordinator()
	before = number("free_places", coordinator)
	frappe.db.set_value("Family Liaison", liaison, "enabled", 0)
	target = frappe.db.get_value("Family Liaison", liaison, "caseload_target")
	assert number("free_places", coordinator) == before - target


def test_a_principal_counts_the_work_of_the_own_school_and_of_no_other(school, liaison, family):
	leader, foreign = make.make_leader(school), make.make_leader(make.make_school())
	make.make_contact(family, school, liaison, staff_minutes=60)
	assert (number("work_this_week", leader), number("hours_this_week", leader)) == (1, 1)
	assert (number("work_this_week", foreign), number("hours_this_week", foreign)) == (0, 0)


@pytest.mark.parametrize("card", ["my_contacts_this_week", "appointments_left_this_week"])
def test_a_principal_counts_no_contacts_and_no_visits(school, liaison, card):
	assert number(card, liaison) == 0
	with pytest.raises(frappe.PermissionError):
		number(card, make.make_leader(school))


def test_a_teacher_counts_nothing_but_the_own_steps(school, liaison):
	teacher = make.make_user("Referring Teacher")
	make.assign(school, teacher, "Referring Teacher")
	assert number("my_open_next_steps", teacher) == 0
	for card in ("families_due_for_contact", "reports_to_approve", "families_enrolled", "free_places"):
		with pytest.raises(frappe.PermissionError):
			number(card, teacher)
