"""The last report of a liaison who left: handed in by a coordinator, and recorded as such."""

import frappe
import pytest

from liaison_app.ledger.audit import verify
from liaison_app.patches import add_hand_in_on_behalf
from liaison_app.weekly_report.on_behalf import give_reason
from tests import factories as make
from tests.connection import as_user, working_as

WHY = "She left on Friday."
ACTION = "Hand In on Behalf"


@pytest.fixture
def report(family, school, liaison):
	"""A draft with ten minutes of work, of a liaison whose assignment has ended since."""
	make.make_contact(family, school, liaison, contacted_at=f"{make.monday(1)} 09:00:00", staff_minutes=10)
	doc = make.insert(
		"Weekly Activity Report", {"liaison": liaison, "school": school, "week_start": make.monday(1)}
	)
	frappe.db.set_value(
		"School Assignment", {"user": liaison, "parent": school}, "last_day", make.days_ago(1)[:10]
	)
	return doc


def give(user: str, report, reason: str = WHY) -> None:
	with working_as(user):
		give_reason(report.name, reason)


def test_a_coordinator_hands_it_in_and_the_report_says_who_and_why(report, liaison):
	coordinator = make.make_coordinator()
	give(coordinator, report)
	doc = make.act(report.name, coordinator, ACTION)
	assert (doc.status, doc.handed_in_by, doc.liaison, doc.on_behalf_reason) == (
		"In Review",
		coordinator,
		liaison,
		WHY,
	)
	assert doc.staff_minutes == 10
	assert verify() == []


def test_without_a_reason_it_is_not_handed_in(report):
	coordinator = make.make_coordinator()
	with pytest.raises(frappe.ValidationError, match="which asks for the reason"):
		make.act(report.name, coordinator, ACTION)
	with pytest.raises(frappe.ValidationError, match="Reason is missing"):
		give(coordinator, report, " ")
	assert frappe.db.get_value("Weekly Activity Report", report.name, "status") == "Draft"


def test_the_reason_is_not_written_into_the_document_itself(report):
	doc = frappe.get_doc("Weekly Activity Report", report.name)
	doc.on_behalf_reason = WHY
	doc.save()
	assert not frappe.db.get_value("Weekly Activity Report", report.name, "on_behalf_reason")


def test_nobody_but_a_coordinator_hands_in_on_behalf(report, school, liaison):
	for user in (make.make_liaison(school), make.make_leader(make.make_school()), liaison):
		with pytest.raises(frappe.PermissionError):
			give(user, report)
	leader = make.make_leader(school)
	give(leader, report)  # a principal approves, so may say why; the workflow lets only coordinators hand in
	with pytest.raises(frappe.ValidationError):
		make.act(report.name, leader, ACTION)
	assert frappe.db.get_value("Weekly Activity Report", report.name, "status") == "Draft"


def test_a_liaisons_own_report_carries_no_reason(family, school, liaison):
	doc = make.insert(
		"Weekly Activity Report", {"liaison": liaison, "school": school, "week_start": make.monday(1)}
	)
	give(make.make_coordinator(), doc)
	assert not make.hand_in(doc.name, liaison).on_behalf_reason


def test_a_report_that_is_returned_forgets_who_handed_it_in(report):
	coordinator = make.make_coordinator()
	give(coordinator, report)
	make.act(report.name, coordinator, ACTION)
	frappe.db.set_value("Weekly Activity Report", report.name, "return_reason", "Tuesday is missing.")
	doc = make.act(report.name, coordinator, "Return")
	assert (doc.handed_in_by, doc.on_behalf_reason) == (None, None)


def test_a_workflow_of_an_earlier_version_gets_the_action_once(report, fresh_cache):
	workflow = frappe.get_doc("Workflow", "Weekly Activity Report")
	workflow.transitions = [row for row in workflow.transitions if row.action != ACTION]
	workflow.save()
	add_hand_in_on_behalf.execute()
	add_hand_in_on_behalf.execute()
	rows = frappe.get_doc("Workflow", "Weekly Activity Report").transitions
	assert [(row.state, row.next_state) for row in rows if row.action == ACTION] == [("Draft", "In Review")]
	as_user("Administrator")
