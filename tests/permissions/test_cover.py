"""Cover during a leave: the caseload for those days, at schools where both are assigned, and nothing else."""

import frappe
import pytest
from frappe.utils import add_days, nowdate

from liaison_app.handover.cover import take_over
from liaison_app.permissions.criteria import criterion, is_row_allowed
from liaison_app.permissions.scope import get_scope
from liaison_app.worklist.reasons import Question
from liaison_app.worklist.rows import worklist
from tests import appointments as plan
from tests import factories as make
from tests.clock import at
from tests.connection import as_user, working_as

FIRST, LAST, BEFORE, AFTER = "2026-10-05", "2026-10-09", "2026-10-04", "2026-10-10"


@pytest.fixture
def colleague(school, liaison) -> str:
	"""Covers the liaison for a week."""
	user = make.make_liaison(school)
	cover(liaison, user)
	return user


def cover(
	liaison: str, by: str | None, user: str = "Administrator", first: str = FIRST, last: str = LAST
) -> None:
	"""A user writes a leave into the liaison's profile."""
	with working_as(user):
		doc = frappe.get_doc("Family Liaison", liaison)
		doc.append("leave", {"starts_on": first, "last_day": last, "covered_by": by})
		doc.save()


def may(user: str, ptype: str, doctype: str, name: str, day: str = FIRST) -> bool:
	with at(f"{day} 09:00:00"), working_as(user):
		return bool(frappe.has_permission(doctype, ptype, doc=frappe.get_doc(doctype, name)))


def address_of(family: str) -> str:
	return make.insert(
		"Family Address", {"family": family, "kind": "Home", "address_line": "1 Elm Street"}
	).name


@pytest.mark.parametrize(("day", "may_write"), [(BEFORE, False), (FIRST, True), (LAST, True), (AFTER, False)])
def test_the_caseload_is_covered_on_the_days_of_the_leave_and_on_no_other(family, colleague, day, may_write):
	assert may(colleague, "write", "Focus Family", family, day) is may_write
	assert may(colleague, "read", "Family Address", address_of(family), day) is may_write
	assert may(colleague, "read", "Focus Family", family, day)


def test_who_is_covered_keeps_the_own_caseload(family, liaison, colleague):
	assert may(liaison, "write", "Focus Family", family)


def test_nobody_else_gets_anything(family, school, colleague):
	other = make.make_liaison(school)
	assert not may(other, "write", "Focus Family", family)
	assert may(colleague, "write", "Focus Family", family)


def test_cover_opens_no_school(liaison, school):
	elsewhere, family = make.make_liaison(make.make_school()), make.make_family(school, liaison)
	cover(liaison, elsewhere)
	assert not may(elsewhere, "read", "Focus Family", family)
	make.assign(school, elsewhere, "Family Liaison", FIRST, LAST)
	assert may(elsewhere, "write", "Focus Family", family)
	assert not may(elsewhere, "read", "Focus Family", family, AFTER)


def test_cover_is_not_passed_on(family, school, liaison, colleague):
	third = make.make_liaison(school)
	cover(colleague, third, first=AFTER, last="2026-10-16")
	cover(liaison, colleague, first="2026-10-19", last="2026-10-23")
	assert not may(third, "write", "Focus Family", family, "2026-10-12")


def test_an_exclusion_holds_against_cover(family, colleague):
	make.insert(
		"Access Exclusion", {"user": colleague, "family": family, "reason": "A relative", "starts_on": BEFORE}
	)
	assert not may(colleague, "read", "Focus Family", family)
	assert not may(colleague, "read", "Family Address", address_of(family))


def test_what_was_done_stays_the_absent_liaisons_own(family, school, liaison, colleague):
	contact = make.make_contact(family, school, liaison)
	report = make.insert(
		"Weekly Activity Report", {"liaison": liaison, "school": school, "week_start": make.monday(1)}
	)
	assert not may(colleague, "write", "Liaison Contact", contact.name)
	assert not may(colleague, "read", "Weekly Activity Report", report.name)
	assert may(liaison, "write", "Liaison Contact", contact.name)


def test_lists_and_documents_agree_on_cover(family, colleague):
	table = frappe.qb.DocType("Family Address")
	address = address_of(family)
	with at(f"{FIRST} 09:00:00"), working_as(colleague):
		rule = criterion(table, "Family Address")
		listed = [name for (name,) in frappe.qb.from_(table).select(table.name).where(rule).run()]
		assert is_row_allowed({"name": address, "family": family}, "Family Address")
	assert listed == [address]


@pytest.mark.parametrize("role", ["liaison", "colleague", "leader"])
def test_nobody_but_a_coordinator_names_the_cover(school, liaison, role):
	user = {"liaison": liaison, "colleague": make.make_liaison(school), "leader": make.make_leader(school)}[
		role
	]
	with pytest.raises(frappe.PermissionError):
		cover(liaison, make.make_liaison(school), user)
	cover(liaison, make.make_liaison(school), make.make_coordinator())


def test_a_liaison_writes_the_own_days_and_does_not_prolong_a_cover(liaison, colleague):
	cover(liaison, None, liaison, "2026-12-21", "2026-12-31")
	with working_as(liaison), pytest.raises(frappe.PermissionError, match="a coordinator names who covers"):
		doc = frappe.get_doc("Family Liaison", liaison)
		doc.leave[0].last_day = "2026-12-31"
		doc.save()


def test_who_is_away_too_does_not_cover(liaison, school):
	other = make.make_liaison(school)
	cover(other, None, first=LAST, last=AFTER)
	with pytest.raises(frappe.ValidationError, match="is away too"):
		cover(liaison, other)


def test_a_school_that_is_not_covered_is_named(liaison, school):
	doc = frappe.get_doc("Family Liaison", liaison)
	elsewhere = make.make_liaison(make.make_school())
	doc.append("leave", {"starts_on": FIRST, "last_day": LAST, "covered_by": elsewhere})
	doc.save()
	said = str(frappe.local.message_log)
	assert "covers nothing there" in said
	assert school in said


def visit_on(day: str, family, school, liaison):
	with at("2026-10-02 09:00:00"):
		return plan.make_visit(family, school, liaison, planned_start=f"{day} 15:00:00")


def take(user: str, visit, day: str = FIRST) -> None:
	with at(f"{day} 09:00:00"), working_as(user):
		take_over(visit.doctype, visit.name)


def test_a_visit_planned_for_these_days_is_taken_over_with_its_place_and_its_alarm(
	family, school, liaison, colleague
):
	visit = visit_on(LAST, family, school, liaison)
	take(colleague, visit)
	doc = frappe.get_doc("Home Visit", visit.name)
	assert (doc.liaison, doc.visitors[0].liaison, len(doc.visitors)) == (colleague, colleague, 2)
	assert doc.expected_return == frappe.utils.get_datetime(visit.expected_return)
	assert may(colleague, "write", "Home Visit", visit.name, AFTER)
	assert not may(liaison, "write", "Home Visit", visit.name)


def test_a_meeting_is_taken_over_too(family, school, liaison, colleague):
	with at("2026-10-02 09:00:00"):
		meeting = plan.make_meeting([family], school, liaison, planned_start=f"{LAST} 15:00:00")
	take(colleague, meeting)
	assert frappe.db.get_value("Liaison Meeting", meeting.name, "liaison") == colleague


@pytest.mark.parametrize("day", [BEFORE, AFTER])
def test_what_is_planned_for_other_days_is_not_taken_over(family, school, liaison, colleague, day):
	visit = visit_on(day, family, school, liaison)
	with pytest.raises(frappe.PermissionError, match="days of your cover"):
		take(colleague, visit)


def test_nobody_else_takes_over_and_nothing_but_plans_is_taken(family, school, liaison, colleague):
	visit, contact = visit_on(LAST, family, school, liaison), make.make_contact(family, school, liaison)
	with pytest.raises(frappe.PermissionError):
		take(make.make_liaison(school), visit)
	with pytest.raises(frappe.PermissionError):
		take(colleague, visit, AFTER)
	with pytest.raises(frappe.PermissionError):
		take(colleague, contact)
	take(colleague, visit)
	assert frappe.db.get_value("Home Visit", visit.name, "liaison") == colleague


def test_the_worklist_shows_covered_families_marked_and_on_these_days_only(
	family, school, liaison, colleague
):
	frappe.db.set_value("User", liaison, "full_name", "Rosa Marin")
	frappe.db.set_value("Family Liaison", liaison, "liaison_name", "Rosa Marin")
	own = make.make_family(school, colleague)
	frappe.db.set_value("Family Enrolment", {"family": ["in", [family, own]]}, "starts_on", "2026-08-01")
	rows = rows_of(colleague, FIRST)
	assert rows[family].startswith("Covering for Rosa Marin")
	assert "Covering" not in rows[own]
	assert set(rows_of(colleague, AFTER)) == {own}


def rows_of(liaison: str, day: str) -> dict[str, str]:
	"""Why each family is on a liaison's own list on a day."""
	with at(f"{day} 09:00:00"), working_as(liaison):
		until = frappe.utils.getdate(add_days(day, 7))
		found = worklist(Question(liaison, until, liaison=liaison), 0)
	return {row["family"]: row["why"] for row in found.rows}


def test_the_scope_says_whom_the_user_covers(liaison, school):
	colleague = make.make_liaison(school)
	cover(liaison, colleague, first=nowdate(), last=nowdate())
	as_user(colleague)
	assert list(get_scope().covers) == [liaison]
