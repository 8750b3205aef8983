"""A father may not be contacted about one of two children. Nobody leads the school to him, and nothing leads him to them.

The other child, for whom he has all rights, goes to another school, which sees that child alone.
"""

import io
import json
from dataclasses import dataclass

import frappe
import pytest
from pypdf import PdfReader

from tests import factories as make
from tests.connection import committing
from tests.privacy.papers import make_request
from tests.web import Answer, Client, resource

MAIL, PHONE, HERS = "father@families.example", "303-555-0111", "303-555-0122"


@dataclass(frozen=True)
class Cast:
	"""Who plays: the adults, the child that he may not hear of (kept) and the other one (shared)."""

	school: str
	liaison: str
	elsewhere: str
	elsewhere_leader: str
	coordinator: str
	family: str
	mother: str
	father: str
	kept: str
	shared: str


@pytest.fixture(scope="module")
def cast(site: str) -> Cast:
	with committing():
		school, elsewhere = make.make_school(), make.make_school()
		liaison, leader = make.make_liaison(school), make.make_leader(elsewhere)
		family = make.insert("Focus Family", {"family_name": make.unique("Ocampo")}).name
		make.enrol(family, school, liaison)
		mother = make.make_member(family, first_name="Luz", phones=[{"phone_number": HERS, "kind": "Mobile"}])
		his = {"email": MAIL, "phones": [{"phone_number": PHONE, "kind": "Mobile"}], "primary_contact": 1}
		father = make.make_member(family, first_name="Andres", **his)
		barred = {"may_be_contacted": 0}
		rows = [{"family_member": mother, "relation": "Mother"}]
		kept = make.make_student(
			family, school, first_name="Nadia",
			guardianships=[*rows, {"family_member": father, "relation": "Father", **barred}],
		)  # fmt: skip
		shared = make.make_student(
			family, elsewhere, first_name="Tomas",
			guardianships=[*rows, {"family_member": father, "relation": "Father"}],
		)  # fmt: skip
		# As by a court: no school has the order on file yet.
		his_row = {"parent": kept, "family_member": father}
		frappe.db.set_value("Guardianship", his_row, {"may_receive_records": 0, "may_pick_up": 0})
		make.insert(
			"Next Step", {"what": "Call", "family": family, "assignee": liaison, "due_on": make.monday(1)}
		)
		coordinator = make.make_coordinator()
	return Cast(school, liaison, elsewhere, leader, coordinator, family, mother, father, kept, shared)


def log(client: Client, cast: Cast, adult: str, *students: str, **values) -> Answer:
	"""The contact dialog's one call."""
	contact = {
		"family": cast.family, "family_member": adult, "channel": "Phone Call", "outcome": "Reached",
		"purpose": "Attendance", "students": list(students), **values,
	}  # fmt: skip
	return client.call("liaison_app.outreach.quick_log.log_contact", contact=json.dumps(contact))


def test_the_dialog_offers_no_number_of_his(enter, cast):
	answer = enter(cast.liaison).call(
		"liaison_app.families.contact_card.get_contact_card", family=cast.family
	)
	adults = {adult["name"]: adult for adult in answer.data["adults"]}
	assert (adults[cast.father]["barred"], adults[cast.mother]["barred"]) == (True, False)
	assert PHONE not in answer.text and MAIL not in answer.text
	assert HERS in answer.text


def test_who_looks_for_an_adult_is_told_before_he_is_chosen(enter, cast):
	answer = enter(cast.liaison).call(
		"frappe.desk.search.search_link", doctype="Family Member", txt="",
		query="liaison_app.families.search.find_adults", filters={"family": cast.family},
	)  # fmt: skip
	body = json.loads(answer.text)
	found = {row["value"]: row["description"] for row in body.get("results") or body["message"]}
	assert "may not be contacted" in found[cast.father]
	assert "may not be contacted" not in found[cast.mother]


def test_he_is_not_called_about_her_nor_about_all_and_is_about_the_other(enter, cast):
	liaison = enter(cast.liaison)
	for students in ((cast.kept,), (), (cast.kept, cast.shared)):
		refused = log(liaison, cast, cast.father, *students)
		assert refused.status == 417
		assert "may not be contacted" in refused.sentence
	assert log(liaison, cast, cast.father, cast.shared).status == 200
	assert log(liaison, cast, cast.mother, cast.kept).status == 200


def test_no_other_way_of_saving_leads_past_that(enter, cast):
	liaison = enter(cast.liaison)
	good = log(liaison, cast, cast.mother).data["contact"]
	assert liaison.put(resource("Liaison Contact", good), family_member=cast.father).status == 417
	values = make.contact_values(cast.family, cast.school, cast.liaison, family_member=cast.father)
	given = frappe.parse_json(frappe.as_json(values))
	assert liaison.send("POST", resource("Liaison Contact"), **given).status == 417
	assert liaison.call("frappe.client.insert", doc=given).status == 417


def test_when_he_calls_that_is_written_down_and_counts_as_nobody_reached(enter, cast):
	answer = log(enter(cast.liaison), cast, cast.father, cast.kept, direction="Incoming")
	assert answer.status == 200
	contact = enter(cast.liaison).get(resource("Liaison Contact", answer.data["contact"])).data
	assert (contact["direction"], contact["reached"]) == ("Incoming", 0)


def test_a_message_to_many_families_goes_to_her_and_never_to_him(enter, cast):
	def preview(channel: str) -> Answer:
		return enter(cast.liaison).call(
			"liaison_app.outreach.message.preview_message", families=[cast.family], channel=channel
		)

	texts = preview("Text Message")
	mother = frappe.db.get_value("Family Member", cast.mother, "full_name")
	assert [row["full_name"] for row in texts.data["recipients"]] == [mother]
	mails = preview("E-Mail")
	assert mails.data["recipients"] == []
	assert "Andres" not in mails.text and MAIL not in mails.text


def test_the_worklist_says_whom_to_call_without_him(enter, cast):
	answer = enter(cast.liaison).get(
		"/api/method/frappe.desk.query_report.run", report_name="Family Worklist", filters={}
	)
	assert cast.family in answer.text
	assert PHONE not in answer.text and MAIL not in answer.text


def rows_of(client: Client, student: str) -> list[dict]:
	return client.get(resource("Focus Student", student)).data["guardianships"]


def test_nobody_at_the_school_gives_the_right_back(enter, cast):
	liaison = enter(cast.liaison)
	rows = [{**row, "may_be_contacted": 1} for row in rows_of(liaison, cast.kept)]
	answer = liaison.put(resource("Focus Student", cast.kept), guardianships=rows)
	assert answer.status in (403, 417)
	without = [row for row in rows if row["family_member"] != cast.father]
	liaison.put(resource("Focus Student", cast.kept), guardianships=without)
	him = {row["family_member"]: row["may_be_contacted"] for row in rows_of(liaison, cast.kept)}
	assert him.get(cast.father) == 0
	tighten = "liaison_app.families.guardianships.tighten"
	given = {"student": cast.shared, "family_member": cast.father, "right": "may_pick_up"}
	assert liaison.call(tighten, **given).status == 200


def test_a_coordinator_gives_it_back_with_a_document_alone(enter, cast):
	coordinator = enter(cast.coordinator)
	rows = [{**row, "may_be_contacted": 1} for row in rows_of(coordinator, cast.kept)]
	assert coordinator.put(resource("Focus Student", cast.kept), guardianships=rows).status == 417
	assert [row["may_be_contacted"] for row in rows_of(coordinator, cast.kept)] == [1, 0]


def test_the_other_childs_school_sees_nothing_of_her_in_its_file(enter, cast):
	"""Whatever it hands to him of his son's file holds no word of her."""
	leader = enter(cast.elsewhere_leader)
	names = [frappe.db.get_value("Focus Student", cast.kept, field) for field in ("name", "full_name")]
	hidden = [*names, cast.family, HERS, frappe.db.get_value("Focus Family", cast.family, "family_name")]
	answers = {
		"document": leader.get(resource("Focus Student", cast.shared)),
		"form": leader.call("frappe.desk.form.load.getdoc", doctype="Focus Student", name=cast.shared),
		"print": leader.get("/printview", doctype="Focus Student", name=cast.shared, trigger_print=0),
		"list": leader.get(resource("Focus Student"), fields=["name", "full_name", "school"]),
	}
	for way, answer in answers.items():
		assert "Tomas" in answer.text, way
		assert [word for word in (*names, HERS) if word in answer.text] == [], way
	assert [word for word in hidden if word in answers["print"].text] == []
	assert leader.get(resource("Focus Student", cast.kept)).status == 403
	assert leader.get(resource("Focus Family", cast.family)).status == 403
	assert leader.get(resource("Family Member", cast.mother)).status == 403
	assert enter(cast.liaison).get(resource("Focus Student", cast.kept)).status == 200


def test_he_is_given_nothing_of_her_and_his_sons_file_without_a_word_of_her(enter, cast):
	said = f"Tomas was late. Call Nadia at {HERS}."
	assert log(enter(cast.liaison), cast, cast.father, cast.shared, summary=said).status == 200
	with committing():
		of_her = make_request(cast.kept, cast.father).name
		of_him = make_request(cast.shared, cast.father).name
	coordinator, actions = enter(cast.coordinator), "liaison_app.privacy.requests."
	assert not coordinator.call(f"{actions}hand_over", request=of_her).data["given"]
	refused = coordinator.call(f"{actions}download", request=of_her)
	assert refused.status != 200 and b"%PDF" not in refused.body
	assert coordinator.call(f"{actions}hand_over", request=of_him).data["given"]
	file = coordinator.call(f"{actions}download", request=of_him).body
	pages = [page.extract_text() for page in PdfReader(io.BytesIO(file)).pages]
	text = " ".join("".join(pages).split())  # words stand apart by tabs in it
	assert "Tomas was late" in text
	assert [word for word in ("Nadia", HERS) if word in text] == []
