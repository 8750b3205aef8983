"""A restricted note over HTTP: who reads it, and that the host's channels tell nothing of it."""

import pytest

from tests import factories as make
from tests.connection import committing
from tests.privacy.test_notes import SECRET, write_note
from tests.web import resource

CARD = "liaison_app.families.contact_card.get_contact_card"
PRINT = "/api/method/frappe.utils.print_format.download_pdf"


@pytest.fixture(scope="module")
def people(world) -> dict:
	with committing():
		return {"colleague": make.make_liaison(world.here.name), "named": make.make_coordinator()}


@pytest.fixture(scope="module")
def notes(world, people) -> dict:
	"""One of each sort, on a family of their own."""
	with committing():
		family = make.make_family(world.here.name, world.here.liaison)
		usual = write_note(family, world.here.liaison)
		child = write_note(
			family, world.here.liaison, people["named"], kind="Child Protection", reported_by="Nurse Zq"
		)
		return {"family": family, "usual": usual.name, "child": child.name}


def sees(client, name: str) -> bool:
	"""In the list and as a document alike."""
	answer = client.get(resource("Restricted Note", name))
	assert (answer.status == 200) is (name in client.names("Restricted Note"))
	assert answer.status == 200 or SECRET not in answer.text
	return answer.status == 200


def test_a_usual_note_is_read_by_its_author_and_coordinators_alone(login, world, people, notes):
	for user in (world.here.liaison, world.coordinator, people["named"]):
		assert sees(login(user), notes["usual"])
	for user in (people["colleague"], world.here.leader, world.there.liaison, world.there.leader):
		assert not sees(login(user), notes["usual"])


def test_child_protection_is_read_by_its_author_and_who_is_named_alone(login, world, people, notes):
	for user in (world.here.liaison, people["named"]):
		assert sees(login(user), notes["child"])
	for user in (world.coordinator, people["colleague"], world.here.leader, world.there.liaison):
		assert not sees(login(user), notes["child"])


def test_the_family_page_tells_each_how_many_they_may_know_of(login, world, people, notes):
	counts = {
		user: login(user).call(CARD, family=notes["family"]).data["restricted_notes"]
		for user in (
			world.here.liaison,
			world.here.leader,
			world.coordinator,
			people["named"],
			people["colleague"],
		)
	}
	assert list(counts.values()) == [2, 1, 1, 2, 0]


def test_filters_answer_no_question_about_a_note(login, world, notes):
	asked = {"filters": [["kind", "=", "Child Protection"]], "fields": ["name"]}
	assert [row["name"] for row in login(world.here.liaison).get(resource("Restricted Note"), **asked).data] == [notes["child"]]  # fmt: skip
	assert login(world.coordinator).get(resource("Restricted Note"), **asked).data == []
	words = [["reported_by", "like", "Nurse%"]]
	assert login(world.coordinator).get(resource("Restricted Note"), filters=words).status == 403


def test_nobody_prints_comments_mails_or_assigns_it(login, world, notes):
	author = login(world.here.liaison)
	about = {"doctype": "Restricted Note", "name": notes["usual"]}
	assert author.get(resource("Restricted Note", notes["usual"])).status == 200
	assert author.get(PRINT, **about).status == 403
	assert author.get("/api/method/frappe.www.printview.get_html_and_style", doc="Restricted Note", name=notes["usual"]).status == 403  # fmt: skip
	comment = {"reference_doctype": "Restricted Note", "reference_name": notes["usual"], "content": "x", "comment_email": world.here.liaison, "comment_by": "x"}  # fmt: skip
	assert author.call("frappe.desk.form.utils.add_comment", **comment).status == 403
	assert (
		author.call("frappe.desk.form.assign_to.add", assign_to=f'["{world.here.liaison}"]', **about).status
		== 403
	)
	assert author.call("frappe.desk.doctype.tag.tag.add_tag", tag="x", dt="Restricted Note", dn=notes["usual"]).status == 403  # fmt: skip


def test_nobody_deletes_or_exports_it(login, world, notes):
	for user in (world.here.liaison, world.coordinator):
		assert login(user).delete(resource("Restricted Note", notes["usual"])).status == 403
		exported = login(user).call("frappe.desk.reportview.export_query", doctype="Restricted Note", file_format_type="CSV", title="x", fields='["content"]')  # fmt: skip
		assert exported.status == 403 and SECRET not in exported.text


def test_it_is_in_no_search(login, world, notes):
	author = login(world.here.liaison)
	assert SECRET not in author.call("frappe.utils.global_search.search", text="Heliotrope").text
	found = author.call("frappe.desk.search.search_link", doctype="Restricted Note", txt="Heliotrope")
	assert SECRET not in found.text and notes["usual"] not in found.text
