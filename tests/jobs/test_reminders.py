"""What a liaison is told about weekly reports, by the host's notifications."""

import frappe
import pytest
from frappe.email.doctype.notification.notification import trigger_daily_alerts
from frappe.utils import add_days

from tests import factories as make
from tests.clock import at


@pytest.fixture
def school() -> str:
	return make.make_school()


@pytest.fixture
def liaison(school) -> str:
	return make.make_liaison(school)


@pytest.fixture
def report(school, liaison):
	values = {"liaison": liaison, "school": school, "week_start": make.monday(1)}
	return make.insert("Weekly Activity Report", values)


def told(user: str, report: str) -> list[dict]:
	"""What a user was told about a report."""
	filters = {"for_user": user, "document_name": report}
	return frappe.get_all("Notification Log", filters=filters, fields=["*"], order_by="creation")


def on_due_day(report) -> None:
	with at(f"{report.due_on} 00:05:00"):
		trigger_daily_alerts()


def test_on_the_due_day_the_liaison_is_told_of_a_draft(report, liaison, school):
	on_due_day(report)
	[note] = told(liaison, report.name)
	assert "due today" in note.subject
	assert school in note.subject


def test_nobody_is_told_before_the_due_day(report, liaison):
	with at(f"{add_days(report.due_on, -1)} 00:05:00"):
		trigger_daily_alerts()
	assert told(liaison, report.name) == []


def test_nobody_is_told_of_a_report_that_was_handed_in(report, liaison):
	make.hand_in(report.name, liaison)
	on_due_day(report)
	assert told(liaison, report.name) == []


def test_a_liaison_is_told_that_the_report_came_back_and_why(report, liaison, school):
	leader = make.make_leader(school)
	make.hand_in(report.name, liaison)
	frappe.db.set_value("Weekly Activity Report", report.name, "return_reason", "Tuesday is missing.")
	make.act(report.name, leader, "Return")
	[note] = told(liaison, report.name)
	assert "was returned" in note.subject
	assert "Tuesday is missing." in note.email_content


def test_nobody_else_is_told_anything(report, liaison, school):
	leader, colleague = make.make_leader(school), make.make_liaison(school)
	coordinator = make.make_coordinator()
	on_due_day(report)
	make.hand_in(report.name, liaison)
	frappe.db.set_value("Weekly Activity Report", report.name, "return_reason", "Tuesday is missing.")
	make.act(report.name, leader, "Return")
	others = [told(user, report.name) for user in (leader, colleague, coordinator)]
	assert (len(told(liaison, report.name)), others) == (2, [[], [], []])


def test_every_notification_of_the_app_is_addressed_by_a_field_never_by_a_role():
	names = frappe.get_all("Notification", filters={"module": "Liaison App"}, pluck="name", order_by="name")
	assert names
	for name in names:
		rows = frappe.get_doc("Notification", name).recipients
		assert [(bool(row.receiver_by_document_field), row.receiver_by_role) for row in rows] == [
			(True, None)
		]
