"""Drafts of weekly reports: for whom, when, and the same after every kind of run."""

import frappe
import pytest

from liaison_app.weekly_report import drafting
from liaison_app.weekly_report.drafting import draft_reports
from tests import factories as make
from tests.clock import at

#: A Monday, the Friday and the Saturday of its week, and the Monday after.
MONDAY, FRIDAY, SATURDAY, NEXT_MONDAY = "2026-10-05", "2026-10-09", "2026-10-10", "2026-10-12"


@pytest.fixture
def school() -> str:
	return make.make_school()


@pytest.fixture
def liaison(school) -> str:
	return entered(make.make_liaison(school), "2026-10-01")


def entered(liaison: str, day: str) -> str:
	"""Who came into the system on a day."""
	frappe.db.set_value("Family Liaison", liaison, "creation", f"{day} 09:00:00", update_modified=False)
	return liaison


def run(day: str) -> None:
	"""The daily job, a minute after midnight."""
	with at(f"{day} 00:01:00"):
		draft_reports()


def weeks(liaison: str, school: str | None = None) -> list[str]:
	"""The weeks on which a liaison has a report."""
	filters = {"liaison": liaison, **({"school": school} if school else {})}
	rows = frappe.get_all(
		"Weekly Activity Report", filters=filters, pluck="week_start", order_by="week_start"
	)
	return [str(day) for day in rows]


def year(**values) -> None:
	"""The school year of these tests."""
	make.make_only_year("2026-08-17", "2027-06-11", **values)


def test_a_draft_is_made_on_the_last_staff_day_of_the_week_and_not_before(liaison):
	run("2026-10-08")
	assert MONDAY not in weeks(liaison)
	run(FRIDAY)
	assert MONDAY in weeks(liaison)


def test_a_draft_is_the_liaisons_own_and_open(school, liaison):
	run(FRIDAY)
	doc = frappe.get_last_doc("Weekly Activity Report", filters={"liaison": liaison, "week_start": MONDAY})
	assert (doc.school, doc.status, doc.docstatus, str(doc.week_end)) == (school, "Draft", 0, "2026-10-11")


def test_each_school_of_a_liaison_has_its_own_draft(school, liaison):
	other = make.make_school()
	make.assign(other, liaison, "Family Liaison")
	run(FRIDAY)
	assert MONDAY in weeks(liaison, school)
	assert MONDAY in weeks(liaison, other)


def test_a_friday_without_staff_brings_the_draft_forward(liaison):
	year(days_off=[{"starts_on": FRIDAY, "ends_on": FRIDAY, "no_staff": 1}])
	run("2026-10-08")
	assert MONDAY in weeks(liaison)


def test_a_run_that_is_repeated_changes_nothing(liaison):
	run(FRIDAY)
	first = frappe.get_all("Weekly Activity Report", pluck="name", order_by="name")
	run(FRIDAY)
	run(SATURDAY)
	assert frappe.get_all("Weekly Activity Report", pluck="name", order_by="name") == first


def test_a_run_that_comes_weeks_late_makes_the_drafts_that_were_missed(liaison):
	run("2026-10-26")
	assert weeks(liaison) == ["2026-09-28", MONDAY, NEXT_MONDAY, "2026-10-19"]


def test_a_run_that_comes_too_late_goes_back_four_weeks_only(liaison):
	run("2026-12-07")
	assert weeks(liaison) == ["2026-11-09", "2026-11-16", "2026-11-23", "2026-11-30"]


def test_a_liaison_owes_nothing_for_weeks_before_coming_into_the_system(school):
	newcomer = entered(make.make_liaison(school), "2026-10-14")
	run("2026-10-26")
	assert weeks(newcomer) == [NEXT_MONDAY, "2026-10-19"]


def test_a_run_that_is_killed_half_way_is_made_whole_by_the_next(school, liaison, monkeypatch):
	other = entered(make.make_liaison(school), "2026-10-01")
	draft, made = drafting._draft, []

	def killed(missing):
		if made:
			raise KeyboardInterrupt
		draft(missing)
		made.append(missing)

	monkeypatch.setattr(drafting, "_draft", killed)
	with pytest.raises(KeyboardInterrupt):
		run(FRIDAY)
	monkeypatch.setattr(drafting, "_draft", draft)
	run(FRIDAY)
	assert (weeks(liaison), weeks(other)) == (["2026-09-28", MONDAY], ["2026-09-28", MONDAY])


def test_one_draft_that_fails_does_not_stop_the_others(school, liaison, monkeypatch):
	other = entered(make.make_liaison(school), "2026-10-01")
	draft = drafting._draft

	def failing(missing):
		if missing[1].liaison == liaison:
			raise frappe.ValidationError
		draft(missing)

	monkeypatch.setattr(drafting, "_draft", failing)
	run(FRIDAY)
	assert (weeks(liaison), weeks(other)) == ([], ["2026-09-28", MONDAY])


def test_a_report_that_the_liaison_began_is_the_only_one(school, liaison):
	with at("2026-10-07 10:00:00"):
		make.insert("Weekly Activity Report", {"liaison": liaison, "school": school, "week_start": MONDAY})
	run(FRIDAY)
	assert weeks(liaison).count(MONDAY) == 1


def test_who_is_not_enabled_has_no_draft(liaison):
	frappe.db.set_value("Family Liaison", liaison, "enabled", 0)
	run(FRIDAY)
	assert weeks(liaison) == []


@pytest.mark.parametrize(
	("starts_on", "last_day", "drafted"),
	[
		("2026-10-07", "2026-10-08", True),
		("2020-01-01", MONDAY, True),
		("2020-01-01", "2026-10-04", False),
		(NEXT_MONDAY, None, False),
	],
)
def test_an_assignment_that_overlaps_the_week_counts(starts_on, last_day, drafted):
	school, liaison = make.make_school(), entered(make.make_liaison(), "2026-10-05")
	make.assign(school, liaison, "Family Liaison", starts_on, last_day)
	run(FRIDAY)
	assert (MONDAY in weeks(liaison)) is drafted


def test_a_leader_of_the_school_owes_no_report(school):
	leader = make.make_leader(school)
	run(FRIDAY)
	assert weeks(leader) == []


@pytest.mark.parametrize(("last_day", "drafted"), [(FRIDAY, False), ("2026-10-08", True)])
def test_leave_on_every_staff_day_of_the_week_spares_the_report(liaison, last_day, drafted):
	doc = frappe.get_doc("Family Liaison", liaison)
	doc.append("leave", {"starts_on": MONDAY, "last_day": last_day})
	doc.save()
	entered(liaison, "2026-10-05")
	run(FRIDAY)
	assert (MONDAY in weeks(liaison)) is drafted


def test_a_week_without_staff_days_has_no_draft_unless_work_was_logged(school, liaison):
	year(days_off=[{"starts_on": MONDAY, "ends_on": FRIDAY, "no_staff": 1}])
	other = entered(make.make_liaison(school), "2026-10-01")
	with at("2026-10-07 12:00:00"):
		make.insert(
			"Liaison Activity",
			{"kind": "Planning", "involvement_type": "Parenting", "school": school, "liaison": other,
				"activity_date": "2026-10-07", "staff_minutes": 30},
		)  # fmt: skip
	run(FRIDAY)
	assert MONDAY not in weeks(other)  # the week is not over: more work may come
	run(NEXT_MONDAY)
	assert MONDAY in weeks(other)
	assert MONDAY not in weeks(liaison)


def test_a_cancelled_report_makes_room_for_a_new_draft(school, liaison):
	run(FRIDAY)
	name = frappe.db.get_value("Weekly Activity Report", {"liaison": liaison, "week_start": MONDAY})
	frappe.db.set_value("Weekly Activity Report", name, {"docstatus": 2, "status": "Cancelled"})
	run(FRIDAY)
	assert weeks(liaison).count(MONDAY) == 2


def test_the_scheduler_runs_the_job_daily():
	jobs = frappe.get_hooks("scheduler_events", app_name="liaison_app")["daily"]
	assert "liaison_app.weekly_report.drafting.draft_reports" in jobs
