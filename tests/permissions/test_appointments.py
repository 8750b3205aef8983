"""Who may see, and who must not see, visits, meetings and other work."""

import frappe
import pytest

from liaison_app.permissions.criteria import criterion, is_row_allowed
from liaison_app.permissions.matrix import TEACHER
from tests import appointments as plan
from tests import factories as make
from tests.connection import as_user


@pytest.fixture
def schools():
	"""Two schools with a liaison, a principal and a family each, and a coordinator."""
	found = frappe._dict(coordinator=make.make_coordinator())
	for side in ("here", "there"):
		school = make.make_school()
		liaison = make.make_liaison(school)
		family = make.make_family(school, liaison)
		found[side] = frappe._dict(
			school=school, liaison=liaison, leader=make.make_leader(school), family=family
		)
	return found


def names(doctype: str, user: str) -> set[str]:
	"""The names that a user's list shows; empty where the list is refused."""
	as_user(user)
	try:
		return set(frappe.get_list(doctype, pluck="name", limit=0))
	except frappe.PermissionError:
		return set()
	finally:
		as_user("Administrator")


def may(doc, user: str, ptype: str = "read") -> bool:
	as_user(user)
	try:
		return bool(frappe.has_permission(doc.doctype, ptype, doc=frappe.get_doc(doc.doctype, doc.name)))
	finally:
		as_user("Administrator")


def makers(side) -> list:
	return [
		plan.make_visit(side.family, side.school, side.liaison),
		plan.make_meeting([side.family], side.school, side.liaison),
		plan.make_activity(side.school, side.liaison, side.family),
	]


def test_another_schools_liaison_sees_no_visit_meeting_or_activity(schools):
	for doc in makers(schools.here):
		assert doc.name in names(doc.doctype, schools.here.liaison)
		assert may(doc, schools.here.liaison)
		assert doc.name not in names(doc.doctype, schools.there.liaison)
		assert not may(doc, schools.there.liaison)


def test_a_coordinator_sees_all_of_them(schools):
	for doc in makers(schools.here):
		assert doc.name in names(doc.doctype, schools.coordinator)


def test_a_principal_reads_none_of_them(schools):
	for doc in makers(schools.here):
		assert doc.name not in names(doc.doctype, schools.here.leader)
		assert not may(doc, schools.here.leader)


def test_a_principal_reads_the_meeting_to_which_they_are_invited_and_only_that(schools):
	here = schools.here
	invited = plan.make_meeting([here.family], here.school, here.liaison, invited=[{"user": here.leader}])
	other = plan.make_meeting([here.family], here.school, here.liaison)
	assert names("Liaison Meeting", here.leader) == {invited.name}
	assert may(invited, here.leader)
	assert not may(other, here.leader)
	assert not may(invited, here.leader, "write")


def test_a_principal_of_another_school_reads_no_meeting_even_where_invited(schools):
	here, guest = schools.here, schools.there.leader
	meeting = plan.make_meeting([here.family], here.school, here.liaison, invited=[{"user": guest}])
	assert names("Liaison Meeting", guest) == set()
	assert not may(meeting, guest)


def test_an_invited_principal_with_an_access_exclusion_reads_nothing(schools):
	here = schools.here
	meeting = plan.make_meeting([here.family], here.school, here.liaison, invited=[{"user": here.leader}])
	assert may(meeting, here.leader)
	make.insert("Access Exclusion", {"user": here.leader, "family": here.family, "reason": "A relative."})
	assert names("Liaison Meeting", here.leader) == set()
	assert not may(meeting, here.leader)


def test_an_invited_teacher_reads_no_meeting(schools):
	here = schools.here
	teacher = make.make_user(TEACHER)
	make.assign(here.school, teacher, TEACHER)
	meeting = plan.make_meeting([here.family], here.school, here.liaison, invited=[{"user": teacher}])
	assert not may(meeting, teacher)
	assert may(meeting, here.liaison)


def two_families(schools):
	"""A meeting and an activity with a family of here and one that has since moved there."""
	here = schools.here
	second = make.make_family(here.school, here.liaison)
	docs = [
		plan.make_meeting([here.family, second], here.school, here.liaison),
		plan.make_activity(here.school, here.liaison, here.family, second),
	]
	enrolment = frappe.get_doc("Family Enrolment", {"family": second})
	make.set_status(enrolment, "Exited")
	make.enrol(second, schools.there.school, schools.there.liaison)
	return docs


def test_work_with_a_family_that_moved_on_is_closed_to_both_schools(schools):
	for doc in two_families(schools):
		for liaison in (schools.here.liaison, schools.there.liaison):
			assert doc.name not in names(doc.doctype, liaison)
			assert not may(doc, liaison)
		assert doc.name in names(doc.doctype, schools.coordinator)


def test_work_with_two_families_of_the_school_is_open_to_its_liaison(schools):
	here = schools.here
	second = make.make_family(here.school, here.liaison)
	meeting = plan.make_meeting([here.family, second], here.school, here.liaison)
	assert meeting.name in names("Liaison Meeting", here.liaison)
	assert may(meeting, here.liaison)


def test_an_exclusion_from_the_second_family_closes_the_meeting_to_a_coordinator(schools):
	here = schools.here
	second = make.make_family(here.school, here.liaison)
	meeting = plan.make_meeting([here.family, second], here.school, here.liaison)
	assert meeting.name in names("Liaison Meeting", schools.coordinator)
	make.insert("Access Exclusion", {"user": schools.coordinator, "family": second, "reason": "A relative."})
	assert meeting.name not in names("Liaison Meeting", schools.coordinator)
	assert not may(meeting, schools.coordinator)


def test_a_liaison_cannot_name_a_family_of_another_school(schools):
	here = schools.here
	as_user(here.liaison)
	with pytest.raises(frappe.PermissionError):
		plan.make_activity(here.school, here.liaison, here.family, schools.there.family)
	assert plan.make_activity(here.school, here.liaison, here.family).name


def test_a_liaison_cannot_take_over_a_foreign_meeting_by_writing_an_own_family_into_it(schools):
	meeting = plan.make_meeting([schools.there.family], schools.there.school, schools.there.liaison)
	as_user(schools.here.liaison)
	doc = frappe.get_doc("Liaison Meeting", meeting.name)
	doc.update({"liaison": schools.here.liaison, "school": schools.here.school, "invited": []})
	doc.set("families", [{"family": schools.here.family}])
	with pytest.raises(frappe.PermissionError):
		doc.save()


def test_a_colleague_at_the_school_reads_a_visit_and_cannot_change_it(schools):
	here = schools.here
	colleague = make.make_liaison(here.school)
	visit = plan.make_visit(here.family, here.school, here.liaison)
	assert may(visit, colleague)
	assert not may(visit, colleague, "write")
	assert not may(visit, colleague, "submit")
	assert may(visit, here.liaison, "submit")


def test_a_colleague_does_not_read_an_activity(schools):
	here = schools.here
	colleague = make.make_liaison(here.school)
	activity = plan.make_activity(here.school, here.liaison)
	assert activity.name in names("Liaison Activity", here.liaison)
	assert activity.name not in names("Liaison Activity", colleague)
	assert not may(activity, colleague)


def test_rows_of_a_meeting_are_seen_by_whoever_sees_the_meeting(schools):
	meeting = plan.make_meeting([schools.here.family], schools.here.school, schools.here.liaison)
	child = frappe.qb.DocType("Work Family")

	def rows(user: str) -> list:
		query = frappe.qb.from_(child).select(child.family).where(child.parent == meeting.name)
		return query.where(criterion(child, "Work Family", user)).run()

	assert rows(schools.here.liaison) == ((schools.here.family,),)
	assert rows(schools.there.liaison) == ()


def test_the_calendar_shows_nothing_of_another_school(schools):
	from frappe.utils import add_days, nowdate

	from liaison_app.outreach.appointment_calendar import get_events

	visit, meeting, _activity = makers(schools.here)
	days = (add_days(nowdate(), -2), add_days(nowdate(), 2))
	as_user(schools.here.liaison)
	assert {event["name"] for event in get_events(*days)} == {visit.name, meeting.name}
	as_user(schools.there.liaison)
	assert get_events(*days) == []


def test_the_calendar_is_refused_to_whom_no_document_is_open(schools):
	from liaison_app.outreach.appointment_calendar import get_events

	as_user(make.make_user())
	with pytest.raises(frappe.PermissionError):
		get_events("2026-11-01", "2026-11-30")


def test_the_calendar_shows_a_teacher_neither_visits_nor_meetings(schools):
	from frappe.utils import add_days, nowdate

	from liaison_app.outreach.appointment_calendar import get_events

	makers(schools.here)
	teacher = make.make_user(TEACHER)
	make.assign(schools.here.school, teacher, TEACHER)
	days = (add_days(nowdate(), -2), add_days(nowdate(), 2))
	as_user(teacher)
	assert get_events(*days) == []
	as_user(schools.here.liaison)
	assert len(get_events(*days)) == 2


def test_times_are_not_proposed_to_another_school(schools):
	from liaison_app.outreach.visit_times import propose

	as_user(schools.there.liaison)
	with pytest.raises(frappe.PermissionError):
		propose(schools.here.family)
	as_user(schools.here.liaison)
	assert propose(schools.here.family) == []


@pytest.mark.parametrize("doctype", ["Home Visit", "Liaison Meeting", "Liaison Activity"])
def test_the_list_and_the_document_judge_alike(schools, doctype):
	two_families(schools)
	for side in (schools.here, schools.there):
		makers(side)
		plan.make_meeting([side.family], side.school, side.liaison, invited=[{"user": side.leader}])
		plan.make_activity(side.school, side.liaison)
	everyone = [
		schools.coordinator,
		*(side[who] for side in (schools.here, schools.there) for who in ("liaison", "leader")),
	]
	docs = [frappe.get_doc(doctype, name) for name in frappe.get_all(doctype, pluck="name", order_by="name")]
	for user in everyone:
		table = frappe.qb.DocType(doctype)
		rule = criterion(table, doctype, user)
		query = frappe.qb.from_(table).select(table.name)
		listed = {name for (name,) in (query.where(rule) if rule else query).run()}
		assert listed == {doc.name for doc in docs if is_row_allowed(doc, doctype, user)}


def test_a_coordinator_does_not_bring_a_liaisons_visit_to_an_outcome(schools):
	from frappe.model.workflow import apply_workflow

	visit = plan.make_visit(
		schools.here.family, schools.here.school, schools.here.liaison, actual_start=plan.ago(60)
	)
	as_user(schools.coordinator)
	with pytest.raises(frappe.ValidationError):
		apply_workflow(visit, "Nobody Was Met")
	doc = frappe.get_doc("Home Visit", visit.name)
	doc.correction_reason = "A test."
	with pytest.raises((frappe.ValidationError, frappe.PermissionError)):
		doc.submit()
	as_user(schools.here.liaison)
	assert apply_workflow(visit, "Nobody Was Met").status == "Attempted"
