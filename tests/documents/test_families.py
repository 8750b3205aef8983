"""Families, their people and rights, addresses, set-up: what is kept, and what is refused in which words."""

import frappe
import pytest
from frappe.utils import add_days, nowdate

from liaison_app.families.guardianships import tighten
from tests import factories as make
from tests.connection import as_user


@pytest.fixture
def student(school, liaison):
	return frappe.get_doc("Focus Student", make.child_of(make.make_family(school, liaison)))


def first_right(student):
	return frappe.get_doc("Focus Student", student.name).guardianships[0]


def test_a_right_to_records_is_withheld_only_with_an_order_and_its_end(student):
	student.guardianships[0].may_receive_records = 0
	with pytest.raises(frappe.ValidationError, match="attach the Order Document and give Order Ends On"):
		student.save()
	assert first_right(student).may_receive_records == 1
	student.reload()
	student.guardianships[0].update(
		{
			"may_receive_records": 0,
			"order_document": "/private/files/order.pdf",
			"order_ends_on": add_days(nowdate(), 90),
		}
	)
	student.save()
	assert first_right(student).may_receive_records == 0


@pytest.mark.parametrize("right", ["may_receive_records", "may_be_contacted", "may_pick_up"])
def test_whoever_reads_a_student_takes_a_right_away_at_once(student, school, right):
	as_user(make.make_leader(school))
	tighten(student.name, student.guardianships[0].family_member, right)
	row = first_right(student)
	assert row.get(right) == 0
	assert (row.tightened_by, str(row.tightened_on)) == (frappe.session.user, nowdate())


def test_a_right_is_not_taken_away_by_someone_who_cannot_read_the_student(student):
	as_user(make.make_leader(make.make_school()))
	with pytest.raises(frappe.PermissionError):
		tighten(student.name, student.guardianships[0].family_member, "may_pick_up")
	assert first_right(student).may_pick_up == 1


def test_a_liaison_cannot_give_a_right_back(student, liaison):
	as_user(liaison)
	tighten(student.name, student.guardianships[0].family_member, "may_pick_up")
	student.reload()
	student.guardianships[0].update({"may_pick_up": 1, "release_document": "/private/files/r.pdf"})
	with pytest.raises(frappe.PermissionError, match="only a coordinator can give"):
		student.save()
	assert first_right(student).may_pick_up == 0


def test_a_coordinator_gives_a_right_back_with_a_document_and_not_without(student):
	as_user(make.make_coordinator())
	tighten(student.name, student.guardianships[0].family_member, "may_pick_up")
	student.reload()
	student.guardianships[0].may_pick_up = 1
	with pytest.raises(frappe.ValidationError, match="attach the new Release Document"):
		student.save()
	assert first_right(student).may_pick_up == 0
	student.reload()
	student.guardianships[0].update({"may_pick_up": 1, "release_document": "/private/files/r.pdf"})
	student.save()
	assert first_right(student).may_pick_up == 1


def test_a_withheld_right_does_not_go_away_with_its_row(student, liaison):
	as_user(liaison)
	tighten(student.name, student.guardianships[0].family_member, "may_be_contacted")
	student.reload()
	student.guardianships = []
	with pytest.raises(frappe.ValidationError, match="the row cannot be removed"):
		student.save()
	assert first_right(student).may_be_contacted == 0


def test_the_same_adult_is_not_named_twice_for_a_child(student):
	student.append(
		"guardianships", {"family_member": student.guardianships[0].family_member, "relation": "Father"}
	)
	with pytest.raises(frappe.ValidationError, match="twice"):
		student.save()


@pytest.mark.parametrize("number", ["none", "12", "++1", "555", "call me"])
def test_a_phone_number_that_is_none_is_refused(student, number):
	member = frappe.get_doc("Family Member", student.guardianships[0].family_member)
	member.append("phones", {"phone_number": number})
	with pytest.raises(frappe.InvalidPhoneNumberError, match=r"Phones row 1: .* is not a phone number"):
		member.save()


@pytest.mark.parametrize("number", ["303-555-0142", "(303) 555 0142", "+52 55 1234 5678"])
def test_phone_numbers_are_taken_as_people_write_them(student, number):
	member = frappe.get_doc("Family Member", student.guardianships[0].family_member)
	member.append("phones", {"phone_number": number})
	member.save()
	assert frappe.db.get_value("Family Phone", {"parent": member.name}, "phone_number") == number


def test_times_that_were_not_given_stay_empty(student):
	member = frappe.get_doc("Family Member", student.guardianships[0].family_member)
	assert (member.safe_from, member.safe_to) == (None, None)


def test_the_place_of_a_shelter_is_never_stored(student):
	address = make.insert(
		"Family Address",
		{
			"family": student.family,
			"homeless_status": "Shelter",
			"address_line": "9 Hope St",
			"city": "Denver",
		},
	)
	row = frappe.db.get_value(
		"Family Address", address.name, ["protected", "address_line", "city"], as_dict=True
	)
	assert (row.protected, row.address_line, row.city) == (1, None, None)
	assert frappe.get_all("Version", filters={"docname": address.name}) == []


def test_a_pause_needs_its_reason_and_its_end(student):
	family = frappe.get_doc("Focus Family", student.family)
	family.pause_reason = "Abroad"
	with pytest.raises(frappe.ValidationError, match="A pause needs both"):
		family.save()


@pytest.mark.parametrize(
	("table", "row"),
	[
		("barriers", {"category": "Transport", "opened_on": "2026-02-02", "resolved_on": "2026-02-01"}),
		("availability", {"weekday": "Friday", "from_time": "15:00", "to_time": "14:00"}),
	],
)
def test_a_familys_rows_with_dates_or_times_in_the_wrong_order_are_refused(student, table, row):
	family = frappe.get_doc("Focus Family", student.family)
	family.append(table, row)
	with pytest.raises(frappe.ValidationError, match=r"must be (on or )?after"):
		family.save()


def test_hours_from_half_past_eight_to_eleven_can_be_saved_again(student):
	family = frappe.get_doc("Focus Family", student.family)
	family.append("availability", {"weekday": "Friday", "from_time": "08:30:00", "to_time": "11:00:00"})
	family.save()
	member = frappe.get_doc("Family Member", student.guardianships[0].family_member)
	member.update({"safe_from": "08:30:00", "safe_to": "15:00:00"})
	member.save()
	for doc in (family, member):
		again = frappe.get_doc(doc.doctype, doc.name)
		assert again.save().name == doc.name


def test_a_second_liaison_for_the_same_user_is_refused(liaison):
	with pytest.raises(frappe.DuplicateEntryError, match="already is a Family Liaison: open that record"):
		make.insert("Family Liaison", {"user": liaison})


def test_an_assignment_that_ends_before_it_starts_is_refused(school):
	with pytest.raises(frappe.ValidationError, match=r"must be (on or )?after"):
		make.assign(school, make.make_coordinator(), "School Leader", "2026-02-02", "2026-02-01")


def test_the_same_capacity_twice_on_the_same_days_is_refused(school, liaison):
	with pytest.raises(frappe.ValidationError, match="the same capacity on the same days"):
		make.assign(school, liaison, "Family Liaison", "2026-01-01")


def test_nobody_records_an_exclusion_of_their_own(student):
	coordinator = make.make_coordinator()
	as_user(coordinator)
	values = {"doctype": "Access Exclusion", "user": coordinator, "family": student.family, "reason": "Mine"}
	with pytest.raises((frappe.ValidationError, frappe.PermissionError)):
		frappe.get_doc(values).insert()
	assert not frappe.db.exists("Access Exclusion", {"user": coordinator})


def test_a_step_takes_the_scope_of_the_document_it_came_from(student, school, liaison):
	contact = make.make_contact(student.family, school, liaison)
	as_user(liaison)
	step = frappe.get_doc(
		{
			"doctype": "Next Step",
			"what": "Ask the bus office",
			"due_on": nowdate(),
			"reference_doctype": "Liaison Contact",
			"reference_name": contact.name,
		}
	).insert()
	assert (step.family, step.school, step.assignee) == (student.family, school, liaison)


def test_a_step_does_not_tell_the_family_of_a_foreign_document(student, school, liaison):
	contact = make.make_contact(student.family, school, liaison)
	elsewhere = make.make_school()
	as_user(make.make_liaison(elsewhere))
	values = {"doctype": "Next Step", "what": "x", "due_on": nowdate(), "school": elsewhere}
	with pytest.raises(frappe.PermissionError):
		frappe.get_doc(
			{**values, "reference_doctype": "Liaison Contact", "reference_name": contact.name}
		).insert()
	assert frappe.get_doc(values).insert().family is None


def test_a_step_that_is_done_says_when(student, liaison):
	step = make.insert(
		"Next Step",
		{"what": "x", "due_on": nowdate(), "family": student.family, "assignee": liaison, "done": 1},
	)
	assert str(step.done_on) == nowdate()


def test_a_step_does_not_tell_a_teacher_that_this_is_a_family_of_the_programme(student, school, liaison):
	teacher = make.make_user("Referring Teacher")
	make.assign(school, teacher, "Referring Teacher")
	values = {
		"doctype": "Next Step",
		"what": "Send the reading list",
		"due_on": nowdate(),
		"assignee": teacher,
	}
	as_user(liaison)
	with pytest.raises(frappe.ValidationError, match="may not know of this family"):
		frappe.get_doc({**values, "family": student.family, "school": school}).insert()
	step = frappe.get_doc({**values, "school": school}).insert().name
	as_user(teacher)
	assert frappe.get_list("Next Step", pluck="name") == [step]
