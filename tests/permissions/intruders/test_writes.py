"""An intruder writes past the documents' own rules, over HTTP. Each refusal stands beside a grant."""

import json

import frappe
import pytest

from liaison_app.permissions.matrix import LEADER, LIAISON
from tests import factories as make
from tests import people
from tests.connection import committing
from tests.web import Answer, Client, resource
from tests.world import World


@pytest.fixture
def barred(world: World) -> frappe._dict:
	"""A child whose mother may not be contacted."""
	with committing():
		family = make.make_family(world.here.name, world.here.liaison)
		student = make.make_student(family, world.here.name, make.adult_of(family))
		doc = frappe.get_doc("Focus Student", student)
		doc.guardianships[0].may_be_contacted = 0
		doc.save()
	return frappe._dict(student=student, row=doc.guardianships[0].name)


def may_be_contacted(student: str) -> list[int]:
	frappe.db.rollback()
	return [row.may_be_contacted for row in frappe.get_doc("Focus Student", student).guardianships]


def test_a_bar_is_not_lifted_by_saving_its_row_alone(mine, barred):
	row = {
		"doctype": "Guardianship", "name": barred.row, "parent": barred.student, "parenttype": "Focus Student",
		"parentfield": "guardianships", "may_be_contacted": 1, "may_receive_records": 1, "may_pick_up": 1,
		"relation": "Mother", "family_member": frappe.db.get_value("Guardianship", barred.row, "family_member"),
	}  # fmt: skip
	assert mine.put(resource("Guardianship", barred.row), may_be_contacted=1).status == 403
	assert mine.call("frappe.client.save", doc=row).status != 200
	assert mine.delete(resource("Guardianship", barred.row)).status == 403
	assert may_be_contacted(barred.student) == [0]


def test_a_row_is_not_added_past_its_document(mine, barred, world):
	answer = mine.post(
		resource("Guardianship"), parent=barred.student, parenttype="Focus Student", parentfield="guardianships",
		family_member=make.adult_of(world.here.family),
	)  # fmt: skip
	assert answer.status == 403
	assert may_be_contacted(barred.student) == [0]


def test_a_foreign_row_is_not_pulled_over(mine, world):
	with committing():
		member = frappe.get_doc("Family Member", make.adult_of(world.there.family))
		member.append("phones", {"phone_number": "303-555-0142"})
		member.save()
	row = member.phones[0].name
	own = make.adult_of(world.here.family)
	answer = mine.put(resource("Family Phone", row), parent=own)
	assert answer.status == 403
	assert "0142" not in answer.text
	frappe.db.rollback()
	assert frappe.db.get_value("Family Phone", row, "parent") == member.name


def test_rows_are_still_changed_with_their_document(mine, world):
	answer = mine.put(
		resource("Family Member", make.adult_of(world.here.family)), phones=[{"phone_number": "303-555-0199"}]
	)
	assert answer.status == 200
	row = answer.data["phones"][0]["name"]
	answer = mine.call(
		"frappe.client.set_value",
		doctype="Family Phone",
		name=row,
		fieldname="phone_number",
		value="303-555-0198",
	)
	assert answer.status == 200
	frappe.db.rollback()
	assert frappe.db.get_value("Family Phone", row, "phone_number") == "303-555-0198"


@pytest.fixture
def report(world: World) -> frappe._dict:
	"""A report that was handed in."""
	with committing():
		doc = make.insert(
			"Weekly Activity Report",
			{"liaison": world.here.liaison, "school": world.here.name, "week_start": make.monday()},
		)
		make.hand_in(doc.name, world.here.liaison)
		doc.reload()
	yield doc
	with committing():
		frappe.db.delete("Weekly Activity Report", {"name": doc.name})
		frappe.db.set_value("Liaison Ledger Entry", {"counted_in": doc.name}, "counted_in", "")


def units(report: str) -> tuple[int, int]:
	frappe.db.rollback()
	doc = frappe.get_doc("Weekly Activity Report", report)
	return doc.units, sum(row.units for row in doc.lines)


def test_the_rows_of_a_report_that_was_handed_in_stay(mine, report):
	line = report.lines[0].name
	before = units(report.name)
	assert mine.put(resource("Weekly Report Line", line), units=999).status == 403
	assert units(report.name) == before


def test_who_approves_a_report_does_not_rewrite_its_figures(leader, coordinator, report):
	before = units(report.name)
	lines = [{**row.as_dict(convert_dates_to_str=True), "units": 77} for row in report.lines]
	coordinator.put(resource(report.doctype, report.name), units=999, lines=lines, staff_minutes=999)
	assert units(report.name) == before
	answer = leader.put(
		resource(report.doctype, report.name),
		workflow_state="Approved", docstatus=1, units=999, lines=lines, handed_in_by="Guest", entries=[],
	)  # fmt: skip
	assert units(report.name) == before
	frappe.db.rollback()
	doc = frappe.get_doc(report.doctype, report.name)
	assert len(doc.entries) == len(report.entries) > 0
	assert doc.handed_in_by == report.handed_in_by
	assert answer.status in (200, 403)


def test_a_doctored_document_is_not_approved(leader, report):
	given = {**report.as_dict(convert_dates_to_str=True), "units": 999}
	answer = leader.call(
		"frappe.model.workflow.apply_workflow", doc=json.dumps(given, default=str), action="Approve"
	)
	assert answer.status == 200
	assert units(report.name)[0] == report.units


def test_nobody_approves_an_own_report(server, world):
	with committing():
		user = people.make_user(LIAISON, LEADER)
		make.insert("Family Liaison", {"user": user})
		make.assign(world.here.name, user, LIAISON)
		make.assign(world.here.name, user, LEADER)
		doc = make.insert(
			"Weekly Activity Report",
			{"liaison": user, "school": world.here.name, "week_start": make.monday()},
		)
		make.hand_in(doc.name, user)
	client = Client(server, user)

	def approve(who: Client) -> Answer:
		given = json.dumps({"doctype": doc.doctype, "name": doc.name})
		return who.call("frappe.model.workflow.apply_workflow", doc=given, action="Approve")

	assert approve(client).status in (403, 417)
	assert approve(Client(server, world.here.leader)).status == 200


def test_a_next_step_does_not_tell_whether_a_family_exists(mine, world):
	def ask(name: str) -> int:
		values = {"what": "x", "due_on": frappe.utils.nowdate(), "reference_doctype": "Focus Family"}
		doc = {"doctype": "Next Step", "reference_name": {"family_name": name}, **values}
		return mine._open("POST", resource("Next Step"), json.dumps(doc).encode(), "application/json").status

	foreign = frappe.db.get_value("Focus Family", world.there.family, "family_name")
	assert ask(foreign) == ask("No Such Family") != 200


def test_a_print_of_an_invented_document_tells_nothing_of_a_foreign_family(leader, world):
	doc = {
		"doctype": "Focus Student", "name": "STU-NEW", "first_name": "A", "last_name": "B",
		"school": world.here.name, "family": world.there.family,
	}  # fmt: skip
	name = frappe.db.get_value("Family Liaison", world.there.liaison, "liaison_name")
	for method in ("frappe.www.printview.get_html_and_style", "frappe.desk.form.save.savedocs"):
		answer = leader.call(method, doc=json.dumps(doc), action="Save")
		assert name not in answer.text or name == frappe.db.get_value(
			"Family Liaison", world.here.liaison, "liaison_name"
		)


def test_a_coordinator_gives_a_reason_on_every_way(coordinator, world):
	contact = resource("Liaison Contact", world.here.contact)
	assert coordinator.put(contact, summary="x").status == 417
	assert coordinator.put(contact, summary="x", liaison=world.coordinator).status in (403, 417)
	assert (
		coordinator.call(
			"frappe.client.set_value",
			doctype="Liaison Contact", name=world.here.contact,
			fieldname={"summary": "x", "flags": {"ignore_permissions": 1}},
		).status
		== 417
	)  # fmt: skip
	assert coordinator.put(contact, summary="x", correction_reason="Misheard.").status == 200


def test_figures_of_a_contact_are_worked_out_not_written(mine, world):
	contact = resource("Liaison Contact", world.here.contact)
	answer = mine.put(contact, reached=0, relation="Aunt")
	assert answer.status == 200
	assert answer.data["reached"] == 1
	assert answer.data["relation"] != "Aunt"


def test_a_family_is_not_taken_over_by_renaming_or_merging(mine, world):
	answer = mine.call(
		"frappe.client.rename_doc",
		doctype="Focus Family", old_name=world.there.family, new_name=world.here.family, merge=1,
	)  # fmt: skip
	assert answer.status != 200


@pytest.mark.parametrize("field", ["nominated_by", "baseline_evidence", "score"])
def test_what_a_nomination_rests_on_is_not_rewritten(coordinator, world, field):
	frappe.db.rollback()
	name = frappe.db.get_value("Family Enrolment", {"family": world.here.family})
	before = frappe.db.get_value("Family Enrolment", name, field)
	value = {"nominated_by": world.coordinator, "baseline_evidence": "{}", "score": 9}[field]
	assert coordinator.put(resource("Family Enrolment", name), **{field: value}).status == 200
	frappe.db.rollback()
	assert frappe.db.get_value("Family Enrolment", name, field) == before
