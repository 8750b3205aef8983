"""Who reads the counts behind the evaluation, and the evaluation, over HTTP with real logins."""

import frappe
import pytest
from frappe.utils import nowdate

from liaison_app.permissions.matrix import TEACHER, TEAM
from tests import factories as make
from tests.connection import committing
from tests.title_i.test_population import population
from tests.web import Client, resource

RUN = "/api/method/frappe.desk.query_report.run"


@pytest.fixture(scope="module")
def small(world) -> str:
	"""Counts of a few families of the own school."""
	with committing():
		make.make_year_of(nowdate())
		return population(world.here.name, families=4, took_part=3, source=make.unique("Census")).name


@pytest.fixture(scope="module")
def people(world) -> dict[str, str]:
	with committing():
		found = {name: make.make_user(role) for name, role in (("teacher", TEACHER), ("team", TEAM))}
		for name, role in (("teacher", TEACHER), ("team", TEAM)):
			make.assign(world.here.name, found[name], role)
	here = {"leader": world.here.leader, "liaison": world.here.liaison, "coordinator": world.coordinator}
	return {**found, **here, "stranger": world.there.leader}


@pytest.mark.parametrize("who", ["leader", "liaison", "teacher", "team", "stranger"])
def test_the_counts_of_a_few_are_for_coordinators_alone(server, world, people, small, who):
	client = Client(server, people[who])
	assert client.get(resource("Title I Population", small)).status == 403
	assert client.names("Title I Population") == set()
	values = frappe.get_doc("Title I Population", small).as_dict()
	new = {key: values[key] for key in ("school", "school_year", "families", "took_part", "source")}
	new["characteristic"] = "Limited Literacy"
	assert client.send("POST", resource("Title I Population"), **new).status == 403
	assert client.put(resource("Title I Population", small), families=5).status == 403
	coordinator = Client(server, people["coordinator"])
	assert coordinator.get(resource("Title I Population", small)).data["families"] == 4


@pytest.mark.parametrize("who", ["leader", "liaison", "coordinator"])
def test_who_may_count_at_the_school_reads_the_evaluation_without_the_few(server, world, people, small, who):
	answer = Client(server, people[who]).get(
		RUN, report_name="Title I Evaluation", filters={"school": world.here.name}
	)
	row = next(row for row in answer.data["result"] if row.get("found") == "Disability")
	assert row["figure"] == "hidden"


@pytest.mark.parametrize("who", ["teacher", "team", "stranger"])
def test_nobody_else_reads_the_evaluation(server, world, people, who):
	answer = Client(server, people[who]).get(
		RUN, report_name="Title I Evaluation", filters={"school": world.here.name}
	)
	assert answer.status == 403
	assert "Disability" not in answer.text
