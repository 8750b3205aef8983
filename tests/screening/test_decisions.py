"""From a result to an enrolment: nominate, waitlist, enrol, decline, each with a reason and by whom."""

import frappe
import pytest

from liaison_app.families.nomination import nominate_family
from liaison_app.screening.capacity import capacity_at
from liaison_app.screening.decisions import decide
from tests import factories as make
from tests.connection import as_user

WHY = "Often absent, and the mother asked for help."


def result_for(student: str, school: str, **values) -> str:
	return make.insert("Screening Result", {"student": student, "school": school, "score": 4, **values}).name


@pytest.fixture
def alone(school) -> str:
	"""A result of a child without a family."""
	return result_for(make.make_student(None, school), school)


def nomination(school: str, result: str) -> dict:
	child = frappe.db.get_value("Screening Result", result, "student")
	return {
		"school": school, "family_name": make.unique("Family"), "reason": WHY, "screening_result": result,
		"members": [{"first_name": "Rosa", "last_name": "Vale"}], "students": [{"student": child}],
	}  # fmt: skip


def history(result: str) -> list[tuple]:
	rows = frappe.get_doc("Screening Result", result).decisions
	return [(row.decision, row.reason, row.decided_by) for row in rows]


def enrolment_of(result: str):
	return frappe.get_doc("Family Enrolment", frappe.db.get_value("Screening Result", result, "enrolment"))


def test_a_liaison_nominates_a_child_from_its_result_and_the_score_is_kept(school, liaison, alone):
	as_user(liaison)
	made = nominate_family(nomination(school, alone))
	as_user("Administrator")
	enrolment = enrolment_of(alone)
	assert enrolment.name == made["enrolment"]
	assert (enrolment.status, enrolment.chosen_by, enrolment.score) == ("Nominated", "Score", 4)
	assert enrolment.screening_result == alone
	assert history(alone) == [("Nominated", WHY, liaison)]
	student = frappe.db.get_value("Screening Result", alone, "student")
	assert frappe.db.get_value("Focus Student", student, "family") == made["family"]


def test_a_family_is_nominated_on_judgement_without_a_score(school, liaison):
	as_user(liaison)
	values = nomination(school, "") | {
		"screening_result": None,
		"students": [{"first_name": "Sam", "last_name": "V"}],
	}
	made = nominate_family(values)
	enrolment = frappe.get_doc("Family Enrolment", made["enrolment"])
	assert (enrolment.chosen_by, enrolment.score, enrolment.screening_result) == ("Judgement", 0, None)


@pytest.mark.parametrize(
	("decision", "status"), [("Waitlisted", "Waitlisted"), ("Enrolled", "Enrolled"), ("Declined", "Declined")]
)
def test_a_coordinator_brings_a_nomination_there_by_the_workflow(school, liaison, alone, decision, status):
	coordinator = make.make_coordinator()
	as_user(liaison)
	nominate_family(nomination(school, alone))
	as_user(coordinator)
	decide(alone, decision, "Room this term.")
	assert enrolment_of(alone).status == status
	assert history(alone) == [("Nominated", WHY, liaison), (decision, "Room this term.", coordinator)]


def test_enrolling_takes_the_liaison_who_is_to_serve_the_family(school, liaison, alone):
	other = make.make_liaison(school)
	as_user(make.make_coordinator())
	nominate_family(nomination(school, alone) | {"liaison": liaison})
	decide(alone, "Enrolled", "Room this term.", other)
	enrolment = enrolment_of(alone)
	assert (enrolment.status, enrolment.liaison) == ("Enrolled", other)
	assert "open_barriers" in enrolment.baseline_evidence


def test_what_is_decided_in_the_enrolment_is_in_the_results_history_too(school, liaison, alone):
	from frappe.model.workflow import apply_workflow

	as_user(make.make_coordinator())
	nominate_family(nomination(school, alone) | {"liaison": liaison})
	apply_workflow(enrolment_of(alone), "Enrol")
	assert [row[0] for row in history(alone)] == ["Nominated", "Enrolled"]


def test_a_child_without_a_family_is_declined_and_no_family_is_made(school, alone):
	before = frappe.db.count("Focus Family")
	as_user(make.make_coordinator())
	decide(alone, "Declined", "The school helps already.")
	assert frappe.db.get_value("Screening Result", alone, "decision") == "Declined"
	assert frappe.db.count("Focus Family") == before


def test_a_family_that_has_left_is_nominated_again_from_a_new_result(school, liaison):
	family = make.make_family(school, liaison, "Exited")
	result = result_for(make.child_of(family), school)
	as_user(make.make_coordinator())
	decide(result, "Nominated", WHY)
	assert enrolment_of(result).family == family
	assert enrolment_of(result).status == "Nominated"


@pytest.mark.parametrize(
	("decision", "reason", "sentence"),
	[
		("Nominated", WHY, "nominate it with its adults"),
		("Enrolled", WHY, "Nominate the family first"),
		("Declined", " ", "Reason is missing"),
		("Exited", WHY, "choose one of"),
	],
)
def test_what_cannot_be_decided_is_refused_in_a_sentence(alone, decision, reason, sentence):
	with pytest.raises(frappe.ValidationError, match=sentence):
		decide(alone, decision, reason)
	assert history(alone) == []


def test_a_family_that_is_enrolled_is_not_nominated_again(school, liaison):
	result = result_for(make.child_of(make.make_family(school, liaison)), school)
	with pytest.raises(frappe.ValidationError, match=r"Enrolled.* already"):
		decide(result, "Nominated", WHY)


def test_a_workflow_without_a_way_says_so(school, liaison):
	family = make.make_family(school, liaison, "Enrolled")
	result = result_for(make.child_of(family), school)
	as_user(make.make_coordinator())
	with pytest.raises(frappe.ValidationError, match="no such way for you"):
		decide(result, "Waitlisted", WHY)


def test_renamed_states_and_a_changed_way_are_followed(school, liaison, alone, fresh_cache):
	workflow = frappe.get_doc("Workflow", {"document_type": "Family Enrolment"})
	make.insert("Workflow State", {"workflow_state_name": "On the List"})
	state = next(row for row in workflow.states if row.update_value == "Waitlisted")
	old, state.state = state.state, "On the List"
	for row in workflow.transitions:
		row.state = "On the List" if row.state == old else row.state
		row.next_state = "On the List" if row.next_state == old else row.next_state
	workflow.save()
	as_user(make.make_coordinator())
	nominate_family(nomination(school, alone) | {"liaison": liaison})
	decide(alone, "Waitlisted", "No room yet.")
	assert (enrolment_of(alone).workflow_state, enrolment_of(alone).status) == ("On the List", "Waitlisted")


def test_a_liaison_nominates_at_own_schools_alone_and_decides_nothing_else(school, alone):
	liaison, stranger = make.make_liaison(school), make.make_liaison(make.make_school())
	as_user(stranger)
	for work in (lambda: nominate_family(nomination(school, alone)), lambda: decide(alone, "Declined", WHY)):
		with pytest.raises(frappe.PermissionError):
			work()
	as_user(liaison)
	with pytest.raises(frappe.PermissionError, match="Only a coordinator declines"):
		decide(alone, "Declined", WHY)
	nominate_family(nomination(school, alone))
	with pytest.raises(frappe.PermissionError):
		decide(alone, "Enrolled", WHY)
	assert enrolment_of(alone).status == "Nominated"


def test_a_result_of_another_school_lends_its_score_to_nobody(school, liaison):
	elsewhere = make.make_school()
	foreign = result_for(make.make_student(None, elsewhere), elsewhere)
	values = nomination(school, foreign) | {"students": [{"first_name": "Sam", "last_name": "V"}]}
	as_user(liaison)
	with pytest.raises(frappe.PermissionError):
		nominate_family(values)
	as_user(make.make_coordinator())
	with pytest.raises(frappe.ValidationError, match="of another school"):
		nominate_family(values)


def test_a_result_lends_its_score_to_its_own_child_alone(school, alone):
	as_user(make.make_coordinator())
	values = nomination(school, alone) | {"students": [{"first_name": "Sam", "last_name": "V"}]}
	with pytest.raises(frappe.ValidationError, match="not among the children"):
		nominate_family(values)


def test_a_score_that_someone_types_into_an_enrolment_is_not_kept(school, alone):
	as_user(make.make_coordinator())
	family = make.insert("Focus Family", {"family_name": "V"}).name
	enrolment = frappe.get_doc(
		{
			"doctype": "Family Enrolment", "family": family, "school": school, "role": "Lead", "reason": WHY,
			"score": 99, "screening_result": alone,
		}
	).insert()  # fmt: skip
	assert (enrolment.score, enrolment.screening_result) == (0, None)


def test_the_capacity_counts_current_and_waiting_families_of_each_liaison_at_the_school(school, liaison):
	other = make.make_liaison(school)
	make.make_liaison(make.make_school())
	make.make_family(school, liaison)
	make.make_family(school, liaison, "Nominated")
	make.make_family(school, liaison, "Exited")
	rows = {row.liaison: (row.caseload, row.waiting, row.target - row.free) for row in capacity_at(school)}
	assert rows == {liaison: (1, 1, 1), other: (0, 0, 0)}
