"""From the draft report to work that no other document holds."""

import pytest

from tests import factories as make
from tests.connection import committing

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def report(world):
	"""A committed draft on an earlier week."""
	with committing():
		values = {"liaison": world.here.liaison, "school": world.here.name, "week_start": make.monday(6)}
		return make.insert("Weekly Activity Report", values)


def open_report(desk, report) -> None:
	desk.go("Form", "Weekly Activity Report", report.name)
	desk.page.wait_for_function("name => window.cur_frm?.doc?.name === name", arg=report.name)


def test_work_that_is_added_from_a_report_falls_into_its_week(open_desk, world, report):
	desk = open_desk(world.here.liaison, phone=False)
	open_report(desk, report)
	desk.see("button", "Add Work").click()
	desk.page.wait_for_function("window.cur_frm?.doctype === 'Liaison Activity' && cur_frm.doc.school")
	values = desk.page.evaluate("[cur_frm.doc.liaison, cur_frm.doc.school, cur_frm.doc.activity_date]")
	assert values == [world.here.liaison, world.here.name, str(report.week_end)]
	assert desk.errors == []


def test_the_principal_is_not_asked_to_add_work(open_desk, world, report):
	desk = open_desk(world.here.leader, phone=False)
	open_report(desk, report)
	assert desk.page.get_by_role("button", name="Add Work").count() == 0
