"""The reports as the desk asks for them, over HTTP with real logins. Each refusal stands beside what is granted."""

import frappe
import pytest

from tests import factories as make
from tests.connection import committing
from tests.web import Client
from tests.world import School, World, make_staffed_school

WORKLIST = "Family Worklist"
ACTIVITY = "Activity by Involvement Type"


@pytest.fixture(scope="module")
def waiting(world: World) -> World:
	"""A step that is overdue for the family of each school."""
	with committing():
		for school in (world.here, world.there):
			make.insert(
				"Next Step",
				{"what": "Call the clinic", "family": school.family, "assignee": school.liaison, "due_on": make.monday(1)},
			)  # fmt: skip
	return world


def run(client: Client, report: str, **filters):
	return client.get("/api/method/frappe.desk.query_report.run", report_name=report, filters=filters)


def export(client: Client, report: str, **filters):
	return client.post(
		"/api/method/frappe.desk.query_report.export_query",
		report_name=report, filters=filters, file_format_type="CSV", visible_idx=list(range(99)),
	)  # fmt: skip


def test_a_liaison_runs_the_worklist_of_the_own_school_alone(login, waiting):
	text = run(login(waiting.here.liaison), WORKLIST).text
	assert waiting.here.family in text
	assert waiting.there.family not in text


def test_the_filters_of_another_liaison_open_nothing(login, waiting):
	text = run(login(waiting.here.liaison), WORKLIST, liaison=waiting.there.liaison).text
	assert waiting.there.family not in text
	assert waiting.there.family in run(login(waiting.there.liaison), WORKLIST).text


def test_a_coordinator_runs_and_exports_the_worklist_of_all_schools(login, waiting):
	client = login(waiting.coordinator)
	for school in (waiting.here, waiting.there):
		assert school.family in run(client, WORKLIST, school=school.name).text
		assert school.family in export(client, WORKLIST, school=school.name).text


def test_a_liaison_does_not_export_the_worklist(login, waiting):
	answer = export(login(waiting.here.liaison), WORKLIST)
	assert answer.status == 403
	assert waiting.here.family not in answer.text


@pytest.mark.parametrize("who", ["leader", "teacher", "system_manager"])
def test_nobody_else_runs_the_worklist(login, waiting, who):
	users = {"leader": waiting.here.leader}
	if who not in users:
		with committing():
			users[who] = make.make_user("Referring Teacher" if who == "teacher" else "System Manager")
	answer = run(login(users[who]), WORKLIST)
	assert answer.status == 403
	assert waiting.here.family not in answer.text


@pytest.fixture(scope="module")
def quiet(world: World) -> School:
	"""A school where nobody but these tests works."""
	with committing():
		return make_staffed_school()


@pytest.mark.parametrize("who", ["liaison", "leader"])
def test_staff_run_the_activity_of_their_own_school_and_nothing_of_another(login, quiet, world, who):
	client = login(getattr(quiet, who))
	answer = run(client, ACTIVITY, school=quiet.name)
	assert [row["units"] for row in answer.data["result"] if row["involvement_type"] == "Communicating"] == [
		1
	]
	assert quiet.family not in answer.text
	assert run(client, ACTIVITY, school=world.there.name).data["result"] == []


def test_a_coordinator_exports_the_activity_and_a_leader_does_not(login, quiet, world):
	assert "Communicating" in export(login(world.coordinator), ACTIVITY, school=quiet.name).text
	answer = export(login(quiet.leader), ACTIVITY, school=quiet.name)
	assert answer.status == 403
	assert "Communicating" not in answer.text


def test_a_teacher_of_the_school_does_not_run_the_activity(login, quiet):
	with committing():
		teacher = make.make_user("Referring Teacher")
		make.assign(quiet.name, teacher, "Referring Teacher")
	assert run(login(teacher), ACTIVITY).status == 403
	assert run(login(quiet.leader), ACTIVITY).status == 200


def test_a_click_on_a_figure_lists_documents_to_a_liaison_and_none_to_a_leader(login, quiet):
	def found(client: Client) -> str:
		row = run(client, ACTIVITY).data["result"][1]
		return client.call(
			"liaison_app.activity.documents.get_documents",
			filters={}, period=row["period"], involvement_type=row["involvement_type"],
		).text  # fmt: skip

	assert quiet.contact in found(login(quiet.liaison))
	assert quiet.contact not in found(login(quiet.leader))


WATCH, PROGRESS = "Chronic Absence Watch", "Focus Student Progress"
COVERAGE = "Contact Coverage and Due Diligence"


@pytest.fixture(scope="module")
def absent(world: World) -> World:
	"""The child of each school's family misses a quarter of its days."""
	with committing():
		for school in (world.here, world.there):
			make.make_progress(make.child_of(school.family), school.name, frappe.utils.nowdate(), 80, 20)
	return world


@pytest.mark.parametrize("report", [WATCH, PROGRESS, COVERAGE])
def test_a_liaison_runs_a_report_on_the_own_school_alone_and_exports_none(login, absent, report):
	client = login(absent.here.liaison)
	text = run(client, report, school=absent.here.name).text
	assert absent.here.family in text
	assert absent.there.family not in run(client, report, school=absent.there.name).text
	assert absent.there.family in run(login(absent.coordinator), report, school=absent.there.name).text
	refused = export(client, report)
	assert refused.status == 403
	assert absent.here.family not in refused.text


@pytest.mark.parametrize("report", [WATCH, PROGRESS, COVERAGE])
def test_a_coordinator_exports_a_report_on_children(login, absent, report):
	name = {COVERAGE: absent.here.family}.get(report, child_name(absent.here.family))
	assert name in export(login(absent.coordinator), report, school=absent.here.name).text


@pytest.mark.parametrize(("report", "status"), [(WATCH, 200), (PROGRESS, 200), (COVERAGE, 403)])
def test_a_principal_runs_what_is_of_children_and_nothing_of_tries(login, absent, report, status):
	answer = run(login(absent.here.leader), report)
	assert answer.status == status
	assert (absent.here.family in answer.text) is (status == 200)
	assert absent.there.family not in answer.text


@pytest.mark.parametrize("report", [WATCH, PROGRESS, COVERAGE])
@pytest.mark.parametrize("role", ["Referring Teacher", "System Manager"])
def test_nobody_else_runs_a_report_on_children(login, absent, report, role):
	with committing():
		user = make.make_user(role)
		if role == "Referring Teacher":
			make.assign(absent.here.name, user, role)
	answer = run(login(user), report)
	assert answer.status == 403
	assert absent.here.family not in answer.text


def child_name(family: str) -> str:
	return frappe.db.get_value("Focus Student", make.child_of(family), "full_name")
