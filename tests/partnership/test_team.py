"""A partnership team: whom it lacks is a warning, a parent without a login is a member, its meetings are Liaison Meetings."""

import frappe
import pytest
from frappe.utils import add_days, nowdate

from liaison_app.partnership.composition import warnings
from tests import appointments as meetings
from tests import factories as make
from tests.connection import working_as
from tests.partnership.plans import make_team, member


def whole_team(leader: str) -> list[dict]:
	"""A member of each role that an elementary school needs."""
	return [
		member("Principal", "Pat Head", leader, is_chair=1),
		member("Teacher", "Ms Keller"),
		member("Teacher", "Mr Lund"),
		member("Parent", "Ana Ruiz"),
		member("Parent", "Tom Birch"),
		member("Liaison", "Maria Alvarez"),
		member("Community Member", "Library of Elm Street"),
	]


def test_a_team_of_every_role_is_not_warned(here):
	team = make_team(here.school, here.leader, members=whole_team(here.leader))
	assert warnings(team) == []


def test_a_team_is_told_whom_it_lacks_and_saved_all_the_same(here):
	team = make_team(here.school, here.leader, members=whole_team(here.leader)[:4])
	assert warnings(team) == [
		"The team has 4 members; it should have at least 6.",
		"Parent: 1, should be at least 2.",
		"Liaison: 0, should be at least 1.",
		"Community Member: 0, should be at least 1.",
	]


def test_two_pupils_are_missed_in_a_high_school_alone(here):
	frappe.db.set_value("Liaison School", here.school, "kind", "High School")
	team = make_team(here.school, here.leader, members=whole_team(here.leader))
	assert warnings(team) == ["Student: 0, should be at least 2."]


def test_the_rule_is_the_districts(here):
	frappe.db.set_value("Partnership Role", "Teacher", {"at_least": 1, "at_most": 1})
	team = make_team(here.school, here.leader, members=whole_team(here.leader))
	assert warnings(team) == ["Teacher: 2, usually at most 1."]


def test_who_is_out_of_office_does_not_count(here):
	members = whole_team(here.leader)
	members[3]["last_day"] = add_days(nowdate(), -1)
	members[0]["starts_on"] = add_days(nowdate(), 1)
	team = make_team(here.school, here.leader, members=members)
	assert warnings(team) == [
		"The team has 5 members; it should have at least 6.",
		"Principal: 0, should be at least 1.",
		"Parent: 1, should be at least 2.",
		"Nobody is marked as Chair.",
	]
	assert not team.chair_name


def test_a_parent_without_a_login_can_chair(here):
	members = [member("Parent", "Ana Ruiz", is_chair=1)]
	assert make_team(here.school, here.leader, members=members).chair_name == "Ana Ruiz"


def test_two_chairs_are_refused(here):
	members = [member("Parent", "Ana Ruiz", is_chair=1), member("Teacher", "Ms Keller", is_chair=1)]
	with pytest.raises(frappe.ValidationError, match="rows 1 and 2 are both marked as Chair"):
		make_team(here.school, here.leader, members=members)


def test_somebody_twice_on_the_same_days_is_refused_and_a_second_term_is_not(here):
	first = member("Parent", "Ana Ruiz", last_day="2025-06-30")
	second = {**member("Parent", "Ana Ruiz"), "starts_on": "2025-07-01"}
	assert make_team(here.school, here.leader, members=[first, second])
	with pytest.raises(frappe.ValidationError, match="rows 1 and 2 name Ana Ruiz for the same days"):
		make_team(here.school, here.leader, members=[{**first, "last_day": None}, second])


def test_a_term_that_ends_before_it_begins_is_refused(here):
	members = [member("Parent", "Ana Ruiz", last_day="2019-01-01")]
	with pytest.raises(frappe.ValidationError):
		make_team(here.school, here.leader, members=members)


def test_a_meeting_of_the_team_stands_on_its_page_for_who_may_read_it(here):
	meeting = team_meeting(here)
	team = frappe.get_doc("Partnership Team", here.team)
	seen = {}
	for user in (here.liaison, here.parent):
		with working_as(user):
			team.run_method("onload")
			seen[user] = [row.name for row in team.get_onload().meetings]
	assert seen == {here.liaison: [meeting.name], here.parent: []}


def test_a_meeting_names_the_team_of_its_own_school(here):
	other = make_team(make.make_school(), here.leader)
	with pytest.raises(frappe.ValidationError, match="Partnership Team: choose the team of"):
		team_meeting(here, team=other.name)


def test_a_meeting_about_a_family_is_no_meeting_of_the_team(here):
	with pytest.raises(frappe.ValidationError, match="only a Team Meeting has one"):
		team_meeting(here, kind="Support Meeting")


def team_meeting(here, **values):
	"""A planned monthly meeting."""
	given = {"kind": "Team Meeting", "team": here.team, "invited": [{"person_name": "Ana Ruiz"}], **values}
	return meetings.make_meeting([], here.school, here.liaison, **given)
