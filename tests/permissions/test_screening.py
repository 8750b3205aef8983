"""Who sees a screening's results: whoever sees the child, and the family where one is on file."""

import frappe
import pytest

from tests import factories as make
from tests.connection import committing, working_as
from tests.screening.runs import make_child, result_of, screen
from tests.web import resource
from tests.world import World


@pytest.fixture(scope="module")
def screened(site, world: World) -> dict:
	"""Both schools screened: a child without a family at each, and a sibling of the first family at the second."""
	with committing():
		alone = {place.name: make_child(place.name, low_income=1) for place in (world.here, world.there)}
		sibling = make_child(world.there.name, world.here.family, low_income=1)
	run = screen(world.coordinator, [world.here.name, world.there.name])
	return {"run": run, "alone": alone, "sibling": sibling}


def students(client) -> set[str]:
	rows = client.get(resource("Screening Result"), fields=["student"], limit_page_length=0).data
	return {row["student"] for row in rows}


@pytest.mark.parametrize("who", ["liaison", "leader"])
def test_staff_list_results_of_their_own_schools_children_and_no_others(login, world: World, screened, who):
	seen = students(login(getattr(world.here, who)))
	assert {screened["alone"][world.here.name], make.child_of(world.here.family)} <= seen
	assert not {screened["alone"][world.there.name], make.child_of(world.there.family)} & seen


@pytest.mark.parametrize("who", ["liaison", "leader"])
def test_a_siblings_school_does_not_see_its_result_for_it_tells_of_the_family(
	login, world: World, screened, who
):
	"""That a family has a barrier is the family's, not the child's."""
	assert screened["sibling"] not in students(login(getattr(world.there, who)))
	assert screened["sibling"] in students(login(getattr(world.here, who)))
	assert screened["sibling"] in login(getattr(world.there, who)).names("Focus Student")


def test_a_foreign_result_and_its_findings_are_refused(login, world: World, screened):
	mine = result_of(screened["run"], screened["alone"][world.here.name]).name
	foreign = result_of(screened["run"], screened["alone"][world.there.name]).name
	client = login(world.here.liaison)
	assert client.get(resource("Screening Result", mine)).status == 200
	assert client.get(resource("Screening Result", foreign)).status == 403
	rows = client.get(
		resource("Screening Finding"), parent="Screening Result", fields=["parent"], limit_page_length=0
	)
	parents = {row["parent"] for row in rows.data}
	assert mine in parents and foreign not in parents


def test_runs_are_the_coordinators_alone(login, world: World, screened):
	assert screened["run"] in login(world.coordinator).names("Screening Run")
	for user in (world.here.liaison, world.here.leader):
		assert login(user).get(resource("Screening Run", screened["run"])).status == 403
		assert login(user).call("liaison_app.screening.run.start", run=screened["run"]).status == 403


@pytest.mark.parametrize("who", ["liaison", "leader", "coordinator"])
def test_nobody_writes_a_result_by_hand(login, world: World, screened, who):
	user = world.coordinator if who == "coordinator" else getattr(world.here, who)
	name = result_of(screened["run"], screened["alone"][world.here.name]).name
	assert login(user).put(resource("Screening Result", name), score=99).status == 403
	assert (
		login(user).post(resource("Screening Result"), student=screened["alone"][world.here.name]).status
		== 403
	)


def test_an_exclusion_takes_the_results_of_a_child_that_joined_the_family_since(school):
	coordinator, other = make.make_coordinator(), make.make_coordinator()
	child = make.make_student(None, school)
	result = make.insert("Screening Result", {"student": child, "school": school})
	family = make.make_family(school, make.make_liaison(school))
	frappe.get_doc("Focus Student", child).update({"family": family}).save()
	make.insert("Access Exclusion", {"family": family, "user": coordinator, "reason": "A relative."})
	for user, sees in ((coordinator, False), (other, True)):
		with working_as(user):
			assert bool(frappe.has_permission("Screening Result", "read", doc=result.name)) is sees
			assert (
				result.name in frappe.get_list("Screening Result", pluck="name", limit=0, order_by="name")
			) is sees


def test_a_decision_does_not_tell_where_a_childs_family_is_served(login, world: World):
	"""The child has joined a family of another school since it was screened; its own school may not know which."""
	with committing():
		result, taken = (
			make.insert("Screening Result", {"student": child, "school": world.here.name, "score": 4}).name
			for child in (make.make_student(None, world.here.name), make.make_student(None, world.here.name))
		)
		frappe.db.set_value("Focus Student", student_of(result), "family", world.there.family)
		frappe.db.set_value("Focus Student", student_of(taken), "family", world.here.family)

	def nominate(name: str):
		values = {"result": name, "decision": "Nominated", "reason": "x"}
		return login(world.here.liaison).call("liaison_app.screening.decisions.decide", **values)

	assert world.here.name in nominate(taken).text
	answer = nominate(result)
	assert answer.status == 403
	assert world.there.name not in answer.text


def student_of(result: str) -> str:
	return frappe.db.get_value("Screening Result", result, "student")
