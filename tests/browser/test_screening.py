"""A coordinator screens, reads why, and nominates; a liaison sees the own school's results."""

import frappe
import pytest

from liaison_app.screening.capacity import capacity_at
from tests import factories as make
from tests.connection import committing
from tests.screening.runs import make_child, result_of, screen
from tests.world import make_staffed_school

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def place(site, world):
	"""A school with children to choose from, screened."""
	with committing():
		school = make_staffed_school()
		chosen = make_child(school.name, low_income=1, absent=24, homework=60, reading="No", mathematics="No")
		for absent in (3, 12, 21):
			make_child(school.name, low_income=absent % 2, absent=absent, reading="Yes")
	return {"school": school, "child": chosen, "run": screen(world.coordinator, [school.name])}


@pytest.mark.parametrize("phone", [False, True])
def test_a_run_shows_its_criteria_and_leads_to_its_results(open_desk, world, place, phone):
	desk = open_desk(world.coordinator, phone=phone).go("Form", "Screening Run", place["run"])
	desk.see(".grid-row", "Low Income" if not phone else None)
	assert desk.look("screening_run").fits()
	if not phone:
		desk.tap(".custom-actions .btn:has-text('Results')")
		desk.see(".list-row", "Candidate")
		desk.look("screening_results")
	assert desk.errors == []


def test_a_result_says_why_and_what_room_there_is(open_desk, world, place):
	name = result_of(place["run"], place["child"]).name
	desk = open_desk(place["school"].liaison, phone=False).go("Form", "Screening Result", name)
	for text in ("Absent 20% or More", "≥ 20", "Not Known"):
		desk.see("[data-liaison=why] tr", text)
	desk.see("[data-liaison=capacity]", "122")
	assert not desk.page.locator(".btn:visible", has_text="Decline").count()


def test_a_child_is_nominated_from_its_result_with_the_reasons_filled_in(open_desk, world, place):
	result = result_of(place["run"], place["child"]).name
	desk = open_desk(place["school"].liaison, phone=False).go("Form", "Screening Result", result)
	desk.tap(".custom-actions .btn:has-text('Nominate')")
	desk.see("[data-blocks=child]")
	page = desk.page
	page.wait_for_function(
		"document.querySelector('textarea[data-fieldname=reason]')?.value.includes('Low Income')"
	)
	page.locator("[data-block=adult] input[data-fieldname=first_name]").fill("Noor")
	page.locator("[data-block=adult] input[data-fieldname=last_name]").fill("Haddad")
	with page.expect_response(lambda answer: "nominate_family" in answer.url):
		desk.tap("[data-liaison=nominate]")
	desk.see("[data-liaison=family-panel]")
	frappe.db.rollback()
	doc = frappe.get_doc("Screening Result", result)
	assert doc.decision == "Nominated"
	family = frappe.db.get_value("Focus Student", place["child"], "family")
	assert frappe.db.get_value("Family Enrolment", doc.enrolment, ["family", "score"]) == (family, doc.score)
	assert desk.errors == []


def test_a_coordinator_declines_with_a_reason(open_desk, world, place):
	child = frappe.db.get_value("Screening Result", {"run": place["run"], "is_candidate": 1, "decision": ["is", "not set"]}, "name")  # fmt: skip
	desk = open_desk(world.coordinator, phone=False).go("Form", "Screening Result", child)
	desk.tap(".custom-actions .btn:has-text('Decline')")
	desk.see(".modal textarea[data-fieldname=reason]").fill("The school helps already.")
	with desk.page.expect_response(lambda answer: "decisions.decide" in answer.url):
		desk.tap(".modal .btn-primary:has-text('Decline')")
	desk.see("[data-fieldname=decisions] .grid-row", "The school helps already.")
	assert not desk.page.locator(".custom-actions .btn:has-text('Decline')").count()


def test_a_liaison_who_has_more_families_than_the_target_is_full(open_desk, world, place):
	school = place["school"]
	with committing():
		make.make_family(school.name, school.liaison)
		frappe.db.set_value("Family Liaison", school.liaison, "caseload_target", 0)
		(full,) = capacity_at(school.name)
	desk = open_desk(world.coordinator, phone=False)
	desk.go("Form", "Screening Result", result_of(place["run"], place["child"]).name)
	desk.see("[data-liaison=capacity] td", f"Full, {full.caseload} over")


def test_a_criterion_is_made_by_choosing_a_field(open_desk, world):
	desk = open_desk(world.coordinator, phone=False).go("Form", "Selection Criterion", "new")
	desk.see("input[data-fieldname=measure_field]").click()
	desk.see("[data-fieldname=measure_field] li", "English Learner")


def test_a_result_fits_a_phone(open_desk, world, place):
	desk = open_desk(world.coordinator).go(
		"Form", "Screening Result", result_of(place["run"], place["child"]).name
	)
	desk.see("[data-liaison=capacity]")
	assert desk.look("screening_result").fits()
