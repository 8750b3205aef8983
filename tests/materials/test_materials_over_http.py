"""Who opens materials, their files and the notes on copies, over HTTP with real logins."""

from dataclasses import dataclass

import frappe
import pytest

from liaison_app.permissions.matrix import TEACHER, TEAM
from tests import factories as make
from tests.connection import committing
from tests.materials.library import hand_out, make_material
from tests.web import Client, resource


@dataclass(frozen=True)
class Cast:
	"""A material with a file; copies for a family, and copies for nobody in particular."""

	school: str
	people: dict[str, str]
	material: str
	url: str
	for_family: str
	for_all: str
	family: str
	family_name: str


@pytest.fixture(scope="module")
def cast(site: str) -> Cast:
	with committing():
		school, elsewhere = make.make_school(), make.make_school()
		people = {"liaison": make.make_liaison(school), "leader": make.make_leader(school)}
		people["stranger"] = make.make_liaison(elsewhere)
		people["outsider"] = make.make_user("Website Manager")
		for name, role in (("teacher", TEACHER), ("team", TEAM)):
			people[name] = make.make_user(role)
			make.assign(school, people[name], role)
		family = make.make_family(school, people["liaison"], family_name=make.unique("Okonkwo"))
		material = make_material()
		file = make.insert(
			"File",
			{
				"file_name": f"{frappe.generate_hash(length=6)}.txt",
				"content": "Read aloud every evening.",
				"is_private": 1,
				"attached_to_doctype": "Outreach Material",
				"attached_to_name": material.name,
			},
		)
		given = hand_out(material.name, school, people["liaison"], copies=1, family=family)
		rack = hand_out(material.name, school, people["liaison"], copies=50)
		name = frappe.db.get_value("Focus Family", family, "family_name")
	return Cast(school, people, material.name, file.file_url, given.name, rack.name, family, name)


@pytest.fixture(scope="module")
def ask(server: str, cast: Cast):
	clients = {name: Client(server, user) for name, user in cast.people.items()}
	return lambda name: clients[name]


@pytest.mark.parametrize("who", ["liaison", "leader", "teacher", "team", "stranger"])
def test_everybody_at_the_schools_reads_a_material_and_its_file(ask, cast, who):
	assert ask(who).get(resource("Outreach Material", cast.material)).status == 200
	answer = ask(who).get(cast.url)
	assert (answer.status, answer.text) == (200, "Read aloud every evening.")


def test_who_has_no_part_in_the_programme_and_a_guest_open_neither(ask, cast, server):
	for client in (ask("outsider"), Client(server, "Guest")):
		assert client.get(resource("Outreach Material", cast.material)).status in (401, 403)
		assert client.get(cast.url).status in (401, 403, 404)
	assert ask("teacher").get(cast.url).status == 200


@pytest.mark.parametrize("who", ["leader", "teacher", "team"])
def test_readers_change_no_material_and_attach_nothing(ask, cast, who):
	own = resource("Outreach Material", cast.material)
	assert ask(who).put(own, description="x").status == 403
	upload = {
		"file_name": "x.txt", "content": "x", "is_private": 1,
		"attached_to_doctype": "Outreach Material", "attached_to_name": cast.material,
	}  # fmt: skip
	assert ask(who).post(resource("File"), **upload).status == 403
	assert ask("liaison").put(own, description="For the rack").status == 200
	assert ask("liaison").post(resource("File"), **upload).status == 200


def test_a_file_of_a_material_cannot_be_public(ask, cast):
	answer = ask("liaison").post(
		resource("File"), file_name="y.txt", content="y", is_private=0,
		attached_to_doctype="Outreach Material", attached_to_name=cast.material,
	)  # fmt: skip
	assert "Files on these documents are private" in answer.sentence


@pytest.mark.parametrize("who", ["leader", "teacher", "team", "stranger"])
def test_copies_for_a_family_show_to_nobody_who_may_not_see_the_note(ask, cast, who):
	client = ask(who)
	texts = [
		client.get(resource("Material Handout", cast.for_family)).text,
		client.get(resource("Material Handout"), fields=["*"], limit_page_length=0).text,
		client.get(resource("Outreach Material", cast.material)).text,
		client.call("frappe.desk.form.load.getdoc", doctype="Outreach Material", name=cast.material).text,
		client.call(
			"frappe.desk.form.linked_with.get", doctype="Outreach Material", docname=cast.material
		).text,
		client.call("frappe.desk.search.search_link", doctype="Material Handout", txt="").text,
		client.get(
			"/api/method/frappe.desk.query_report.run", report_name="Materials Handed Out", filters={}
		).text,
	]
	words = (cast.family, cast.family_name)
	assert [text for text in texts if any(word in text for word in words)] == []
	assert cast.for_all not in client.names("Material Handout")
	served = ask("liaison").get(resource("Material Handout", cast.for_family))
	assert cast.family_name in served.text
	assert {cast.for_all, cast.for_family} <= ask("liaison").names("Material Handout")


def test_a_principal_counts_the_copies_without_the_family(ask, cast):
	run = {"report_name": "Materials Handed Out", "filters": {}}
	answer = ask("leader").get("/api/method/frappe.desk.query_report.run", **run)
	rows = {row.get("material"): (row["school"], row["copies"]) for row in answer.data["result"]}
	assert rows == {cast.material: (cast.school, 50), None: (cast.school, 1)}
	assert cast.material not in ask("stranger").get("/api/method/frappe.desk.query_report.run", **run).text


@pytest.mark.parametrize("who", ["teacher", "team"])
def test_the_report_is_for_those_who_count(ask, cast, who):
	run = {"report_name": "Materials Handed Out", "filters": {}}
	assert ask(who).get("/api/method/frappe.desk.query_report.run", **run).status == 403
	assert ask("liaison").get("/api/method/frappe.desk.query_report.run", **run).status == 200


def test_a_liaison_of_another_school_notes_no_copies_for_a_foreign_family(ask, cast):
	values = {"material": cast.material, "copies": 1, "family": cast.family}
	assert ask("stranger").send("POST", resource("Material Handout"), **values).status == 403
	assert ask("liaison").send("POST", resource("Material Handout"), **values).status == 200
