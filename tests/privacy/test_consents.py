"""Consent: who can give it, and whether it counts at the moment of use."""

import frappe
import pytest
from frappe.utils import add_days, nowdate

from liaison_app.privacy.consents import consent_for, revoke
from tests import factories as make
from tests.connection import working_as
from tests.privacy.papers import consent_values, make_consent, refusal, set_right

CLINIC = "Elm Street Clinic"


def counts(student: str, recipient: str = CLINIC, kinds=("Attendance",), on=None) -> bool:
	return bool(consent_for(student, recipient, kinds, on))


def test_a_consent_counts_for_its_recipient_and_kinds_and_for_no_other(family, child):
	make_consent(family)
	assert counts(child)
	assert counts(child, "  elm street  CLINIC ")
	assert not counts(child, "Oak Street Clinic")
	assert not counts(child, kinds=("Achievement",))
	assert not counts(child, kinds=("Attendance", "Achievement"))
	assert not counts(child, kinds=())


def test_a_consent_counts_from_its_first_to_its_last_day(family, child):
	make_consent(family)
	assert counts(child, on=add_days(nowdate(), 30))
	assert not counts(child, on=add_days(nowdate(), 31))
	assert not counts(child, on=add_days(nowdate(), -1))


def test_a_consent_for_one_child_does_not_count_for_another(family, school, child):
	sibling = make.make_student(family, school, make.adult_of(family))
	make_consent(family, student=child)
	assert counts(child) and not counts(sibling)


def test_a_revoked_consent_counts_no_longer_from_that_moment(family, child, liaison):
	consent = make_consent(family)
	with working_as(liaison):
		revoke(consent.name, "By phone.")
	assert not counts(child)
	assert frappe.db.get_value("Family Consent", consent.name, ["revoked_by", "revoke_reason"]) == (liaison, "By phone.")  # fmt: skip


def test_nobody_takes_a_revocation_back_or_makes_one_without_a_reason(family, child):
	consent = make_consent(family)
	with pytest.raises(frappe.ValidationError, match="Why It Was Revoked"):
		revoke(consent.name, "  ")
	revoke(consent.name, "By letter.")
	frappe.get_doc("Family Consent", consent.name).update({"revoked_at": None, "revoked_by": None}).save()
	assert not counts(child)


def test_a_consent_stops_counting_when_who_gave_it_loses_the_right(family, child):
	make_consent(family)
	assert counts(child)
	set_right(child, make.adult_of(family), "may_receive_records", 0)
	assert not counts(child)


def test_a_consent_of_a_parent_stops_counting_when_the_child_speaks_for_themself(family, child):
	make_consent(family)
	assert counts(child)
	frappe.db.set_value("Focus Student", child, "stands_for_self", 1)
	assert not counts(child)


def test_a_student_who_speaks_for_themself_gives_it_in_person(family, child):
	frappe.db.set_value("Focus Student", child, "stands_for_self", 1)
	make_consent(family, student=child, given_by=None)
	assert counts(child)


def test_a_child_cannot_give_it(family, child):
	sentence = refusal(consent_values(family, student=child, given_by=None))
	assert "does not speak for themself" in sentence
	minor = make.make_member(family, first_name="Ida", is_adult=0)
	assert "Ida" in refusal(consent_values(family, student=child, given_by=minor))


def test_an_adult_without_the_right_cannot_give_it(family, child):
	adult = make.adult_of(family)
	set_right(child, adult, "may_receive_records", 0)
	for student in (child, None):
		assert "may not receive the records" in refusal(consent_values(family, student=student))
	set_right(child, adult, "may_receive_records", 1)
	assert frappe.get_doc(consent_values(family)).insert().name


def test_an_adult_who_is_no_guardian_or_of_another_family_cannot_give_it(family, child, school):
	lodger = make.make_member(family, first_name="Lodger")
	assert "may not receive the records" in refusal(consent_values(family, student=child, given_by=lodger))
	stranger = make.adult_of(make.make_family(school))
	sentence = refusal(consent_values(family, given_by=stranger))
	assert "of this family" in sentence
	assert frappe.db.get_value("Family Member", stranger, "last_name") not in sentence


def test_a_child_of_another_family_is_refused(family, school):
	other = make.child_of(make.make_family(school))
	assert refusal(consent_values(family, student=other)).startswith("Student")


@pytest.mark.parametrize(
	("field", "days", "label"), [("last_day", -1, "Last Day"), ("signed_on", 1, "Signed on")]
)
def test_days_that_cannot_be_are_refused_with_the_field_named(family, field, days, label):
	assert label in refusal(consent_values(family, **{field: add_days(nowdate(), days)}))


@pytest.mark.parametrize(
	("field", "value"),
	[("recipient", "Somebody Else"), ("last_day", "2099-01-01"), ("record_kinds", [{"record_kind": "Achievement"}])],
)  # fmt: skip
def test_what_was_signed_is_not_changed_afterwards(family, field, value):
	consent = frappe.get_doc("Family Consent", make_consent(family).name)
	consent.set(field, value)
	with pytest.raises(frappe.CannotChangeConstantError):
		consent.save()
