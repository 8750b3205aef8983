"""The team is reminded once of what is due: who is in charge, else the school's liaisons, else a coordinator, in words that name nothing."""

import frappe
import pytest
from frappe.utils import add_days, formatdate, nowdate

from liaison_app.partnership import reminders
from liaison_app.partnership.reminders import remind
from liaison_app.permissions.matrix import COORDINATOR
from tests import factories as make
from tests.partnership.plans import act, approve, change, make_place, prepare, review


@pytest.fixture
def here(site):
	"""A school whose approved plan has one activity, far off, with the parent in charge."""
	here = make_place()
	frappe.db.set_value("Partnership Activity", here.activity, "in_charge", here.parent)
	approve(here)
	begin(here, 60)
	return here


def begin(here, in_days: int) -> str:
	"""Move the activity to a day, in so many days."""
	day = add_days(nowdate(), in_days)
	frappe.db.set_value("Partnership Activity", here.activity, {"starts_on": day, "ends_on": day})
	return day


def told(here) -> list[tuple[str, str]]:
	"""Who of the school was told what, since the last time that somebody asked."""
	people = [here.liaison, here.leader, here.parent]
	rows = frappe.get_all(
		"Notification Log", {"for_user": ["in", people]}, ["name", "for_user", "subject"], order_by="creation"
	)
	return [(row.for_user, row.subject) for row in rows]


def test_who_is_in_charge_is_told_in_time_and_once(here):
	remind()
	assert told(here) == []
	day = begin(here, 7)
	remind()
	remind()
	assert told(here) == [(here.parent, f"An activity of the partnership plan begins on {formatdate(day)}")]


def test_how_long_before_is_the_districts_to_say(here):
	begin(here, 10)
	remind()
	assert told(here) == []
	frappe.db.set_single_value("Liaison Settings", "partnership_lead_days", 10)
	remind()
	assert len(told(here)) == 1


def test_days_that_the_scheduler_missed_are_made_up_for(here):
	begin(here, 3)
	remind()
	assert len(told(here)) == 1


def test_what_is_moved_is_told_anew(here):
	begin(here, 5)
	remind()
	begin(here, 6)
	remind()
	assert len(told(here)) == 2


def test_where_nobody_with_a_login_is_in_charge_the_schools_liaison_is_told(here):
	begin(here, 5)
	frappe.db.set_value("Partnership Activity", here.activity, "in_charge", None)
	remind()
	assert [user for user, _words in told(here)] == [here.liaison]


def test_who_has_left_is_told_nothing_and_the_liaison_instead(here):
	begin(here, 5)
	frappe.db.set_value("School Assignment", {"user": here.parent}, "last_day", add_days(nowdate(), -1))
	remind()
	assert [user for user, _words in told(here)] == [here.liaison]


def test_where_the_school_has_no_liaison_a_coordinator_is_told(here):
	make.make_coordinator()
	begin(here, 5)
	frappe.db.set_value("Partnership Activity", here.activity, "in_charge", None)
	frappe.db.set_value("School Assignment", {"user": here.liaison}, "last_day", add_days(nowdate(), -1))
	remind()
	assert told(here) == []
	whom = frappe.get_all("Notification Log", {"document_name": here.activity}, pluck="for_user")
	assert [COORDINATOR in frappe.get_roles(user) for user in whom] == [True]


def test_the_day_after_they_are_asked_how_it_went_until_they_have_said_so(here):
	day = begin(here, -1)
	remind()
	assert told(here) == [
		(here.parent, f"An activity of the partnership plan ended on {formatdate(day)}: say how it went")
	]


def test_what_was_evaluated_is_asked_of_nobody(here):
	begin(here, -1)
	change(here.activity, here.liaison, status="Done", result="Forty families.")
	remind()
	assert told(here) == []


def test_who_prepares_is_told_without_a_word_of_what(here):
	day = add_days(nowdate(), 2)
	prepare(here.activity, "Order books", day, here.leader)
	remind()
	remind()
	assert told(here) == [
		(here.leader, f"A preparation for the partnership plan is due on {formatdate(day)}")
	]


def test_a_familys_step_is_no_preparation(here):
	step = prepare(here.activity, "Call the Ruiz family", nowdate(), here.liaison)
	frappe.db.set_value("Next Step", step.name, "family", make.make_family(here.school, here.liaison))
	remind()
	assert told(here) == []


def test_nobody_is_reminded_of_a_plan_that_is_no_plan_yet_or_no_more(here):
	draft = make_place()
	begin(draft, 2)
	begin(here, 2)
	review(here, here.leader)
	act(here.plan, here.leader, "Evaluate")
	remind()
	assert told(draft) == told(here) == []


def test_a_run_that_was_killed_goes_on_where_it_stopped(here, monkeypatch):
	begin(here, 2)
	prepare(here.activity, "Order books", nowdate(), here.leader)
	real, done = reminders._remind, []

	def killed_after_one(one):
		if done:
			raise SystemExit
		done.append(real(one))

	monkeypatch.setattr(reminders, "_remind", killed_after_one)
	with pytest.raises(SystemExit):
		remind()
	monkeypatch.setattr(reminders, "_remind", real)
	remind()
	assert sorted(user for user, _words in told(here)) == sorted([here.parent, here.leader])


def test_it_is_among_the_daily_jobs():
	assert "liaison_app.partnership.reminders.remind" in frappe.get_hooks("scheduler_events")["daily"]
