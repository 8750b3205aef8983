"""The call behind "Finish Visit" and "Finish Meeting": outcome, next step and status in one, or nothing."""

import frappe
import pytest
from frappe.utils import nowdate

from liaison_app.outreach.finishing import finish, get_outcomes
from tests import appointments as plan
from tests import factories as make
from tests.connection import as_user, working_as
from tests.workflows import switch_off

STEP = {"what": "Ask for a bus card", "due_on": "2026-01-04"}


@pytest.fixture
def visit(family, school, liaison):
	visit = plan.make_visit(family, school, liaison)
	as_user(liaison)
	return visit


@pytest.fixture
def meeting(family, school, liaison):
	meeting = plan.make_meeting([family], school, liaison)
	as_user(liaison)
	return meeting


def times() -> dict:
	return {"actual_start": str(plan.ago(60)), "actual_end": str(plan.ago(20))}


def action_to(doc, status: str) -> str:
	"""What the button is called that leads to a status."""
	[action] = [row["action"] for row in get_outcomes(doc.doctype, doc.name) if row["status"] == status]
	return action


def end(doc, status: str, next_step: dict | None = None, **outcome):
	finish(doc.doctype, doc.name, action_to(doc, status), outcome, next_step)
	return frappe.get_doc(doc.doctype, doc.name)


def test_a_visit_is_finished_with_its_outcome_and_next_step(visit, family):
	done = end(visit, "Completed", STEP, **times(), met_with=make.adult_of(family), reflection="Go again.")
	assert (done.status, done.docstatus, done.reached, done.reflection) == ("Completed", 1, 1, "Go again.")
	assert done.has_next_step()
	[line] = plan.lines(visit.name)
	assert (line.units, line.staff_minutes) == (1, 40)


def test_the_liaisons_own_way_counts_as_travel(visit, family):
	done = end(visit, "Completed", STEP, **times(), met_with=make.adult_of(family), travel_minutes=25)
	assert [row.travel_minutes for row in done.visitors if row.liaison] == [25]
	assert done.travel_minutes == 25


def test_a_visit_that_met_nobody_and_one_that_was_called_off_are_finished(visit, family, school, liaison):
	assert end(visit, "Attempted", **times()).status == "Attempted"
	other = plan.make_visit(family, school, liaison)
	off = end(other, "Called Off", called_off_by="Family", called_off_reason="The child is ill.")
	assert (off.status, str(off.called_off_on)) == ("Called Off", nowdate())


def test_what_is_missing_is_said_and_nothing_is_kept(visit, family):
	frappe.db.savepoint("planned")
	with pytest.raises(frappe.MandatoryError, match="Next Steps is empty"):
		end(visit, "Completed", **times(), met_with=make.adult_of(family))
	frappe.db.rollback(save_point="planned")
	visit.reload()
	assert (visit.status, visit.actual_start, visit.met_with) == ("Planned", None, None)


def test_a_meeting_is_finished_with_who_came(meeting):
	came = [row.name for row in meeting.invited]
	done = end(meeting, "Held", STEP, **times(), present=came, summary="They will read together.")
	assert (done.status, [row.present for row in done.invited], done.head_count) == ("Held", [1], 1)


def test_without_a_workflow_the_statuses_themselves_are_offered(visit, family, fresh_cache):
	with working_as("Administrator"):
		switch_off("Home Visit")
	offered = [row["action"] for row in get_outcomes("Home Visit", visit.name)]
	assert offered == ["Completed", "Attempted", "Called Off"]
	assert end(visit, "Completed", STEP, **times(), met_with=make.adult_of(family)).docstatus == 1


def test_a_finished_visit_offers_nothing_more(visit):
	end(visit, "Attempted", **times())
	assert get_outcomes("Home Visit", visit.name) == []
	with pytest.raises(frappe.ValidationError, match="not offered any more"):
		finish("Home Visit", visit.name, "Complete", {})


def test_nobody_else_finishes_a_visit(visit, family, school, liaison):
	action, outcome = action_to(visit, "Attempted"), times()
	with working_as("Administrator"):
		stranger = make.make_liaison(make.make_school())
		others = [stranger, make.make_liaison(school), make.make_leader(school)]
	for user in others:
		with working_as(user), pytest.raises(frappe.PermissionError):
			finish("Home Visit", visit.name, action, outcome)
	with working_as(stranger), pytest.raises(frappe.PermissionError):
		get_outcomes("Home Visit", visit.name)
	finish("Home Visit", visit.name, action, outcome)


def test_no_other_document_is_finished_so(family, school, liaison):
	contact = make.make_contact(family, school, liaison)
	as_user(liaison)
	with pytest.raises(frappe.PermissionError):
		finish("Liaison Contact", contact.name, "Complete", {"outcome": "Declined"})


def test_only_the_outcome_is_filled(visit, family, school):
	other = make.make_school()
	end(visit, "Attempted", **times(), school=other, family="FAM-1")
	visit.reload()
	assert (visit.school, visit.family) == (school, family)


def may_finish(name: str, user: str) -> bool:
	"""Whether the form of a visit offers this user to finish it."""
	with working_as(user):
		visit = frappe.get_doc("Home Visit", name)
		visit.run_method("onload")
		return visit.get_onload("may_finish")


def test_a_visit_is_offered_to_be_finished_by_its_liaison_alone(family, school, liaison):
	colleague = make.make_liaison(school)
	visit = plan.make_visit(family, school, liaison, visitors=[{"liaison": liaison}, {"liaison": colleague}])
	assert may_finish(visit.name, liaison)
	assert not may_finish(visit.name, colleague)


def test_the_form_of_a_meeting_knows_the_names_of_colleagues_who_are_invited(family, school, liaison):
	leader = make.make_leader(school)
	meeting = plan.make_meeting([family], school, liaison, invited=[{"role": "Teacher", "user": leader}])
	meeting.run_method("onload")
	assert meeting.get_onload("user_names") == {leader: frappe.utils.get_fullname(leader)}
