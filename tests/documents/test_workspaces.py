"""Where a workspace leads: each role to what it can use, and nowhere else."""

import json

import pytest

from liaison_app.permissions import matrix
from liaison_app.workspaces import get_desktop_page
from tests import factories as make
from tests.connection import working_as

PROGRAMME = "Liaison Programme"
FAMILIES = {
	"Focus Family",
	"Family Member",
	"Focus Student",
	"Family Enrolment",
	"Family Consent",
	"Disclosure Log Entry",
	"Records Request",
}
PROGRESS = {"Screening Result", "Student Progress Record", "Student Assessment"}
WORK = {"Home Visit", "Liaison Activity", "Liaison Contact", "Liaison Meeting", "Next Step"}
MASTERS = {
	"Assessment Subject", "Barrier Category", "Contact Channel", "Contact Purpose", "Grade Level",
	"Involvement Type", "Liaison School", "Liaison Settings", "Material Type", "Partnership Role", "Record Kind", "School Year", "Selection Criterion",
}  # fmt: skip

PARTNERSHIP = {
	"After School Program",
	"Engagement Event",
	"Outreach Material",
	"Partnership Activity",
	"Partnership Plan",
	"Partnership Team",
}

#: Role -> what its "Liaison Programme" links, beside the reports.
LINKED = {
	matrix.LIAISON: PARTNERSHIP
	| {"After School Enrolment", "Event Attendance", "Material Handout"}
	| FAMILIES
	| PROGRESS
	| WORK
	| {"Family Address", "Family Liaison", "Restricted Note", "Weekly Activity Report"},
	matrix.COORDINATOR: PARTNERSHIP
	| {"After School Enrolment", "Event Attendance", "Material Handout", "Title I Population"}
	| FAMILIES
	| PROGRESS
	| WORK
	| MASTERS
	| {
		"Access Exclusion",
		"Family Address",
		"Family Liaison",
		"Screening Run",
		"Weekly Activity Report",
		"Year Rollover",
		"Restricted Note",
	},
	matrix.LEADER: PARTNERSHIP
	| {"After School Enrolment"}
	| FAMILIES
	| PROGRESS
	| {"Family Liaison", "Liaison Meeting", "Next Step", "Weekly Activity Report"},
	matrix.TEACHER: {"Next Step"} | PARTNERSHIP,
	matrix.TEAM: {"Next Step"} | PARTNERSHIP,
	matrix.SYSTEM_MANAGER: MASTERS | {"Family Liaison"},
}


@pytest.mark.parametrize("role", LINKED)
def test_each_role_is_led_to_what_it_can_use_and_nowhere_else(role, fresh_cache):
	with working_as(make.make_user(role)):
		page = get_desktop_page(json.dumps({"name": PROGRAMME, "title": PROGRAMME, "public": 1}))
	links = [link for card in page["cards"]["items"] for link in card["links"]]
	assert {link["link_to"] for link in links if link["link_type"] == "DocType"} == LINKED[role]


def test_a_card_without_a_link_is_not_shown(fresh_cache):
	with working_as(make.make_user(matrix.TEACHER)):
		page = get_desktop_page(json.dumps({"name": PROGRAMME, "title": PROGRAMME, "public": 1}))
	# Reports that somebody saved are a card of the host's.
	cards = {card["label"]: card["links"] for card in page["cards"]["items"]}
	assert cards.keys() - {"Custom Reports"} == {"Work", "Partnership"}
	assert all(cards.values())
