"""The call behind the contact dialog, and finding a family."""

import frappe
import pytest
from frappe.utils import add_days, nowdate

from liaison_app.boot import extend_bootinfo
from liaison_app.families.search import find_adults, find_families
from liaison_app.outreach.quick_log import log_contact
from tests import factories as make
from tests.connection import as_user

USUAL = {"channel": "Phone Call", "outcome": "Reached", "purpose": "Attendance"}


@pytest.fixture
def family(school, liaison) -> str:
	return make.make_family(school, liaison, family_name=make.unique("Okafor"))


def found(txt: str, filters: dict | None = None) -> set[str]:
	return {row[0] for row in find_families("Focus Family", txt, "name", 0, 20, filters)}


def test_a_contact_and_its_next_step_are_logged_in_one_call(family, liaison):
	as_user(liaison)
	contact = {**USUAL, "family": family, "family_member": make.adult_of(family)}
	answer = log_contact(contact, {"what": "Bring the form", "due_on": add_days(nowdate(), 3)})
	step = frappe.get_doc("Next Step", answer["next_step"])
	assert (step.family, step.reference_name, step.assignee) == (family, answer["contact"], liaison)
	assert str(answer["card"]["last_reached"]) == nowdate()
	assert [row.name for row in answer["card"]["next_steps"]] == [step.name]


def test_a_next_step_without_a_day_keeps_neither(family, liaison):
	as_user(liaison)
	frappe.db.savepoint("nothing_logged")
	with pytest.raises(frappe.ValidationError, match="Due on is missing"):
		log_contact(
			{**USUAL, "family": family, "family_member": make.adult_of(family)}, {"what": "Bring the form"}
		)
	frappe.db.rollback(save_point="nothing_logged")
	assert not frappe.db.exists("Liaison Contact", {"family": family})


def test_an_entry_that_is_sent_again_is_one_contact_with_one_step_and_the_last_words(family, liaison):
	as_user(liaison)
	contact = {**USUAL, "family": family, "family_member": make.adult_of(family)}
	step = {"what": "Bring the form", "due_on": add_days(nowdate(), 3)}
	first = log_contact({**contact, "summary": "Ill"}, step, "a-key")
	again = log_contact({**contact, "summary": "Ill since Monday"}, {**step, "what": "Bring both"}, "a-key")
	assert again["contact"] == first["contact"]
	assert frappe.get_all("Liaison Contact", {"family": family}, pluck="summary") == ["Ill since Monday"]
	assert [row.what for row in again["card"]["next_steps"]] == ["Bring both"]
	assert frappe.db.count("Liaison Ledger Entry", {"voucher": first["contact"]}) == 1


def test_a_key_of_somebody_else_opens_nothing(school, family, liaison):
	colleague = make.make_liaison(school)
	as_user(liaison)
	contact = {**USUAL, "family": family, "family_member": make.adult_of(family)}
	theirs = log_contact({**contact, "summary": "Ill"}, None, "a-key")["contact"]
	as_user(colleague)
	with pytest.raises(frappe.ValidationError):
		log_contact({**contact, "summary": "Mine"}, None, "a-key")
	assert frappe.db.get_value("Liaison Contact", theirs, "summary") == "Ill"


def test_the_dialog_fills_only_what_is_asked_of_it(family, liaison):
	as_user(liaison)
	values = {
		**USUAL,
		"family": family,
		"family_member": make.adult_of(family),
		"is_message": 1,
		"owner": "Guest",
	}
	contact = frappe.get_doc("Liaison Contact", log_contact(values)["contact"])
	assert (contact.is_message, contact.owner) == (0, liaison)


def test_nobody_logs_for_a_family_of_another_school(family):
	as_user(make.make_liaison(make.make_school()))
	with pytest.raises(frappe.PermissionError):
		log_contact({**USUAL, "family": family, "family_member": make.adult_of(family)})


def test_a_family_is_found_by_its_own_a_childs_and_an_adults_name(family, liaison):
	child = frappe.db.get_value("Focus Student", make.child_of(family), "full_name")
	adult = frappe.db.get_value("Family Member", make.adult_of(family), "full_name")
	title = frappe.db.get_value("Focus Family", family, "family_name")
	as_user(liaison)
	assert found(child) == found(adult) == found(title) == {family}


def test_a_family_of_another_school_is_not_found_by_any_name(family):
	child = frappe.db.get_value("Focus Student", make.child_of(family), "full_name")
	elsewhere = make.make_school()
	stranger = make.make_liaison(elsewhere)
	own = make.make_family(elsewhere, stranger)
	as_user(stranger)
	assert found("") == {own}
	assert found(child) == found(family) == set()


def test_a_form_narrows_the_families_that_are_found(school, liaison):
	spanish, arabic = (make.make_family(school, liaison, home_language=code) for code in ("es", "ar"))
	as_user(liaison)
	assert found("") == {spanish, arabic}
	assert found("", {"home_language": "es"}) == {spanish}


def test_the_adults_of_a_family_say_who_may_not_be_contacted(family, liaison):
	child = frappe.get_doc("Focus Student", make.child_of(family))
	child.guardianships[0].may_be_contacted = 0
	child.save()
	as_user(liaison)
	rows = find_adults("Family Member", "", "name", 0, 20, {"family": family})
	assert [row[2] for row in rows] == ["may not be contacted"]


def test_the_boot_information_names_own_schools_alone(school, liaison):
	as_user(liaison)
	boot = frappe._dict()
	extend_bootinfo(boot)
	assert boot.liaison["schools"] == boot.liaison["nominate_at"] == [school]
	assert boot.liaison["is_liaison"] and not boot.liaison["is_coordinator"]


def test_who_works_with_no_family_gets_no_boot_information():
	as_user(make.make_user("Referring Teacher"))
	boot = frappe._dict()
	extend_bootinfo(boot)
	assert "liaison" not in boot
