"""The weekly report: read from the ledger, handed in, frozen, approved or returned."""

import frappe
import pytest
from frappe.utils import add_days, getdate

from liaison_app.ledger.audit import rebuild, verify
from liaison_app.weekly_report.returning import give_reason
from tests import factories as make
from tests.connection import as_user


def work(family, school, liaison, weeks_ago: int = 1, **values):
	"""A contact on Monday morning of an earlier week."""
	at = f"{make.monday(weeks_ago)} 09:30:00"
	return make.make_contact(family, school, liaison, contacted_at=at, **values)


def report(school: str, liaison: str, weeks_ago: int = 1):
	return make.insert(
		"Weekly Activity Report", {"liaison": liaison, "school": school, "week_start": make.monday(weeks_ago)}
	)


def line(doc, involvement_type: str):
	return next(row for row in doc.lines if row.involvement_type == involvement_type)


def test_the_six_types_stand_in_their_order_with_what_was_done(family, school, liaison):
	work(family, school, liaison, purpose="Homework Help", staff_minutes=20)
	work(family, school, liaison, purpose="Attendance", staff_minutes=5)
	work(family, school, liaison, purpose="Attendance", staff_minutes=6, outcome="No Answer")
	doc = report(school, liaison)
	assert [row.involvement_type for row in doc.lines] == [
		"Parenting",
		"Communicating",
		"Volunteering",
		"Learning at Home",
		"Decision Making",
		"Collaborating with the Community",
	]
	talks = line(doc, "Communicating")
	assert (talks.units, talks.outgoing, talks.reached, talks.families, talks.staff_minutes) == (
		2,
		2,
		1,
		1,
		11,
	)
	assert line(doc, "Learning at Home").staff_minutes == 20
	assert line(doc, "Volunteering").units == 0
	assert (doc.units, doc.families, doc.staff_minutes) == (3, 1, 31)


def test_a_draft_shows_the_ledger_as_it_is_when_it_is_opened(family, school, liaison):
	doc = report(school, liaison)
	doc.lines[1].narrative = "A quiet week."
	doc.save()
	work(family, school, liaison, staff_minutes=5)
	opened = frappe.get_doc("Weekly Activity Report", doc.name)
	opened.run_method("onload")
	assert line(opened, "Communicating").staff_minutes == 5
	assert line(opened, "Communicating").narrative == "A quiet week."


def test_any_day_of_the_week_names_the_week(school, liaison):
	doc = make.insert(
		"Weekly Activity Report",
		{"liaison": liaison, "school": school, "week_start": add_days(make.monday(1), 3)},
	)
	assert getdate(doc.week_start) == make.monday(1)
	assert getdate(doc.week_end) == getdate(add_days(make.monday(1), 6))
	assert getdate(doc.due_on) == getdate(add_days(make.monday(0), 1))


def test_work_at_another_school_is_in_its_own_report(school, liaison, family):
	other = make.make_school()
	make.assign(other, liaison, "Family Liaison")
	work(make.make_family(other, liaison), other, liaison, staff_minutes=40)
	work(family, school, liaison, staff_minutes=5)
	assert report(school, liaison).staff_minutes == 5
	assert report(other, liaison).staff_minutes == 40


def test_a_late_entry_keeps_its_date_and_counts_once_in_the_next_report(family, school, liaison):
	work(family, school, liaison, weeks_ago=2, staff_minutes=5)
	first = report(school, liaison, weeks_ago=2)
	make.hand_in(first.name, liaison)
	late = work(family, school, liaison, weeks_ago=2, staff_minutes=9)
	assert frappe.get_doc("Weekly Activity Report", first.name).staff_minutes == 5
	assert report(school, liaison, weeks_ago=1).staff_minutes == 9
	assert getdate(late.contacted_at) == make.monday(2)


def test_a_principal_of_the_school_approves_what_was_handed_in(family, school, liaison):
	work(family, school, liaison)
	doc, leader = report(school, liaison), make.make_leader(school)
	make.hand_in(doc.name, liaison)
	approved = make.act(doc.name, leader, "Approve")
	assert (approved.status, approved.docstatus, approved.approved_by) == ("Approved", 1, leader)
	assert verify() == []


def test_a_principal_of_another_school_approves_nothing(school, liaison):
	doc = report(school, liaison)
	make.hand_in(doc.name, liaison)
	with pytest.raises(frappe.PermissionError):
		make.act(doc.name, make.make_leader(make.make_school()), "Approve")
	assert frappe.db.get_value("Weekly Activity Report", doc.name, "status") == "In Review"


def test_a_liaison_approves_nothing(school, liaison):
	doc = report(school, liaison)
	make.hand_in(doc.name, liaison)
	with pytest.raises(frappe.ValidationError):
		make.act(doc.name, liaison, "Approve")
	as_user(liaison)
	with pytest.raises(frappe.PermissionError):
		frappe.get_doc("Weekly Activity Report", doc.name).submit()
	assert frappe.db.get_value("Weekly Activity Report", doc.name, "docstatus") == 0


def test_what_was_handed_in_is_not_edited(school, liaison):
	doc = report(school, liaison)
	make.hand_in(doc.name, liaison)
	as_user(liaison)
	doc.reload()
	doc.highlights = "Another thought"
	with pytest.raises(frappe.PermissionError, match="cannot be changed while it is"):
		doc.save()


@pytest.mark.parametrize(
	"change",
	[
		{"staff_minutes": 99},
		{"outcome": "No Answer"},
		{"involvement_type": "Volunteering"},
	],
)
def test_a_frozen_report_locks_what_it_counted(family, school, liaison, change):
	contact = work(family, school, liaison, weeks_ago=2)
	doc = report(school, liaison, weeks_ago=2)
	make.hand_in(doc.name, liaison)
	as_user(liaison)
	contact = frappe.get_doc("Liaison Contact", contact.name)
	contact.update(change)
	with pytest.raises(frappe.ValidationError, match="has already counted this work"):
		contact.save()


def test_a_frozen_report_locks_the_day_too(family, school, liaison):
	contact = work(family, school, liaison, weeks_ago=2)
	make.hand_in(report(school, liaison, weeks_ago=2).name, liaison)
	as_user(liaison)
	contact = frappe.get_doc("Liaison Contact", contact.name)
	contact.contacted_at = make.days_ago(1)
	with pytest.raises(frappe.ValidationError, match="has already counted this work"):
		contact.save()


def test_words_may_still_be_added_to_what_was_counted(family, school, liaison):
	contact = work(family, school, liaison)
	make.hand_in(report(school, liaison).name, liaison)
	as_user(liaison)
	contact = frappe.get_doc("Liaison Contact", contact.name)
	contact.update({"summary": "She asked for a bus pass.", "tone": "Positive"})
	contact.save()
	assert frappe.db.get_value("Liaison Contact", contact.name, "tone") == "Positive"


def test_what_was_counted_is_not_deleted(family, school, liaison):
	contact = work(family, school, liaison)
	make.hand_in(report(school, liaison).name, liaison)
	as_user(liaison)
	with pytest.raises(frappe.ValidationError, match="has already counted this work"):
		frappe.delete_doc("Liaison Contact", contact.name)
	assert frappe.db.exists("Liaison Contact", contact.name)


def test_a_returned_report_lets_go_of_what_it_counted(family, school, liaison):
	contact = work(family, school, liaison, staff_minutes=5)
	doc = report(school, liaison)
	make.hand_in(doc.name, liaison)
	frappe.db.set_value("Weekly Activity Report", doc.name, "return_reason", "Tuesday is missing.")
	returned = make.act(doc.name, make.make_leader(school), "Return")
	assert (returned.status, returned.handed_in_by, returned.entries) == ("Draft", None, [])
	as_user(liaison)
	contact = frappe.get_doc("Liaison Contact", contact.name)
	contact.staff_minutes = 15
	contact.save()
	again = make.hand_in(doc.name, liaison)
	assert again.staff_minutes == 15
	assert verify() == []


def test_a_cancelled_report_lets_go_too(family, school, liaison):
	work(family, school, liaison, staff_minutes=5)
	doc, coordinator = report(school, liaison), make.make_coordinator()
	make.hand_in(doc.name, liaison)
	make.act(doc.name, coordinator, "Approve")
	assert make.act(doc.name, coordinator, "Cancel").status == "Cancelled"
	assert verify() == []
	assert report(school, liaison).staff_minutes == 5


def test_a_rebuilt_ledger_counts_in_the_same_report(family, school, liaison):
	work(family, school, liaison, staff_minutes=5)
	doc = report(school, liaison)
	make.hand_in(doc.name, liaison)
	frappe.db.sql("delete from `tabLiaison Ledger Entry`")
	rebuild()
	assert verify() == []
	held = frappe.get_all("Liaison Ledger Entry", filters={"counted_in": doc.name}, pluck="staff_minutes")
	assert held == [5]


def test_a_second_report_on_the_same_week_is_refused(school, liaison):
	report(school, liaison)
	with pytest.raises(frappe.ValidationError, match="is the report on this week already: open it"):
		report(school, liaison)


def test_a_report_on_a_week_to_come_is_refused(school, liaison):
	with pytest.raises(frappe.ValidationError, match="Week Starting is in the future"):
		report(school, liaison, weeks_ago=-1)


def test_a_report_on_a_school_of_others_is_refused(liaison):
	with pytest.raises(frappe.ValidationError, match="is not assigned to"):
		report(make.make_school(), liaison)


def test_a_report_that_was_handed_in_is_not_deleted(school, liaison):
	doc = report(school, liaison)
	make.hand_in(doc.name, liaison)
	as_user(liaison)
	with pytest.raises(frappe.ValidationError, match="ask for its return first"):
		frappe.delete_doc("Weekly Activity Report", doc.name)


def test_a_liaison_does_not_read_a_colleagues_report(school, liaison):
	mine, colleague = report(school, liaison), make.make_liaison(school)
	as_user(liaison)
	assert frappe.get_list("Weekly Activity Report", pluck="name") == [mine.name]
	as_user(colleague)
	assert frappe.get_list("Weekly Activity Report", pluck="name") == []


def test_a_report_is_not_returned_without_a_reason(family, school, liaison):
	work(family, school, liaison)
	doc = report(school, liaison)
	make.hand_in(doc.name, liaison)
	with pytest.raises(frappe.ValidationError, match="Return Reason is missing"):
		make.act(doc.name, make.make_leader(school), "Return")


def test_the_reason_for_a_return_is_kept_until_the_report_is_handed_in_again(family, school, liaison):
	doc, leader = report(school, liaison), make.make_leader(school)
	make.hand_in(doc.name, liaison)
	as_user(leader)
	give_reason(doc.name, "Tuesday is missing.")
	assert make.act(doc.name, leader, "Return").return_reason == "Tuesday is missing."
	assert not make.hand_in(doc.name, liaison).return_reason


def test_who_may_not_approve_gives_no_reason_for_a_return(family, school, liaison):
	doc = report(school, liaison)
	make.hand_in(doc.name, liaison)
	for user in (liaison, make.make_leader(make.make_school())):
		as_user(user)
		with pytest.raises(frappe.PermissionError):
			give_reason(doc.name, "I would rather not.")
