"""The disclosure log: what may be given, what is written down, and that it stays."""

import frappe
import pytest
from frappe.utils import add_days, nowdate

from liaison_app.liaison_app.report.disclosure_log.disclosure_log import execute
from liaison_app.privacy.consents import revoke
from liaison_app.privacy.disclosure_record import render
from liaison_app.privacy.disclosures import disclose
from tests import factories as make
from tests.connection import working_as
from tests.privacy.papers import CLINIC, entry_values, make_consent, refusal, set_right

GIVEN = {
	"parties": [CLINIC],
	"what": "Days absent",
	"basis": "Consent",
	"record_kinds": [{"record_kind": "Attendance"}],
}


def test_what_a_consent_covers_may_be_given_and_is_logged_with_the_consent(family, child):
	consent = make_consent(family)
	answer = disclose(child, **GIVEN)
	assert answer.given
	entry = frappe.get_doc("Disclosure Log Entry", answer.entry)
	assert (entry.outcome, entry.consent, entry.parties[0].party_name) == (
		"Disclosed",
		consent.name,
		"Elm Street Clinic",
	)


def test_without_a_consent_nothing_is_given_and_the_request_is_logged_as_refused(child):
	answer = disclose(child, **GIVEN)
	assert not answer.given and "no consent in force" in answer.sentence
	entry = frappe.get_doc("Disclosure Log Entry", answer.entry)
	assert (entry.outcome, entry.refusal_reason) == ("Refused", answer.sentence)


def test_a_consent_that_was_revoked_a_moment_ago_gives_nothing(family, child):
	consent = make_consent(family)
	assert disclose(child, **GIVEN).given
	revoke(consent.name, "By phone.")
	assert not disclose(child, **GIVEN).given


@pytest.mark.parametrize(
	("basis", "field", "label"),
	[("Health or Safety Emergency", "threat", "Threat"), ("Court Order or Subpoena", "order_reference", "Order"), ("Audit or Evaluation", "basis_note", "Why the Basis Applies")],
)  # fmt: skip
def test_each_other_basis_is_shown_in_words(child, basis, field, label):
	assert label in refusal(entry_values(child, basis=basis, **{field: "  "}))
	assert frappe.get_doc(entry_values(child, basis=basis, **{field: "He said that he would."})).insert().name


def test_a_disclosure_needs_a_basis_and_a_refusal_a_reason(child):
	assert "Basis" in refusal(entry_values(child, basis=""))
	assert "Why It Was Refused" in refusal(entry_values(child, outcome="Refused"))
	assert frappe.get_doc(entry_values(child, outcome="Refused", refusal_reason="No consent.")).insert().name


def test_a_parent_without_the_right_or_who_may_not_be_contacted_gets_nothing(family, child):
	adult = make.adult_of(family)
	given = {**GIVEN, "basis": "Parent or Eligible Student", "received_by": adult}
	assert disclose(child, **given).given
	for right in ("may_receive_records", "may_be_contacted"):
		set_right(child, adult, right, 0)
		assert not disclose(child, **given).given, right
		set_right(child, adult, right, 1)


def test_a_consent_is_for_one_party_and_parties_it_is_passed_on_to_are_named(family, child):
	make_consent(family)
	lab = {"party_name": "Laboratory", "party_kind": "Other", "legitimate_interest": "Tests."}
	assert "one party" in refusal(entry_values(child, parties=[CLINIC, lab]))
	assert frappe.get_doc(entry_values(child, parties=[CLINIC, {**lab, "is_further": 1}])).insert().name
	assert "By Redisclosure" in refusal(entry_values(child, parties=[{**CLINIC, "is_further": 1}]))


def test_a_shelter_is_never_named(child):
	shelter = {
		"party_name": "Hope House",
		"party_kind": "Shelter or Safe House",
		"legitimate_interest": "Enrols.",
	}
	values = entry_values(child, parties=[shelter], basis="Other Basis in Law", basis_note="McKinney-Vento")
	assert frappe.get_doc(values).insert().parties[0].party_name == "protected"


def test_nobody_changes_or_deletes_an_entry_not_even_administrator(family, child):
	make_consent(family)
	entry = frappe.get_doc(entry_values(child)).insert()
	with pytest.raises(frappe.ValidationError, match="stays as it was made"):
		frappe.get_doc("Disclosure Log Entry", entry.name).update({"what": "Nothing"}).save()
	with pytest.raises(frappe.ValidationError, match="cannot be deleted"):
		frappe.delete_doc("Disclosure Log Entry", entry.name, force=True)
	assert frappe.db.get_value("Disclosure Log Entry", entry.name, "what") == "Days absent since August"


def test_the_maker_is_whoever_makes_it_and_its_day_is_not_to_come(family, child, liaison):
	make_consent(family)
	with working_as(liaison):
		entry = frappe.get_doc(entry_values(child, made_by="Administrator")).insert()
	assert entry.made_by == liaison
	assert "Date is in the future" in refusal(entry_values(child, disclosed_on=add_days(nowdate(), 1)))


def test_the_record_for_a_parent_tells_of_this_child_and_of_no_other(family, child, school):
	make_consent(family)
	sibling = make.make_student(family, school, make.adult_of(family))
	frappe.get_doc(entry_values(child)).insert()
	frappe.get_doc(entry_values(sibling, what="Sibling's days")).insert()
	text = render(child)
	assert "Elm Street Clinic" in text and "Days absent since August" in text
	assert "Sibling" not in text and frappe.db.get_value("Focus Student", sibling, "full_name") not in text


def test_the_record_of_a_family_that_hides_says_protected_in_place_of_what_could_tell_where(family, child):
	make_consent(family)
	frappe.get_doc(entry_values(child, what="Attendance at Larch School")).insert()
	order = {
		"party_name": "County Court",
		"party_kind": "Court or Authority",
		"legitimate_interest": "Custody.",
	}
	values = {"basis": "Court Order or Subpoena", "order_reference": "24-17 for Larch Street"}
	frappe.get_doc(entry_values(child, parties=[order], **values)).insert()
	assert "Larch School" in render(child)
	make.insert("Family Address", {"family": family, "protected": 1, "city": "Elm"})
	text = render(child)
	assert "County Court" in text and "protected" in text
	assert "Elm Street" not in text and "Larch" not in text and "Treats Sam" not in text


def test_the_report_shows_each_reader_the_children_in_scope(family, child, liaison, school):
	make_consent(family)
	entry = frappe.get_doc(entry_values(child)).insert()
	stranger = make.make_liaison(make.make_school())

	def rows(user: str, **filters) -> set[str]:
		with working_as(user):
			return {row["entry"] for row in execute(filters)[1]}

	assert entry.name in rows(liaison) and entry.name not in rows(stranger)
	assert entry.name in rows(make.make_leader(school), party="Elm", outcome="Disclosed", to_date=nowdate())
	assert entry.name not in rows(liaison, party="Oak") | rows(liaison, outcome="Refused")
	assert entry.name not in rows(liaison, to_date=add_days(nowdate(), -1))


def test_the_report_tells_outcome_and_basis_in_the_readers_language(family, child, fresh_cache, monkeypatch):
	make_consent(family)
	entry = frappe.get_doc(entry_values(child)).insert()
	for source, translated in (("Disclosed", "Divulgado"), ("Consent", "Consentimiento")):
		make.insert("Translation", {"language": "es", "source_text": source, "translated_text": translated})
	for language, words in (("en", ("Disclosed", "Consent")), ("es", ("Divulgado", "Consentimiento"))):
		monkeypatch.setattr(frappe.local, "lang", language)
		rows = {row["entry"]: row for row in execute({"outcome": "Disclosed"})[1]}
		assert (rows[entry.name]["outcome"], rows[entry.name]["basis"]) == words
