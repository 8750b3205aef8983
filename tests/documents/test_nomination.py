"""Nominate family: one form makes a family, its people and its first enrolment, or nothing."""

import frappe
import pytest

from liaison_app.families.contact_card import contact_card
from liaison_app.families.nomination import nominate_family
from tests import factories as make
from tests.connection import as_user


@pytest.fixture
def liaison(school) -> str:
	user = make.make_liaison(school)
	as_user(user)
	return user


def nomination(at_school: str, **values) -> dict:
	return {
		"school": at_school,
		"family_name": "Delgado",
		"reason": "Two children miss every Friday.",
		"members": [
			{"first_name": "Ana", "last_name": "Delgado", "relation": "Mother", "phone": "303-555-0142"}
		],
		"students": [
			{"first_name": "Leo", "last_name": "Delgado", "grade": "Grade 2"},
			{"first_name": "Mia", "last_name": "Delgado", "grade": "Grade 4"},
		],
		**values,
	}


def counts() -> list[int]:
	doctypes = ("Focus Family", "Family Member", "Focus Student", "Family Enrolment")
	return [frappe.db.count(doctype) for doctype in doctypes]


def test_a_liaison_nominates_a_family_with_its_people_and_then_sees_it(school, liaison):
	made = nominate_family(nomination(school))
	family = frappe.get_doc("Focus Family", made["family"])
	assert family.has_permission("read")
	assert family.has_permission("write")
	students = frappe.get_list("Focus Student", filters={"family": family.name}, pluck="full_name")
	assert set(students) == {"Leo Delgado", "Mia Delgado"}
	mother = frappe.get_doc("Family Member", {"family": family.name})
	assert mother.phones[0].phone_number == "303-555-0142"
	rights = frappe.get_all(
		"Guardianship", filters={"family_member": mother.name}, fields=["relation", "may_receive_records"]
	)
	assert [(row.relation, row.may_receive_records) for row in rights] == [("Mother", 1)] * 2
	enrolment = frappe.get_doc("Family Enrolment", made["enrolment"])
	assert (enrolment.status, enrolment.school, enrolment.liaison) == ("Nominated", school, liaison)
	assert enrolment.nominated_by == liaison


def test_a_nominated_familys_page_says_so_until_it_is_decided(school, liaison):
	made = nominate_family(nomination(school))
	assert [(row.name, row.status, row.school) for row in contact_card(made["family"])["waiting"]] == [
		(made["enrolment"], "Nominated", school)
	]
	as_user("Administrator")
	make.set_status(frappe.get_doc("Family Enrolment", made["enrolment"]), "Enrolled")
	as_user(liaison)
	assert contact_card(made["family"])["waiting"] == []


def test_a_local_id_that_no_pupil_has_is_a_coordinators_to_write(school, liaison):
	pupil = {"first_name": "Leo", "last_name": "Delgado", "local_id": make.unique("ID")}
	with pytest.raises(frappe.ValidationError, match="Local ID: a coordinator writes it"):
		nominate_family(nomination(school, students=[pupil]))
	as_user(make.make_coordinator())
	made = nominate_family(nomination(school, students=[pupil], liaison=liaison))
	child = frappe.get_doc("Focus Student", {"family": made["family"]})
	assert child.local_id == pupil["local_id"]
	as_user(liaison)
	with pytest.raises(frappe.ValidationError, match="Local ID: a coordinator writes it"):
		child.update({"local_id": make.unique("ID")}).save()
	child.reload()
	child.update({"grade": "Grade 3"}).save()
	assert frappe.db.get_value("Focus Student", child.name, ["local_id", "grade"]) == (
		pupil["local_id"],
		"Grade 3",
	)


def test_a_student_on_file_without_a_family_is_taken_and_not_made_again(school, liaison):
	local_id = make.unique("ID")
	student = make.make_student(None, school, local_id=local_id, low_income=1)
	made = nominate_family(
		nomination(school, students=[{"first_name": "Leo", "last_name": "D", "local_id": local_id}])
	)
	row = frappe.db.get_value("Focus Student", student, ["family", "low_income"], as_dict=True)
	assert (row.family, row.low_income) == (made["family"], 1)


def test_a_student_of_another_family_is_not_taken(school, liaison):
	local_id = make.unique("ID")
	elsewhere = make.make_school()
	make.make_student(make.make_family(elsewhere), elsewhere, local_id=local_id)
	as_user(liaison)
	before = counts()
	with pytest.raises(frappe.ValidationError, match="is on file already: ask a coordinator"):
		nominate_family(
			nomination(school, students=[{"first_name": "Leo", "last_name": "D", "local_id": local_id}])
		)
	frappe.db.rollback()
	assert counts() <= before


@pytest.mark.parametrize(
	("missing", "sentence"),
	[
		({"family_name": " "}, "Family Name is missing."),
		({"reason": ""}, "Reason is missing: say in a sentence why this family."),
		({"students": []}, "Add at least one child under Children."),
		({"members": []}, "Add at least one adult under Adults."),
		({"school": None}, "Choose the School at which you nominate the family."),
	],
)
def test_what_is_missing_is_named_and_nothing_is_half_made(school, liaison, missing, sentence):
	before = counts()
	with pytest.raises(frappe.ValidationError) as error:
		nominate_family(nomination(school, **missing))
	assert str(error.value) == sentence
	assert counts() == before


def test_a_liaison_nominates_at_no_other_school(liaison):
	before = counts()
	with pytest.raises(frappe.PermissionError, match="nominate the family at a school of your own"):
		nominate_family(nomination(make.make_school()))
	assert counts() == before


def test_a_principal_nominates_nowhere(school):
	as_user(make.make_leader(school))
	with pytest.raises(frappe.PermissionError):
		nominate_family(nomination(school))


def test_a_coordinator_nominates_at_any_school(school):
	as_user(make.make_coordinator())
	assert nominate_family(nomination(school))["family"]
