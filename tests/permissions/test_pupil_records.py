"""Who sees a child's progress: whoever sees the child today."""

import frappe
import pytest

from liaison_app.permissions.matrix import LEADER, LIAISON
from tests import factories as make
from tests.connection import committing, working_as
from tests.web import resource
from tests.world import World

DAY = "2024-03-20"


def record_of(student: str, school: str) -> str:
	return make.make_progress(student, school, DAY, 80, 8).name


def listed(user: str) -> set[str]:
	with working_as(user):
		return set(frappe.get_list("Student Progress Record", pluck="name", limit=0, order_by="name asc"))


def may(user: str, name: str, ptype: str = "read") -> bool:
	with working_as(user):
		return bool(frappe.has_permission("Student Progress Record", ptype, doc=name))


def assert_sees(user: str, name: str, sees: bool) -> None:
	"""In the list and in the document alike."""
	assert (name in listed(user)) is sees
	assert may(user, name) is sees


@pytest.mark.parametrize("capacity", [LIAISON, LEADER])
def test_staff_see_records_of_their_own_schools_children_and_no_others(school, capacity):
	user, elsewhere = make.make_user(capacity), make.make_school()
	make.assign(school, user, capacity)
	mine = record_of(make.make_student(None, school), school)
	foreign = record_of(make.make_student(None, elsewhere), elsewhere)
	assert_sees(user, mine, True)
	assert_sees(user, foreign, False)


def test_after_a_move_the_new_school_sees_the_old_records_and_the_old_school_none(school):
	elsewhere = make.make_school()
	leader, new_leader = make.make_leader(school), make.make_leader(elsewhere)
	child = make.make_student(None, school)
	record = record_of(child, school)
	assert_sees(leader, record, True)
	frappe.get_doc("Focus Student", child).update({"school": elsewhere}).save()
	assert_sees(leader, record, False)
	assert_sees(new_leader, record, True)


def test_a_siblings_school_sees_records_of_its_own_child_alone_and_the_familys_school_of_both(school):
	elsewhere = make.make_school()
	family = make.make_family(school, make.make_liaison(school))
	sibling = make.make_student(family, elsewhere)
	first, second = record_of(make.child_of(family), school), record_of(sibling, elsewhere)
	assert {first, second} <= listed(make.make_leader(school))
	assert listed(make.make_leader(elsewhere)) & {first, second} == {second}


def test_a_liaison_corrects_records_on_the_own_caseload_alone(school):
	liaison, colleague = make.make_liaison(school), make.make_liaison(school)
	record = record_of(make.child_of(make.make_family(school, liaison)), school)
	assert may(liaison, record, "write")
	assert may(colleague, record) and not may(colleague, record, "write")


def test_an_exclusion_takes_the_childs_records_too(school):
	coordinator, other = make.make_coordinator(), make.make_coordinator()
	family = make.make_family(school, make.make_liaison(school))
	record = record_of(make.child_of(family), school)
	make.insert("Access Exclusion", {"family": family, "user": coordinator, "reason": "A relative."})
	assert_sees(coordinator, record, False)
	assert_sees(other, record, True)


def test_without_an_assignment_there_are_no_records(school):
	record = record_of(make.make_student(None, school), school)
	assert_sees(make.make_user(LIAISON), record, False)
	assert_sees(make.make_coordinator(), record, True)


@pytest.fixture(scope="module")
def records(site, world: World) -> dict[str, str]:
	"""A committed record and assessment of a child of each school."""
	with committing():
		found = {
			place.name: record_of(make.child_of(place.family), place.name)
			for place in (world.here, world.there)
		}
		for place in (world.here, world.there):
			make.make_assessment(make.child_of(place.family), "Reading", DAY, "480")
	return found


@pytest.mark.parametrize("who", ["liaison", "leader"])
@pytest.mark.parametrize("doctype", ["Student Progress Record", "Student Assessment"])
def test_over_http_lists_show_own_children_and_no_others(login, world: World, records, doctype, who):
	rows = (
		login(getattr(world.here, who)).get(resource(doctype), fields=["student"], limit_page_length=0).data
	)
	students = {row["student"] for row in rows}
	assert make.child_of(world.here.family) in students
	assert make.child_of(world.there.family) not in students


def test_over_http_a_foreign_record_is_refused_and_cannot_be_taken_over(login, world: World, records):
	client = login(world.here.liaison)
	foreign = resource("Student Progress Record", records[world.there.name])
	assert client.get(resource("Student Progress Record", records[world.here.name])).status == 200
	assert client.get(foreign).status == 403
	assert client.put(foreign, student=make.child_of(world.here.family), school=world.here.name).status == 403


def test_over_http_only_a_coordinator_makes_records(login, world: World, records):
	values = {"student": make.child_of(world.here.family), "subject": "Mathematics", "assessed_on": DAY, "result": "500"}  # fmt: skip
	for user in (world.here.liaison, world.here.leader):
		assert login(user).post(resource("Student Assessment"), **values).status == 403
	assert login(world.coordinator).post(resource("Student Assessment"), **values).status == 200
