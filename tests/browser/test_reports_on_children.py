"""The reports on children and coverage in the desk: what a row leads to, on a phone too."""

import re

import frappe
import pytest
from frappe.utils import add_days, nowdate

from tests import factories as make
from tests.connection import committing
from tests.world import make_staffed_school

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def place(site, world):
	"""A school with two absent children; for the family of one a barrier is open and a step is planned."""
	with committing():
		school = make_staffed_school()
		quiet = make.make_family(school.name, school.liaison)
		doc = frappe.get_doc("Focus Family", quiet)
		doc.append("barriers", {"category": "Transport", "opened_on": nowdate()})
		doc.save()
		make.insert(
			"Next Step",
			{"what": "Ask for a bus pass", "family": quiet, "assignee": school.liaison, "due_on": add_days(nowdate(), 3)},
		)  # fmt: skip
		for family, absent in ((school.family, 20), (quiet, 10)):
			child = make.child_of(family)
			make.make_progress(child, school.name, add_days(nowdate(), -40), 60, 4)
			make.make_progress(child, school.name, nowdate(), 80, absent)
			make.make_assessment(child, "Reading", nowdate(), "410", at_grade_level="No")
	return school


def child_name(family: str) -> str:
	return frappe.db.get_value("Focus Student", make.child_of(family), "full_name")


@pytest.mark.parametrize("phone", [False, True])
def test_the_watch_list_leads_to_the_child_and_to_its_records(open_desk, place, phone):
	desk = open_desk(place.liaison, phone=phone).go("query-report", "Chronic Absence Watch")
	desk.see(".dt-row", child_name(place.family))
	desk.see(".summary-item", "Needs Action")
	desk.look("absence-watch")
	assert desk.fits()
	desk.see(".dt-cell a", re.compile(r"^\s*25(\.0+)?%\s*$")).click()
	desk.page.wait_for_function("() => window.cur_list?.doctype === 'Student Progress Record'")
	desk.page.wait_for_function("() => cur_list.data.length === 2")
	assert desk.errors == []


@pytest.mark.parametrize("report", ["Focus Student Progress", "Contact Coverage and Due Diligence"])
@pytest.mark.parametrize("phone", [False, True])
def test_a_report_shows_its_rows(open_desk, place, report, phone):
	desk = open_desk(place.liaison, phone=phone).go("query-report", report)
	words = child_name(place.family) if "Progress" in report else "Reached in Time"
	desk.see(".dt-row", words)
	if "Progress" in report:
		# Nothing was counted when the families were enrolled: not known, and not 0.
		shown = desk.page.locator(".dt-scrollable .dt-row-0").inner_text().split()
		assert ("25%" in shown or "12.5%" in shown) and "0%" not in shown
	desk.look(frappe.scrub(report))
	assert desk.errors == []
