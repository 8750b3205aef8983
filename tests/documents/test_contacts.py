"""Logging contacts: defaults, what is refused and in which words, due diligence, last reached, next due."""

import frappe
import pytest
from frappe.utils import add_days, add_to_date, getdate, now_datetime, nowdate

from liaison_app.outreach.diligence import due_diligence
from liaison_app.outreach.due import next_contact_due
from tests import factories as make
from tests.connection import as_user


def refused(values: dict) -> str:
	"""The sentence with which a contact is refused."""
	count = frappe.db.count("Liaison Contact")
	with pytest.raises((frappe.ValidationError, frappe.PermissionError)) as error:
		frappe.get_doc(values).insert()
	assert frappe.db.count("Liaison Contact") == count
	return str(error.value) or frappe.flags.error_message


def test_four_taps_are_enough(family, school, liaison):
	"""Who, channel, outcome, purpose; all else has a default."""
	as_user(liaison)
	contact = frappe.get_doc(
		{
			"doctype": "Liaison Contact",
			"family": family,
			"family_member": make.adult_of(family),
			"channel": "Phone Call",
			"outcome": "Reached",
			"purpose": "Homework Help",
		}
	).insert()
	assert (contact.school, contact.liaison, contact.direction) == (school, liaison, "Outgoing")
	assert (contact.involvement_type, contact.staff_minutes) == ("Learning at Home", 10)
	assert contact.reached == 1
	assert getdate(contact.contacted_at) == getdate()


def test_the_purpose_brings_its_own_minutes(family, school, liaison):
	frappe.db.set_value("Contact Purpose", "Attendance", "usual_minutes", 25)
	frappe.clear_document_cache("Contact Purpose", "Attendance")
	assert make.make_contact(family, school, liaison).staff_minutes == 25


def test_a_contact_in_the_future_is_refused(family, school, liaison):
	later = add_to_date(now_datetime(), hours=2)
	sentence = refused(make.contact_values(family, school, liaison, contacted_at=later))
	assert sentence == "Date and Time is in the future: log work once it has happened."


def test_a_contact_before_the_family_was_nominated_is_refused(family, school, liaison):
	sentence = refused(make.contact_values(family, school, liaison, contacted_at=make.days_ago(200)))
	assert sentence.startswith("Date and Time is before the family was nominated on ")


def test_a_liaison_with_no_school_is_told_who_can_help(family, school):
	sentence = refused(make.contact_values(family, school, make.make_liaison()))
	assert "has no school on that day: a coordinator adds the assignment" in sentence


def test_work_at_a_school_where_the_liaison_is_not_assigned_is_refused(family, liaison):
	sentence = refused(make.contact_values(family, make.make_school(), liaison))
	assert "is not assigned to" in sentence
	assert "choose another School or Date" in sentence


def test_a_liaison_is_told_why_a_foreign_school_is_refused(family, liaison):
	as_user(liaison)
	values = make.contact_values(None, make.make_school(), liaison, counterpart="Agency")
	assert "You can log work as yourself, at a school where you are assigned" in refused(values)


def test_a_liaison_cannot_log_in_a_colleagues_name(family, school, liaison):
	colleague = make.make_liaison(school)
	as_user(colleague)
	assert "You can log work as yourself" in refused(make.contact_values(family, school, liaison))


def bar(family: str, relation: str = "Father") -> str:
	"""An adult who may not be contacted about the family's first child."""
	adult = make.make_member(family, first_name="Vic")
	student = frappe.get_doc("Focus Student", make.child_of(family))
	student.append("guardianships", {"family_member": adult, "relation": relation, "may_be_contacted": 0})
	student.save()
	return adult


def test_a_barred_adult_cannot_be_chosen_for_outgoing_contact(family, school, liaison):
	adult = bar(family)
	sentence = refused(make.contact_values(family, school, liaison, family_member=adult))
	assert "may not be contacted: choose another Adult" in sentence


def test_an_incoming_contact_from_a_barred_adult_is_logged_and_reaches_nobody(family, school, liaison):
	adult = bar(family)
	contact = make.make_contact(family, school, liaison, family_member=adult, direction="Incoming")
	assert contact.reached == 0
	assert contact.relation == "Father"
	assert frappe.db.get_value("Focus Family", family, "last_reached") is None


def test_an_adult_barred_for_one_child_is_reached_about_the_other_alone(family, school, liaison):
	adult = bar(family)
	sibling = make.make_student(family, school, adult)
	about = make.contact_values(family, school, liaison, family_member=adult)
	assert frappe.get_doc({**about, "students": [{"student": sibling}]}).insert().reached == 1
	assert "may not be contacted" in refused(about)
	assert "may not be contacted" in refused({**about, "students": [{"student": make.child_of(family)}]})


@pytest.mark.parametrize(
	("channel", "field"),
	[
		("Phone Call", "safe_call"),
		("Text Message", "safe_text"),
		("E-Mail", "safe_email"),
		("Letter", "safe_letter"),
	],
)
def test_a_channel_that_is_not_safe_for_the_adult_is_refused(family, school, liaison, channel, field):
	adult = make.make_member(family, **{field: 0})
	values = make.contact_values(family, school, liaison, family_member=adult, channel=channel)
	assert "is not a safe way to reach Rosa" in refused(values)
	assert frappe.get_doc({**values, "direction": "Incoming"}).insert().reached == 1


def test_no_message_is_left_where_voicemail_is_not_safe(family, school, liaison):
	adult = make.make_member(family, safe_voicemail=0)
	values = make.contact_values(family, school, liaison, family_member=adult)
	assert "Voicemail is not safe for Rosa" in refused({**values, "outcome": "Left Message"})
	assert frappe.get_doc({**values, "outcome": "No Answer"}).insert().name


def test_a_call_outside_the_safe_hours_is_refused(family, school, liaison):
	adult = make.make_member(family, safe_from="08:00", safe_to="09:30")
	values = make.contact_values(family, school, liaison, family_member=adult)
	assert "can be reached safely only between 08:00 and 09:30" in refused(
		{**values, "contacted_at": make.days_ago(1)}
	)
	assert frappe.get_doc({**values, "contacted_at": f"{add_days(nowdate(), -1)} 08:30:00"}).insert().name


def test_an_adult_of_another_family_is_refused(family, school, liaison):
	stranger = make.adult_of(make.make_family(school, liaison))
	sentence = refused(make.contact_values(family, school, liaison, family_member=stranger))
	assert "belongs to another family" in sentence


def test_a_child_of_another_family_is_refused(family, school, liaison):
	stranger = make.child_of(make.make_family(school, liaison))
	sentence = refused(make.contact_values(family, school, liaison, students=[{"student": stranger}]))
	assert "is not a child of this family" in sentence


def test_more_minutes_than_a_day_has_are_refused(family, school, liaison):
	sentence = refused(make.contact_values(family, school, liaison, staff_minutes=1400, travel_minutes=50))
	assert sentence == "Staff Minutes and Travel Minutes add up to more than a day: check both."


@pytest.mark.parametrize(
	("outcome", "counterpart", "reached"),
	[
		("Reached", "Adult of the Family", 1),
		("Declined", "Adult of the Family", 1),
		("Left Message", "Adult of the Family", 0),
		("No Answer", "Adult of the Family", 0),
		("Reached", "Student", 0),
		("Reached", "Other Person at Home", 0),
	],
)
def test_reached_is_two_way_with_an_adult(family, school, liaison, outcome, counterpart, reached):
	contact = make.make_contact(family, school, liaison, outcome=outcome, counterpart=counterpart)
	assert contact.reached == reached
	last_reached = frappe.db.get_value("Focus Family", family, "last_reached")
	assert last_reached == (getdate() if reached else None)


def test_a_student_who_speaks_for_themself_is_reached_like_an_adult(family, school, liaison):
	student = make.make_student(family, school, stands_for_self=1)
	contact = make.make_contact(
		family, school, liaison, counterpart="Student", students=[{"student": student}]
	)
	assert contact.reached == 1


def test_a_talk_with_an_agency_is_work_and_no_contact(family, school, liaison):
	contact = make.make_contact(None, school, liaison, counterpart="Agency", person_name="Food bank")
	line = frappe.get_all(
		"Liaison Ledger Entry",
		filters={"voucher": contact.name},
		fields=["activity_kind", "direction", "units"],
	)[0]
	assert (line.activity_kind, line.direction, line.units) == ("Consultation", "", 1)


def attempt(family, school, liaison, days: int, **values):
	values = {"outcome": "No Answer", "contacted_at": make.days_ago(days), **values}
	return make.make_contact(family, school, liaison, **values)


def test_due_diligence_is_three_attempts_on_three_days_by_two_channels(family, school, liaison):
	attempt(family, school, liaison, 9)
	attempt(family, school, liaison, 8)
	assert not due_diligence(family).done
	attempt(family, school, liaison, 7)
	found = due_diligence(family)
	assert (found.attempts, found.dates, found.channels, found.done) == (3, 3, 1, False)
	attempt(family, school, liaison, 6, channel="Text Message", outcome="Left Message")
	assert due_diligence(family).done


def test_due_diligence_starts_again_once_the_family_was_reached(family, school, liaison):
	attempt(family, school, liaison, 9)
	make.make_contact(family, school, liaison, contacted_at=make.days_ago(5))
	attempt(family, school, liaison, 3)
	assert due_diligence(family).attempts == 1


def test_due_diligence_forgets_attempts_older_than_the_setting(family, school, liaison):
	attempt(family, school, liaison, 31)
	attempt(family, school, liaison, 30)
	assert due_diligence(family).attempts == 1


def test_a_wrong_number_counts_once(family, school, liaison):
	for days in (5, 4, 3):
		attempt(family, school, liaison, days, outcome="Wrong Number", number_used="303-555-0142")
	assert due_diligence(family).attempts == 1


def test_a_try_to_reach_a_teacher_about_the_family_is_no_attempt_to_reach_the_family(family, school, liaison):
	attempt(family, school, liaison, 5, counterpart="Teacher or Staff")
	assert due_diligence(family).attempts == 0
	attempt(family, school, liaison, 4)
	assert due_diligence(family).attempts == 1


def test_a_contact_goes_to_the_school_where_the_family_is_now_not_where_it_was(school, liaison):
	new = make.make_school()
	make.assign(new, liaison, "Family Liaison")
	family = make.make_family(school, liaison)
	frappe.db.set_value(
		"Family Enrolment", {"family": family, "school": school}, "last_day", add_days(nowdate(), -1)
	)
	make.enrol(family, new, liaison, "Enrolled", role="Supporting")
	as_user(liaison)
	assert make.make_contact(family, None, liaison).school == new


def test_the_next_contact_is_due_a_cadence_after_the_last_on_a_staff_day(school, liaison):
	family = make.make_family(school, liaison)
	make.make_contact(family, school, liaison, contacted_at=make.days_ago(3))
	due = next_contact_due(family)
	assert due >= getdate(add_days(nowdate(), 25))
	assert due.weekday() < 5
	assert (due - getdate(add_days(nowdate(), 25))).days <= 2


def test_a_family_never_reached_is_due_a_cadence_after_it_was_enrolled(family):
	starts_on = frappe.db.get_value("Family Enrolment", {"family": family}, "starts_on")
	assert next_contact_due(family) >= getdate(add_days(starts_on, 28))


def test_a_paused_family_falls_due_after_its_pause(family, school, liaison):
	doc = frappe.get_doc("Focus Family", family)
	doc.update({"pause_reason": "Abroad", "pause_ends_on": add_days(nowdate(), 90)})
	doc.save()
	assert next_contact_due(family) > getdate(add_days(nowdate(), 90))


def test_a_coordinator_corrects_a_contact_with_a_reason_and_not_without(family, school, liaison):
	contact = make.make_contact(family, school, liaison)
	as_user(make.make_coordinator())
	contact = frappe.get_doc("Liaison Contact", contact.name)
	contact.summary = "Corrected"
	with pytest.raises(frappe.ValidationError, match="say in Correction Reason why you change it"):
		contact.save()
	contact.reload()
	contact.update({"summary": "Corrected", "correction_reason": "Typed for the wrong child."})
	contact.save()
	assert frappe.db.get_value("Liaison Contact", contact.name, "summary") == "Corrected"


def test_a_contact_that_someone_else_changed_meanwhile_is_not_overwritten(family, school, liaison):
	contact = make.make_contact(family, school, liaison)
	as_user(liaison)
	open_form = frappe.get_doc("Liaison Contact", contact.name)
	contact.reload()
	contact.summary = "Theirs"
	contact.save()
	open_form.summary = "Mine"
	with pytest.raises(frappe.TimestampMismatchError):
		open_form.save()
	assert frappe.db.get_value("Liaison Contact", contact.name, "summary") == "Theirs"


def test_an_open_family_form_does_not_write_back_the_old_last_reached(family, school, liaison):
	open_form = frappe.get_doc("Focus Family", family)
	make.make_contact(family, school, liaison)
	open_form.strengths = "Close family"
	open_form.save()
	assert frappe.db.get_value("Focus Family", family, "last_reached") == getdate()
