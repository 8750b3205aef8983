"""A liaison's week, and the Monday on which others read of it; each figure is that of the documents.

Played twice: with the workflows that the app brings along, and with those that a district made of them.
"""

from collections.abc import Iterator
from contextlib import nullcontext

import frappe
import pytest

from tests.browser.week import mondays
from tests.browser.week.cast import make_cast
from tests.browser.week.play import Played, play
from tests.browser.week.sums import FIGURES, TOTALS, sum_all, sum_by_type
from tests.workflows import reshaped_workflows

pytestmark = pytest.mark.browser

WORKFLOWS = {"workflows as installed": nullcontext, "workflows reshaped": reshaped_workflows}


@pytest.fixture(scope="module")
def desks() -> list:
	"""Every desk that someone opened."""
	return []


@pytest.fixture(scope="module")
def opened(open_at, desks):
	"""Opens a desk at a moment, and notes it."""

	def open_and_note(*moment_and_user, **options):
		desks.append(open_at(*moment_and_user, **options))
		return desks[-1]

	return open_and_note


@pytest.fixture(scope="module", params=WORKFLOWS)
def week(request, opened) -> Iterator[Played]:
	"""The week, played once; the workflows stay so for the Monday after it."""
	with WORKFLOWS[request.param]():
		yield play(make_cast(), opened)


@pytest.fixture(scope="module")
def principal(week, opened) -> tuple[list[str], dict[str, int]]:
	"""What the principal saw on Monday: titles of reports, pieces of work by type. The report is then approved."""
	return mondays.principals(week.cast, opened, week.report)


@pytest.fixture(scope="module")
def coordinator(week, principal, opened) -> dict[str, list]:
	"""What the coordinator saw on Monday, after the principal."""
	return mondays.coordinators(week.cast, opened)


def report_of(liaison: str):
	frappe.db.rollback()  # to see what the server has written
	return frappe.get_doc("Weekly Activity Report", {"liaison": liaison})


def figures_of(report) -> dict[str, dict[str, int]]:
	"""A report's figures by type, without the types in which nothing was done."""
	lines = {row.involvement_type: {figure: row.get(figure) for figure in FIGURES} for row in report.lines}
	return {kind: figures for kind, figures in lines.items() if any(figures.values())}


def names_in(titles: list[str]) -> list[str]:
	"""Whose reports these are."""
	return sorted(title.split(",")[0] for title in titles)


def test_the_week_holds_what_a_liaison_does(week):
	assert sorted(doctype for doctype, _name in week.documents) == [
		"Home Visit", "Liaison Activity", *["Liaison Contact"] * 4, "Liaison Meeting",
	]  # fmt: skip


def test_each_figure_of_each_type_is_that_of_the_documents(week):
	assert figures_of(report_of(week.cast.liaison)) == sum_by_type(week.documents, week.cast.liaison)


def test_each_total_is_that_of_the_documents(week):
	report, sums = report_of(week.cast.liaison), sum_all(week.documents, week.cast.liaison)
	assert {figure: report.get(figure) for figure in TOTALS} == {figure: sums[figure] for figure in TOTALS}


def test_the_visit_counts_once_and_the_minutes_of_both_who_went(week):
	visits = [document for document in week.documents if document[0] == "Home Visit"]
	colleagues = figures_of(report_of(week.cast.colleague))
	assert colleagues == sum_by_type(visits, week.cast.colleague)
	assert [figures["units"] for figures in colleagues.values()] == [0]
	assert [figures["staff_minutes"] for figures in colleagues.values()] == [40]


def test_the_liaisons_words_stand_beside_the_figures(week):
	words = {row.involvement_type: row.narrative for row in report_of(week.cast.liaison).lines}
	assert words["Learning at Home"] == "Two pupils read aloud for an hour each."


def test_the_principal_sees_the_reports_of_the_own_school_alone(principal):
	titles, _units = principal
	assert names_in(titles) == ["Ana Reyes", "Ben Okoro", "Cleo Marsh"]


def test_the_principal_reads_the_figures_of_the_documents(week, principal):
	_titles, units = principal
	sums = sum_by_type(week.documents, week.cast.liaison)
	assert {kind: count for kind, count in units.items() if count} == {
		kind: figures["units"] for kind, figures in sums.items()
	}
	assert len(units) == 6


def test_the_principal_approves(week, principal):
	report = report_of(week.cast.liaison)
	assert (report.status, report.docstatus, report.approved_by) == ("Approved", 1, week.cast.leader)


def test_the_coordinator_sees_how_the_liaisons_stand_and_who_handed_nothing_in(week, coordinator):
	assert {("Ana Reyes", 3), ("Ben Okoro", 0), ("Cleo Marsh", 0)} <= set(coordinator["liaisons"])
	assert "Ana Reyes" in names_in(coordinator["Approved"])
	assert "Cleo Marsh" in names_in(coordinator["Draft"])
	assert "Ana Reyes" not in names_in(coordinator["Draft"])


def test_the_coordinator_sees_the_reports_of_other_schools_too(coordinator):
	assert "Finn Hale" in names_in(coordinator["Draft"])


def test_no_script_broke(coordinator, desks):
	assert [desk.errors for desk in desks if desk.errors] == []
