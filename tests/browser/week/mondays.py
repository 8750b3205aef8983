"""What a principal and a coordinator do on the Monday after the week. Each returns what was to be seen."""

from urllib.parse import urlencode

from tests.browser.desk import Desk
from tests.browser.week.buttons import actions_to
from tests.browser.week.cast import Cast, monday, on
from tests.browser.week.days import OpenAt, open_report

REPORT = "Weekly Activity Report"


def principals(cast: Cast, open_at: OpenAt, report: str) -> tuple[list[str], dict[str, int]]:
	"""Looks who wrote on the week, reads a report, and approves it. Returns the reports' titles, and how many
	pieces of work the report shows by type.
	"""
	desk = open_at(on("Next Monday"), cast.leader)
	titles = reports_of_the_week(desk)
	units = shown_units(open_report(desk, report))
	for action in actions_to(REPORT, report, "Approved", cast.leader):
		desk.press(action)
	desk.reaches("Approved")
	return titles, units


def coordinators(cast: Cast, open_at: OpenAt) -> dict[str, list]:
	"""Looks at the week's reports of all schools by status, and at how the liaisons stand with the families of
	this one. Returns titles by status, and each liaison's name with the number of families.
	"""
	desk = open_at(on("Next Monday", "10:00"), cast.coordinator)
	seen = {status: reports_of_the_week(desk, status=status) for status in ("Approved", "Draft")}
	desk.page.goto(f"/app/query-report/Caseload and Workload?{urlencode({'school': cast.school})}")
	# The report is first drawn for all schools.
	desk.page.wait_for_function(
		"school => frappe.query_report?.get_filter_value('school') === school", arg=cast.school
	)
	desk.settle().see(".dt-scrollable .dt-row", "Ana Reyes")
	return {**seen, "liaisons": shown_standings(desk)}


def shown_standings(desk: Desk) -> list[tuple[str, int]]:
	"""Each liaison's name and families in the open report, read at one moment: it may be drawn again."""
	rows = desk.page.locator(".dt-scrollable .dt-row")
	cells = rows.evaluate_all(
		"rows => rows.map((row) => [1, 2].map((column) => row.querySelector(`.dt-cell--col-${column}`).innerText))"
	)
	return [(name.strip(), int(families)) for name, families in cells]


def reports_of_the_week(desk: Desk, **filters: str) -> list[str]:
	"""The titles in the list of the week's reports."""
	chosen = {"week_start": str(monday()), **filters}
	desk.page.goto(f"/app/weekly-activity-report?{urlencode(chosen)}")
	desk.see(".list-row .list-subject")
	desk.settle()
	return desk.page.locator(".list-row .list-subject a:visible").all_inner_texts()


def shown_units(desk: Desk) -> dict[str, int]:
	"""How many pieces of work an open report shows by type."""
	figures = desk.page.locator(".liaison-week-line")
	return {
		line.get_attribute("data-type"): int(line.locator("[data-figure=units]").inner_text())
		for line in figures.all()
	}
