"""What the host asks of whole roles by a workflow: seen by those alone who may read the document. Over HTTP."""

from urllib.parse import urlsplit

import frappe
import pytest

from liaison_app.permissions.matrix import LEADER
from tests import appointments as plan
from tests import factories as make
from tests import people
from tests.connection import committing
from tests.web import Client, resource
from tests.world import World

ACTION = "Workflow Action"


@pytest.fixture(scope="module")
def report(world: World) -> str:
	"""A report of one school that waits for its principal."""
	with committing():
		values = {"liaison": world.here.liaison, "school": world.here.name, "week_start": make.monday()}
		name = make.insert("Weekly Activity Report", values).name
		make.hand_in(name, world.here.liaison)
	return name


@pytest.fixture(scope="module")
def manager(server: str, world: World) -> Client:
	with committing():
		user = people.make_user("System Manager")
	return Client(server, user)


def asked_about(name: str) -> str:
	"""The host's row of what waits to be done with a document."""
	frappe.db.rollback()
	return frappe.get_value(ACTION, {"reference_name": name, "status": "Open"})


def listed(client: Client, **params) -> str:
	answer = client.get(resource(ACTION), fields=["*"], limit_page_length=0, **params)
	return answer.text if answer.status == 200 else ""


def test_a_principal_is_asked_about_the_reports_of_the_own_school_alone(login, world, report):
	assert report in listed(login(world.here.leader))
	assert report in listed(login(world.coordinator))
	for stranger in (world.there.leader, world.there.liaison):
		assert report not in listed(login(stranger)), stranger


def test_what_is_asked_is_opened_by_who_may_read_the_report(login, world, report):
	row = asked_about(report)
	assert login(world.here.leader).get(resource(ACTION, row)).status == 200
	for stranger in (world.there.leader, world.there.liaison):
		answer = login(stranger).get(resource(ACTION, row))
		assert answer.status == 403
		assert report not in answer.text


def test_counts_and_link_search_tell_nothing_of_another_schools_report(login, world, report):
	def ask(user: str) -> tuple[int, str]:
		filters = [["reference_name", "=", report]]
		count = login(user).call("frappe.client.get_count", doctype=ACTION, filters=filters).data
		row = str(asked_about(report))
		found = login(user).call("frappe.desk.search.search_link", doctype=ACTION, txt=row, filters=filters)
		return count, report if row in found.text else ""

	assert ask(world.here.leader)[0] == 1
	assert ask(world.there.leader) == (0, "")


def test_a_workflow_that_an_administrator_reshaped_asks_no_wider_circle(login, world):
	with committing():
		workflow = frappe.get_doc("Workflow", {"document_type": "Liaison Meeting", "is_active": 1})
		planned = next(row.state for row in workflow.states if row.update_value == "Planned")
		called_off = next(row.state for row in workflow.states if row.update_value == "Called Off")
		transition = {"state": planned, "action": "Decline", "next_state": called_off, "allowed": LEADER}
		workflow.append("transitions", transition)
		workflow.save()
		guests = [{"user": world.here.leader}]
		meeting, other = (
			plan.make_meeting([world.here.family], world.here.name, world.here.liaison, invited=invited).name
			for invited in (guests, [])
		)
	try:
		assert asked_about(meeting) and asked_about(other)
		shown = listed(login(world.here.leader))
		assert meeting in shown
		assert other not in shown
		assert meeting not in listed(login(world.there.leader))
	finally:
		with committing():
			workflow.reload()
			workflow.transitions = workflow.transitions[:-1]
			workflow.save()


def test_no_workflow_mails_a_familys_document(manager, world):
	workflow = frappe.get_value("Workflow", {"document_type": "Weekly Activity Report", "is_active": 1})
	refused = manager.put(resource("Workflow", workflow), send_email_alert=1)
	assert refused.status == 417
	assert "whoever has it could act without logging in" in refused.sentence
	assert manager.put(resource("Workflow", workflow), send_email_alert=0).status == 200


def test_the_button_of_an_old_mail_does_nothing_without_a_login(server, login, world, report):
	from frappe.workflow.doctype.workflow_action.workflow_action import get_confirm_workflow_action_url

	doc = frappe.get_doc("Weekly Activity Report", report)
	url = urlsplit(get_confirm_workflow_action_url(doc, "Return", world.here.leader))
	path = f"{url.path}?{url.query}"
	for nobody in (Client(server, "Guest"), login(world.there.leader)):
		assert nobody._open("GET", path).status == 403
	frappe.db.rollback()
	assert frappe.db.get_value("Weekly Activity Report", report, "status") == "In Review"
	assert login(world.here.leader).get(resource("Weekly Activity Report", report)).status == 200
