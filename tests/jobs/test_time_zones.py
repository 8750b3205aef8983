"""Days and weeks are the site's: late on Sunday, in the nights when the clocks change, and for the scheduler."""

import frappe
import pytest
from frappe.utils import getdate, nowdate

from liaison_app.outreach.due import next_contact_due
from liaison_app.weekly_report.drafting import draft_reports
from tests import factories as make
from tests.appointments import complete, lines, make_visit
from tests.clock import at_utc, set_time_zone

#: Sunday 23:30 in Denver as an instant, and the Monday on which its week began.
SUNDAYS = {
	"an ordinary week": ("2026-10-12T05:30:00", "2026-10-05"),
	"the clocks went back that morning": ("2026-11-02T06:30:00", "2026-10-26"),
	"the clocks went forward that morning": ("2026-03-09T05:30:00", "2026-03-02"),
}


@pytest.fixture(autouse=True)
def _denver():
	before = frappe.utils.get_system_timezone()
	set_time_zone("America/Denver")
	yield
	frappe.db.rollback()
	set_time_zone(before)


@pytest.fixture
def school() -> str:
	return make.make_school()


@pytest.fixture
def liaison(school) -> str:
	return make.make_liaison(school)


@pytest.fixture
def family(school, liaison) -> str:
	name = make.make_family(school, liaison)
	early = {"nominated_on": "2026-01-05", "starts_on": "2026-01-10"}
	frappe.db.set_value("Family Enrolment", {"family": name}, early)
	return name


@pytest.mark.parametrize(("instant", "week"), SUNDAYS.values(), ids=SUNDAYS)
def test_a_contact_at_half_past_eleven_on_sunday_counts_in_the_week_that_ends(
	family, school, liaison, instant, week
):
	with at_utc(instant):
		contact = make.make_contact(family, school, liaison, contacted_at=frappe.utils.now_datetime())
	assert str(contact.contacted_at)[11:16] == "23:30"
	assert str(lines(contact.name)[0].week) == week


@pytest.mark.parametrize(("instant", "week"), SUNDAYS.values(), ids=SUNDAYS)
def test_a_visit_at_half_past_eleven_on_sunday_counts_in_the_week_that_ends(
	family, school, liaison, instant, week
):
	with at_utc(instant):
		began = frappe.utils.now_datetime()
		visit = complete(
			make_visit(family, school, liaison, planned_start=began), actual_start=began, actual_end=began
		)
	assert str(lines(visit.name)[0].week) == week


@pytest.mark.parametrize(("instant", "week"), SUNDAYS.values(), ids=SUNDAYS)
def test_half_an_hour_after_midnight_is_the_next_week(family, school, liaison, instant, week):
	hour_later = (
		instant.replace("05:30", "06:30") if "05:30" in instant else instant.replace("06:30", "07:30")
	)
	with at_utc(hour_later):
		contact = make.make_contact(family, school, liaison, contacted_at=frappe.utils.now_datetime())
	assert (getdate(lines(contact.name)[0].week) - getdate(week)).days == 7


def test_the_hour_that_comes_twice_is_one_day_and_one_week(family, school, liaison):
	weeks = set()
	for instant in ("2026-11-01T07:30:00", "2026-11-01T08:30:00"):  # 1:30 in Denver, twice
		with at_utc(instant):
			contact = make.make_contact(family, school, liaison, contacted_at=frappe.utils.now_datetime())
		assert str(contact.contacted_at)[:16] == "2026-11-01 01:30"
		weeks.add(str(lines(contact.name)[0].week))
	assert weeks == {"2026-10-26"}


def test_the_scheduler_drafts_when_friday_begins_where_the_school_is(school, liaison):
	frappe.db.set_value("Family Liaison", liaison, "creation", "2026-10-05 09:00:00", update_modified=False)
	week = {"liaison": liaison, "week_start": "2026-10-05"}
	with at_utc("2026-10-09T05:30:00"):  # Friday in London, Thursday 23:30 in Denver
		draft_reports()
		assert not frappe.db.exists("Weekly Activity Report", week)
	with at_utc("2026-10-09T06:30:00"):
		draft_reports()
		assert frappe.db.exists("Weekly Activity Report", week)


def test_today_is_the_sites_by_the_hosts_own_clock():
	"""Between these two zones it is never the same day."""
	set_time_zone("Pacific/Kiritimati")
	east = nowdate()
	set_time_zone("Pacific/Niue")
	assert nowdate() < east


def test_a_family_falls_due_by_days_not_by_hours(family, school, liaison):
	with at_utc("2026-10-12T05:30:00"):  # Sunday, and the clocks change before it falls due
		make.make_contact(family, school, liaison, contacted_at=frappe.utils.now_datetime())
		assert str(next_contact_due(family)) == "2026-11-09"  # Sunday 8 November, so the Monday
