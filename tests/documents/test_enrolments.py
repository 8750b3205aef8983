"""Enrolments through their workflow: dates, evidence, one open Lead, a status on every path."""

import frappe
import pytest
from frappe.model.workflow import apply_workflow
from frappe.utils import add_days, getdate, nowdate

from tests import factories as make
from tests.connection import as_user


@pytest.fixture
def nominated(school, liaison):
	family = make.make_family(school, liaison, "Nominated")
	return frappe.get_doc("Family Enrolment", {"family": family})


def test_a_coordinator_takes_a_family_from_nomination_to_exit(nominated):
	as_user(make.make_coordinator())
	assert nominated.status == "Nominated"
	doc = apply_workflow(nominated.as_dict(), "Start Review")
	assert doc.status == "In Review"
	doc = apply_workflow(doc.as_dict(), "Enrol")
	assert (doc.status, str(doc.starts_on)) == ("Enrolled", nowdate())
	assert frappe.parse_json(doc.baseline_evidence)["students"][0]["school"] == doc.school
	doc.exit_reason = "Goals Met"
	doc.save()
	doc = apply_workflow(doc.as_dict(), "Exit")
	assert (doc.status, str(doc.last_day)) == ("Exited", nowdate())
	assert doc.exit_evidence


def test_a_family_does_not_exit_without_a_reason(nominated):
	as_user(make.make_coordinator())
	doc = apply_workflow(nominated.as_dict(), "Enrol")
	with pytest.raises(frappe.ValidationError, match="Exit Reason is missing"):
		apply_workflow(doc.as_dict(), "Exit")
	assert frappe.db.get_value("Family Enrolment", doc.name, "status") == "Enrolled"


def test_a_family_is_not_enrolled_without_a_liaison(school):
	family = make.make_family(school, None, "Nominated")
	as_user(make.make_coordinator())
	with pytest.raises(frappe.ValidationError, match="Choose the Liaison before the family is enrolled"):
		apply_workflow(frappe.get_doc("Family Enrolment", {"family": family}).as_dict(), "Enrol")


def test_a_liaison_does_not_decide(nominated, liaison):
	as_user(liaison)
	with pytest.raises(frappe.ValidationError):
		apply_workflow(nominated.as_dict(), "Enrol")
	assert frappe.db.get_value("Family Enrolment", nominated.name, "status") == "Nominated"


def test_a_status_that_is_written_by_hand_does_not_stay(nominated):
	as_user(make.make_coordinator())
	nominated.status = "Enrolled"
	nominated.save()
	assert frappe.db.get_value("Family Enrolment", nominated.name, "status") == "Nominated"


def test_a_state_written_past_the_workflow_is_refused(nominated):
	as_user(make.make_coordinator())
	nominated.workflow_state = "Exited"
	with pytest.raises(frappe.ValidationError):
		nominated.save()
	assert frappe.db.get_value("Family Enrolment", nominated.name, "status") == "Nominated"


def test_a_state_written_by_rest_brings_its_status_along(nominated):
	"""The host sets Update Value on its button alone."""
	as_user(make.make_coordinator())
	nominated.workflow_state = "In Review"
	nominated.save()
	assert frappe.db.get_value("Family Enrolment", nominated.name, "status") == "In Review"


def test_two_open_lead_enrolments_are_refused(nominated, school, liaison):
	with pytest.raises(frappe.ValidationError, match="has an open Lead enrolment at"):
		make.enrol(nominated.family, school, liaison, "Nominated")


def test_a_supporting_enrolment_beside_the_lead_is_welcome(nominated):
	other = make.make_school()
	name = make.enrol(nominated.family, other, make.make_liaison(other), "Nominated", role="Supporting")
	assert frappe.db.get_value("Family Enrolment", name, "role") == "Supporting"


def test_a_family_returns_after_its_exit(nominated, school, liaison):
	make.set_status(nominated, "Exited")
	assert make.enrol(nominated.family, school, liaison, "Nominated")


def test_a_liaison_of_another_school_is_refused(nominated):
	nominated.liaison = make.make_liaison(make.make_school())
	with pytest.raises(frappe.ValidationError, match="is not assigned to"):
		nominated.save()


def test_a_last_day_before_the_first_is_refused(nominated):
	as_user(make.make_coordinator())
	doc = apply_workflow(nominated.as_dict(), "Enrol")
	doc.last_day = add_days(doc.starts_on, -1)
	with pytest.raises(frappe.ValidationError, match="must be on or after"):
		doc.save()


def test_a_nomination_in_the_future_is_refused(nominated):
	nominated.nominated_on = add_days(getdate(), 1)
	with pytest.raises(frappe.ValidationError, match="Nominated On is in the future"):
		nominated.save()


def test_an_enrolment_is_not_discarded(nominated):
	"""Frappe 16 calls this before it discards a draft."""
	with pytest.raises(frappe.ValidationError, match="cannot be discarded"):
		nominated.run_method("before_discard")
	assert frappe.db.get_value("Family Enrolment", nominated.name, "status") == "Nominated"
