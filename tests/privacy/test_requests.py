"""Requests for records: when they are due, whom the file is for, and what is in it."""

import frappe
import pytest
from frappe.utils import add_days, getdate, nowdate

from liaison_app.after_school.enrolments import leave
from liaison_app.families.search import find_adults_of_child
from liaison_app.privacy.due_requests import remind_of_requests
from liaison_app.privacy.file import render
from liaison_app.privacy.requests import close, hand_over, preview
from tests import factories as make
from tests.after_school.programs import apply_for, make_program
from tests.appointments import ago, make_meeting, make_visit
from tests.connection import working_as
from tests.partnership.events import come, event_values, hold
from tests.privacy.papers import make_request, set_right
from tests.privacy.test_notes import write_note


@pytest.fixture
def mother(family: str) -> str:
	return make.adult_of(family)


@pytest.fixture
def father(family: str, child: str) -> str:
	"""A second adult with the same rights."""
	member = make.make_member(family, first_name="Pedro", email="pedro@tests.example")
	doc = frappe.get_doc("Family Member", member)
	doc.append("phones", {"phone_number": "303-555-0147"})
	doc.save()
	student = frappe.get_doc("Focus Student", child)
	student.append("guardianships", {"family_member": member, "relation": "Father"})
	student.save()
	return member


def file_for(child: str, requester: str | None) -> str:
	return render(make_request(child, requester))


def test_a_request_is_due_by_the_setting(child, mother):
	request = make_request(child, mother)
	assert getdate(request.due_on) == getdate(add_days(nowdate(), 45))
	frappe.db.set_single_value("Liaison Settings", "records_request_days", 10)
	assert getdate(make_request(child, mother).due_on) == getdate(add_days(nowdate(), 10))


def test_only_the_adults_who_have_to_do_with_the_child_are_offered(school, family, child, mother, father):
	aunt = make.make_member(make.make_family(school), first_name="Inez")
	stranger = make.adult_of(make.make_family(school))
	student = frappe.get_doc("Focus Student", child)
	student.append("guardianships", {"family_member": aunt, "relation": "Other Relative"})
	student.save()

	def offered(user: str, **filters) -> dict[str, str]:
		with working_as(user):
			return {name: relation for name, _full, relation in find_adults_of_child(
				"Family Member", "", "name", 0, 20, filters
			)}  # fmt: skip

	coordinator = make.make_coordinator()
	found = offered(coordinator, student=child)
	assert set(found) == {mother, father, aunt} and stranger not in found
	assert found[father] == "Father"
	assert offered(coordinator) == {}
	assert offered(make.make_leader(make.make_school()), student=child) == {}


def test_the_reviewer_is_reminded_once(child, mother):
	coordinator = make.make_coordinator()
	request = make_request(child, mother, received_on=add_days(nowdate(), -40), reviewer=coordinator)
	later = make_request(child, mother)
	remind_of_requests()
	remind_of_requests()
	filters = {"made_for": ["in", [f"records request {name}" for name in (request.name, later.name)]]}
	steps = frappe.get_all(
		"Next Step", filters, ["assignee", "reference_name", "made_for"], order_by="name asc"
	)
	assert [(row.assignee, row.reference_name) for row in steps] == [(coordinator, child)]


def test_a_coordinator_is_reminded_where_the_reviewer_may_not_know(child, mother):
	stranger = make.make_leader(make.make_school())
	request = make_request(child, mother, received_on=add_days(nowdate(), -40), reviewer=stranger)
	remind_of_requests()
	assignee = frappe.db.get_value("Next Step", {"made_for": f"records request {request.name}"}, "assignee")
	assert assignee not in (None, stranger)


@pytest.mark.parametrize("kind", ["minor in person", "stranger", "future"])
def test_a_request_that_cannot_be_is_refused_with_the_field_named(child, mother, school, kind):
	stranger = make.adult_of(make.make_family(school))
	requester = {"minor in person": None, "stranger": stranger, "future": mother}[kind]
	label = "Received on" if kind == "future" else "Requester"
	days = 1 if kind == "future" else 0
	with pytest.raises(frappe.ValidationError, match=label):
		make_request(child, requester, received_on=add_days(nowdate(), days))


def test_handing_over_is_logged_and_ends_the_request(child, mother):
	request, coordinator = make_request(child, mother), make.make_coordinator()
	with working_as(coordinator):
		assert hand_over(request.name)["given"]
	request.reload()
	assert (request.status, request.closed_by) == ("Given", coordinator)
	entry = frappe.get_doc("Disclosure Log Entry", request.disclosure)
	assert (entry.outcome, entry.received_by, entry.student) == ("Disclosed", mother, child)
	with pytest.raises(frappe.ValidationError, match="has ended"):
		hand_over(request.name)


@pytest.mark.parametrize("right", ["may_receive_records", "may_be_contacted"])
def test_a_barred_adult_gets_nothing_and_the_request_is_refused_and_logged(child, mother, right):
	request = make_request(child, mother)
	set_right(child, mother, right, 0)
	assert not hand_over(request.name)["given"]
	request.reload()
	assert request.status == "Refused" and request.refusal_reason
	assert frappe.db.get_value("Disclosure Log Entry", request.disclosure, "outcome") == "Refused"


def test_a_refusal_gives_its_reason_and_nobody_reopens_the_request(child, mother):
	request = make_request(child, mother)
	with pytest.raises(frappe.ValidationError, match="Why"):
		close(request.name, "Refused", " ")
	close(request.name, "Refused", "The order of 3 May.")
	request.reload()
	request.update({"status": "Open", "refusal_reason": ""}).save()
	assert frappe.db.get_value("Records Request", request.name, ["status", "refusal_reason"]) == ("Refused", "The order of 3 May.")  # fmt: skip


def test_liaisons_and_principals_record_requests_and_do_not_see_the_file(child, mother, liaison, school):
	request = make_request(child, mother)
	for user in (liaison, make.make_leader(school)):
		with working_as(user):
			assert frappe.has_permission("Records Request", "read", doc=request.name)
			for action in (preview, hand_over):
				with pytest.raises(frappe.PermissionError):
					action(request.name)


def test_the_file_holds_the_child_and_the_requesters_own_words(child, mother, family, school, liaison):
	make.make_progress(child, school, "2024-03-20", 80, 8)
	make.make_contact(family, school, liaison, summary="Sam sleeps late, she said.")
	text = file_for(child, mother)
	for words in (frappe.db.get_value("Focus Student", child, "full_name"), "80", "Sam sleeps late", school):
		assert words in text, words


def test_another_adults_words_are_left_out_and_counted(child, mother, father, family, school, liaison):
	make.make_contact(family, school, liaison, summary="The mother said so.")
	make.make_contact(family, school, liaison, summary="The father said so.", family_member=father)
	text = file_for(child, father)
	assert "The father said so." in text and "The mother said so." not in text
	assert "Withheld: 1" in text


def test_other_adults_numbers_and_protected_places_are_left_out_of_texts(
	child, mother, father, family, school, liaison
):
	make.insert(
		"Family Address",
		{"family": family, "protected": 1, "address_line": "12 Larch Street", "city": "Elmville"},
	)
	staff = frappe.db.get_value("User", liaison, "full_name")
	words = f"Call 303.555.0147 or pedro@tests.example, at 12 larch street, ELMVILLE, or {staff} at {school}; thanks."
	make.make_contact(family, school, liaison, summary=words)
	text = file_for(child, mother)
	assert "thanks." in text
	for secret in ("0147", "pedro@", "arch street", "ELMVILLE", school, staff):
		assert secret not in text, secret


def test_a_siblings_name_is_nowhere_in_the_file(child, mother, family, school, liaison):
	sibling = make.make_student(family, school, mother, first_name="Quentin", last_name="Zorro")
	make.make_contact(family, school, liaison, summary="Quentin and Sam came; Quentin Zorro was ill.")
	make.make_contact(
		family, school, liaison, summary="About the brother alone.", students=[{"student": sibling}]
	)
	text = file_for(child, mother)
	assert "and Sam came" in text
	for words in ("Quentin", "Zorro", "About the brother"):
		assert words not in text, words


def test_the_file_of_a_child_without_a_family_holds_nobody_elses_work(school, liaison, mother):
	pupil = make.make_student(None, school, mother)
	walk_in = {"counterpart": "Walk-In Family", "person_name": "Nobody", "family_member": None}
	make.make_contact(None, school, liaison, summary="A walk-in said so.", **walk_in)
	text = file_for(pupil, mother)
	assert frappe.db.get_value("Focus Student", pupil, "full_name") in text and "walk-in" not in text


def held_event(school: str, liaison: str, *rows: dict, **values) -> str:
	"""An event of the day before to which these came."""
	moments = {"planned_start": ago(24 * 60 + 120), "planned_end": ago(24 * 60)}
	name = make.insert("Engagement Event", event_values(school, liaison, **{**moments, **values})).name
	for row in rows:
		come(name, **row)
	hold(name)
	return name


def test_the_file_holds_events_to_which_the_child_or_its_family_came_and_nobody_else_who_did(
	child, mother, family, school, liaison
):
	sibling = make.make_student(family, school, mother, first_name="Quentin", last_name="Zorro")
	other = make.make_family(school, liaison, family_name="Okonkwo")
	guests = [{"family": other}, {"person_name": "Mr Lund"}]
	held_event(school, liaison, {"family": family}, *guests, event_name="Reading night")
	held_event(school, liaison, {"student": child}, {"student": sibling}, event_name="Chess club")
	held_event(school, liaison, {"student": sibling}, event_name="Quiet hour")
	held_event(school, liaison, *guests, event_name="Workshop on sleep")
	text = file_for(child, mother)
	assert "Reading night" in text and "Chess club" in text
	for words in ("Okonkwo", other, "Lund", "Quentin", "Zorro", "Quiet hour", "Workshop on sleep"):
		assert words not in text, words


def test_an_adult_of_another_household_learns_where_the_child_came_and_not_where_its_family_did(
	child, mother, family, school, liaison
):
	away = make.make_member(make.make_family(school), first_name="Pedro")
	student = frappe.get_doc("Focus Student", child)
	student.append("guardianships", {"family_member": away, "relation": "Father"})
	student.save()
	held_event(school, liaison, {"family": family}, event_name="Reading night")
	held_event(school, liaison, {"student": child}, event_name="Chess club")
	text = file_for(child, away)
	assert "Chess club" in text and "Reading night" not in text and "Withheld: 1" in text
	assert "Reading night" in file_for(child, mother)


def test_of_a_family_that_hides_no_event_says_where_it_was(child, mother, family, school, liaison):
	values = {"event_name": "Evening at Larch House", "place_words": "Larch House"}
	name = held_event(school, liaison, {"student": child}, **values)
	began = frappe.format(
		frappe.db.get_value("Engagement Event", name, "planned_start"), {"fieldtype": "Datetime"}
	)
	assert began in file_for(child, mother)
	apply_for(make_program(school, program_name="Larch House club").name, student=child)
	assert "Evening at Larch House" in file_for(child, mother) and "Larch House club" in file_for(
		child, mother
	)
	make.insert("Family Address", {"family": family, "protected": 1, "address_line": "1 Elm St"})
	text = file_for(child, mother)
	assert "Larch House" not in text and school not in text
	assert began not in text, "Whose evening it was is in the papers."
	assert "Family Event" in text and "Enrolled" in text


def test_an_event_that_the_reviewer_withholds_is_left_out(child, mother, school, liaison):
	name = held_event(school, liaison, {"student": child}, event_name="Chess club")
	part = {
		"what": "An evening",
		"why": "Court Order",
		"reference_doctype": "Engagement Event",
		"reference_name": name,
	}
	assert "Chess club" not in render(make_request(child, mother, withheld=[part]))
	assert "Chess club" in file_for(child, mother)


def test_the_file_holds_the_childs_place_after_school_and_nobody_elses(child, mother, family, school):
	program = make_program(school, program_name="Homework club")
	sibling = make.make_student(family, school, mother, first_name="Quentin", last_name="Zorro")
	left = apply_for(program.name, student=child)
	apply_for(program.name, student=sibling)
	apply_for(program.name, "Mateo Rivera")
	leave(left.name, "The father took him home.")
	text = file_for(child, mother)
	assert "Homework club" in text and "Left" in text
	for words in ("Quentin", "Mateo", "The father took him home."):
		assert words not in text, words


def test_a_restricted_note_is_never_in_the_file(child, mother, family, liaison):
	write_note(family, liaison, student=child)
	assert "Heliotrope" not in file_for(child, mother)


def test_visits_and_meetings_with_others_are_left_out(child, mother, father, family, school, liaison):
	visit = make_visit(family, school, liaison)
	frappe.db.set_value(
		"Home Visit",
		visit.name,
		{"met_with": mother, "hopes_and_dreams": "To read together.", "reflection": "Tired."},
	)
	meeting = make_meeting([family], school, liaison)
	frappe.db.set_value("Liaison Meeting", meeting.name, "summary", "All agreed on Fridays.")
	assert "To read together." in file_for(child, mother)
	assert "To read together." not in file_for(child, father)
	assert "Tired." not in file_for(child, mother)


def test_what_the_reviewer_withholds_is_left_out_and_told_with_the_reason(
	child, mother, family, school, liaison
):
	contact = make.make_contact(family, school, liaison, summary="He was afraid.")
	part = {
		"what": "One contact",
		"why": "Court Order",
		"reference_doctype": contact.doctype,
		"reference_name": contact.name,
	}
	text = render(make_request(child, mother, withheld=[part]))
	assert "He was afraid." not in text and "One contact" in text and "Court Order" in text
	assert "He was afraid." in file_for(child, mother)


def test_a_parents_statement_goes_with_the_record_from_then_on(child, mother):
	request = make_request(child, mother)
	request.update(
		{
			"amendment_asked_on": nowdate(),
			"amendment_decision": "Not Amended",
			"parent_statement": "He was ill.",
		}
	).save()
	assert "He was ill." in file_for(child, mother)
