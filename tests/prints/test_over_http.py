"""Printing and approving over HTTP, as the desk does it: committed data, real logins."""

import io

import frappe
import pytest
from pypdf import PdfReader

from tests import factories as make
from tests.connection import committing
from tests.web import Client

WORDS = "We sat with nine families about reading at home and they asked for an evening in the library. "


def handed_in(place, weeks_ago: int) -> str:
	"""A committed report of a school's liaison, full of words, handed in."""
	with committing():
		values = {"liaison": place.liaison, "school": place.name, "week_start": make.monday(weeks_ago)}
		doc = make.insert("Weekly Activity Report", values)
		for row in doc.lines:
			row.narrative = WORDS * 20
		doc.update({"highlights": WORDS * 40, "concerns": WORDS * 40})
		doc.save()
		make.hand_in(doc.name, place.liaison)
	return doc.name


def statuses(*names: str) -> list[str]:
	frappe.db.rollback()
	return [frappe.db.get_value("Weekly Activity Report", name, "status") for name in names]


@pytest.fixture
def leader(server, world) -> Client:
	return Client(server, world.here.leader)


def test_the_principal_downloads_one_page(leader, world):
	name = handed_in(world.here, weeks_ago=1)
	query = {"doctype": "Weekly Activity Report", "name": name, "format": "Weekly Activity Report"}
	answer = leader.download("/api/method/frappe.utils.print_format.download_pdf", **query)
	pages = PdfReader(io.BytesIO(answer)).pages
	assert len(pages) == 1
	assert "Communicating" in pages[0].extract_text()


def test_many_are_approved_at_once_and_foreign_ones_stay_as_they_were(leader, world):
	own = [handed_in(world.here, weeks_ago=2), handed_in(world.here, weeks_ago=3)]
	foreign = handed_in(world.there, weeks_ago=2)

	def approve(*names: str) -> int:
		return leader.call(
			"frappe.model.workflow.bulk_workflow_approval",
			docnames=names,
			doctype="Weekly Activity Report",
			action="Approve",
		).status

	assert approve(own[0], foreign, own[1]) == 403
	assert statuses(*own, foreign) == ["In Review"] * 3
	assert approve(*own) == 200
	assert statuses(*own, foreign) == ["Approved", "Approved", "In Review"]
	assert frappe.db.get_value("Weekly Activity Report", own[0], "approved_by") == world.here.leader
	assert frappe.db.get_value("Weekly Activity Report", foreign, ["docstatus", "approved_by"]) == (0, None)


def test_a_liaison_cannot_approve_by_the_list(server, world):
	name = handed_in(world.here, weeks_ago=4)
	Client(server, world.here.liaison).call(
		"frappe.model.workflow.bulk_workflow_approval",
		docnames=[name],
		doctype="Weekly Activity Report",
		action="Approve",
	)
	assert statuses(name) == ["In Review"]


def test_the_list_offers_the_principal_to_approve(leader, world):
	name = handed_in(world.here, weeks_ago=5)
	doc = frappe.get_doc("Weekly Activity Report", name)
	answer = leader.call(
		"frappe.model.workflow.get_common_transition_actions",
		docs=frappe.as_json([doc.as_dict()]),
		doctype=doc.doctype,
	)
	assert sorted(answer.data) == ["Approve", "Return"]
