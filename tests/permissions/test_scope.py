"""What assignments, enrolments, capacities and exclusions open, day by day."""

import frappe
import pytest
from frappe.utils import add_days, nowdate

from liaison_app.permissions import matrix
from tests import factories as make
from tests.connection import as_user


def families(user: str) -> set[str]:
	"""The families in the user's list."""
	as_user(user)
	return set(frappe.get_list("Focus Family", pluck="name", limit=0))


@pytest.mark.parametrize(
	("starts_on", "last_day", "sees"),
	[
		(-10, None, True),
		(0, None, True),
		(-10, 0, True),
		(-10, -1, False),
		(1, None, False),
	],
)
def test_an_assignment_opens_its_school_on_its_days_inclusive(school, starts_on, last_day, sees):
	family = make.make_family(school, make.make_liaison(school))
	leader = make.make_user(matrix.LEADER)
	last = None if last_day is None else add_days(nowdate(), last_day)
	make.assign(school, leader, matrix.LEADER, add_days(nowdate(), starts_on), last)
	assert (family in families(leader)) is sees


@pytest.mark.parametrize("status", ["Nominated", "In Review", "Waitlisted", "Enrolled"])
def test_an_open_enrolment_shows_the_family_at_its_school(school, status):
	liaison = make.make_liaison(school)
	assert make.make_family(school, liaison, status) in families(liaison)


@pytest.mark.parametrize("status", ["Exited", "Declined"])
def test_a_closed_enrolment_hides_the_family(school, status):
	liaison = make.make_liaison(school)
	open_one = make.make_family(school, liaison)
	closed = make.make_family(school, liaison, status)
	assert families(liaison) == {open_one}
	assert closed not in families(liaison)


def test_after_a_transfer_the_new_school_sees_the_family_and_all_its_old_documents(school):
	liaison, elsewhere = make.make_liaison(school), make.make_school()
	family = make.make_family(school, liaison)
	contact = make.make_contact(family, school, liaison).name
	new_liaison = make.make_liaison(elsewhere)
	make.set_status(frappe.get_doc("Family Enrolment", {"family": family}), "Exited")
	make.enrol(family, elsewhere, new_liaison)
	assert families(new_liaison) == {family}
	assert frappe.get_list("Liaison Contact", pluck="name") == [contact]
	assert families(liaison) == set()
	assert frappe.get_list("Liaison Contact", pluck="name") == []


def test_the_capacity_that_counts_is_the_one_at_that_school(school):
	"""A liaison here who is principal there reads families in both, and contacts here alone."""
	there = make.make_school()
	user = make.make_user(matrix.LIAISON, matrix.LEADER)
	make.insert("Family Liaison", {"user": user})
	make.assign(school, user, matrix.LIAISON)
	make.assign(there, user, matrix.LEADER)
	other = make.make_liaison(there)
	here_family, there_family = make.make_family(school, user), make.make_family(there, other)
	mine = make.make_contact(here_family, school, user).name
	make.make_contact(there_family, there, other)
	assert families(user) == {here_family, there_family}
	assert frappe.get_list("Liaison Contact", pluck="name") == [mine]


def test_a_role_without_its_capacity_opens_nothing(school):
	make.make_family(school, make.make_liaison(school))
	user = make.make_user(matrix.LIAISON)
	make.assign(school, user, matrix.LEADER)
	assert families(user) == set()


def test_a_siblings_school_sees_its_own_student_alone(school):
	liaison, sibling_school = make.make_liaison(school), make.make_school()
	family = make.make_family(school, liaison)
	sibling = make.make_student(family, sibling_school)
	leader = make.make_leader(sibling_school)
	assert families(leader) == set()
	assert frappe.get_list("Focus Student", pluck="name") == [sibling]
	assert frappe.get_doc("Focus Student", sibling).lead_liaison == frappe.db.get_value(
		"Family Liaison", liaison, "liaison_name"
	)


def test_writing_a_family_is_for_the_liaison_whose_caseload_it_is_on(school):
	lead, colleague = make.make_liaison(school), make.make_liaison(school)
	family = frappe.get_doc("Focus Family", make.make_family(school, lead))
	as_user(lead)
	assert family.has_permission("write")
	as_user(colleague)
	assert family.has_permission("read")
	assert not family.has_permission("write")


def test_the_address_is_for_the_caseload_alone(school):
	lead, colleague, leader = make.make_liaison(school), make.make_liaison(school), make.make_leader(school)
	family = make.make_family(school, lead)
	address = make.insert("Family Address", {"family": family, "address_line": "12 Elm St"})
	for user, sees in ((lead, True), (make.make_coordinator(), True), (colleague, False), (leader, False)):
		as_user(user)
		assert address.has_permission("read") is sees, user
		listed = (
			frappe.get_list("Family Address", pluck="name") if frappe.has_permission("Family Address") else []
		)
		assert (address.name in listed) is sees, user


def test_an_exclusion_takes_everything_on_the_family_even_from_a_coordinator(school):
	liaison, coordinator = make.make_liaison(school), make.make_coordinator()
	kept, hidden = make.make_family(school, liaison), make.make_family(school, liaison)
	contact = make.make_contact(hidden, school, liaison).name
	exclusion = make.insert(
		"Access Exclusion", {"user": coordinator, "family": hidden, "reason": "A relative."}
	)
	assert hidden not in families(coordinator)
	assert kept in families(coordinator)
	assert contact not in frappe.get_list("Liaison Contact", pluck="name", limit=0)
	assert frappe.get_list("Access Exclusion", filters={"name": exclusion.name}) == []
	assert not exclusion.has_permission("read")
	as_user(make.make_coordinator())
	assert exclusion.has_permission("read")


def test_an_exclusion_ends_with_its_last_day(school):
	liaison = make.make_liaison(school)
	family = make.make_family(school, liaison)
	values = {
		"user": liaison,
		"family": family,
		"reason": "A complaint.",
		"starts_on": add_days(nowdate(), -9),
	}
	exclusion = make.insert("Access Exclusion", values)
	assert families(liaison) == set()
	as_user("Administrator")
	exclusion.last_day = add_days(nowdate(), -1)
	exclusion.save()
	assert families(liaison) == {family}


def test_names_with_quotes_and_signs_are_matched_to_the_letter():
	school = make.make_school(school_name=f'O\'Neil \\ 100% "{frappe.generate_hash(length=5)}"')
	other = make.make_school(school_name=f"O'Neil {frappe.generate_hash(length=5)}")
	leader = make.make_leader(school)
	mine = make.make_student(None, school)
	make.make_student(None, other)
	as_user(leader)
	assert frappe.get_list("Focus Student", pluck="name") == [mine]
	assert frappe.get_doc("Focus Student", mine).has_permission("read")
