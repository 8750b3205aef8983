"""Whose child takes part is not for the team and teachers, who read the program: over HTTP, each refusal beside what is served."""

from dataclasses import dataclass

import frappe
import pytest

from liaison_app.permissions.matrix import TEACHER, TEAM
from tests import factories as make
from tests.after_school.programs import apply_for, make_program
from tests.connection import committing
from tests.web import Client, resource


@dataclass(frozen=True)
class Cast:
	"""A program with a child of a family, one who is not on file, and one of another school's liaison's sight."""

	people: dict[str, str]
	program: str
	rows: tuple[str, str]
	words: tuple[str, ...]


@pytest.fixture(scope="module")
def cast(site: str) -> Cast:
	with committing():
		school, elsewhere = make.make_school(), make.make_school()
		people = {"liaison": make.make_liaison(school), "leader": make.make_leader(school)}
		people["stranger"] = make.make_liaison(make.make_school())
		people["sibling"] = make.make_liaison(elsewhere)
		people["coordinator"] = make.make_coordinator()
		for name, role in (("teacher", TEACHER), ("team", TEAM)):
			people[name] = make.make_user(role)
			make.assign(school, people[name], role)
		program = make_program(school, capacity=1, in_charge=people["team"])
		family = make.make_family(school, people["liaison"])
		child = make.child_of(family)
		make.enrol(family, elsewhere, people["sibling"], role="Supporting")
		named = apply_for(program.name, student=child)
		other = apply_for(program.name, make.unique("Quentin"))
		words = (family, child, named.child_name, other.child_name, named.name, other.name)
	return Cast(people, program.name, (named.name, other.name), words)


@pytest.fixture(scope="module")
def ask(server: str, cast: Cast):
	clients = {name: Client(server, user) for name, user in cast.people.items()}
	return lambda name: clients[name]


@pytest.mark.parametrize("who", ["team", "teacher", "stranger"])
def test_children_show_in_no_channel(ask, cast, who):
	client = ask(who)
	search = "frappe.desk.search.search_link"
	texts = [
		client.get(resource("After School Enrolment", cast.rows[0])).text,
		client.get(resource("After School Enrolment"), fields=["*"], limit_page_length=0).text,
		client.get(resource("After School Program", cast.program)).text,
		client.call("frappe.desk.form.load.getdoc", doctype="After School Program", name=cast.program).text,
		client.call("frappe.desk.form.linked_with.get", doctype="After School Program", docname=cast.program).text,
		client.call(search, doctype="After School Enrolment", txt="").text,
		client.get(resource("Next Step"), fields=["*"], limit_page_length=0).text,
	]  # fmt: skip
	assert [text for text in texts if any(word in text for word in cast.words)] == []
	served = ask("liaison").get(resource("After School Enrolment"), fields=["*"], limit_page_length=0).text
	assert all(name in served for name in cast.rows)


def test_the_team_reads_the_program_and_how_many_take_part(ask, cast):
	for who in ("team", "teacher", "leader"):
		answer = ask(who).call(
			"frappe.desk.form.load.getdoc", doctype="After School Program", name=cast.program
		)
		assert answer.status == 200
		assert '"Waiting":1' in answer.text.replace(" ", "")
	assert cast.program not in ask("stranger").names("After School Program")


def test_who_is_in_charge_writes_down_what_came_of_it_and_a_teacher_does_not(ask, cast):
	own = resource("After School Program", cast.program)
	assert ask("team").put(own, result="They read more.").status == 200
	assert ask("teacher").put(own, result="x").status == 403
	assert ask("team").put(own, in_charge=cast.people["teacher"]).status == 403


@pytest.mark.parametrize("who", ["team", "teacher", "leader", "stranger"])
def test_only_who_may_write_a_row_moves_a_child(ask, cast, who):
	move = "liaison_app.after_school.enrolments.leave"
	assert ask(who).call(move, enrolment=cast.rows[1], reason="x").status == 403
	accept = "liaison_app.after_school.enrolments.accept"
	assert ask(who).call(accept, enrolment=cast.rows[1]).status == 403
	frappe.db.rollback()
	assert frappe.db.get_value("After School Enrolment", cast.rows[1], "status") == "Waiting"


def test_the_principal_reads_the_children_and_changes_none(ask, cast):
	assert set(cast.rows) <= ask("leader").names("After School Enrolment")
	assert ask("leader").put(resource("After School Enrolment", cast.rows[0]), grade="Grade 1").status == 403
	assert ask("liaison").put(resource("After School Enrolment", cast.rows[0]), grade="Grade 1").status == 200


def test_a_liaison_of_another_school_enrols_no_foreign_child(ask, cast):
	values = {"program": cast.program, "child_name": "Somebody"}
	assert ask("stranger").send("POST", resource("After School Enrolment"), **values).status == 403
	assert ask("liaison").send("POST", resource("After School Enrolment"), **values).status == 200


def test_the_familys_other_school_reads_its_childs_row_and_changes_nothing_of_it(ask, cast):
	row, client = resource("After School Enrolment", cast.rows[0]), ask("sibling")
	assert client.get(row).status == 200
	assert client.get(resource("After School Enrolment", cast.rows[1])).status == 403
	module = "liaison_app.after_school.enrolments"
	answers = [
		client.put(row, grade="Grade 2"),
		client.send("DELETE", row),
		client.call(f"{module}.leave", enrolment=cast.rows[0], reason="x"),
		client.call("frappe.client.set_value", doctype="After School Enrolment", name=cast.rows[0], fieldname="grade", value="Grade 2"),
		client.send("POST", resource("After School Enrolment"), program=cast.program, student=cast.words[1]),
	]  # fmt: skip
	assert [answer.status for answer in answers] == [403] * 5
	frappe.db.rollback()
	stored = frappe.db.get_value("After School Enrolment", cast.rows[0], ["grade", "status"])
	assert stored[0] != "Grade 2" and stored[1] == "Enrolled"
	for who in ("coordinator", "liaison"):
		assert ask(who).put(row, grade="Grade 1").status == 200
