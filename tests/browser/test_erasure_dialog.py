"""The coordinator erases families that were kept long enough, from the list of families."""

import frappe
import pytest
from frappe.utils.background_jobs import get_queue

from liaison_app.privacy.retention import erase_families
from tests import factories as make
from tests.connection import committing, working_as
from tests.privacy.papers import let_ten_years_pass, make_request

pytestmark = pytest.mark.browser

DIALOG = "[data-liaison=erasure-dialog]"


@pytest.fixture
def old(world) -> dict:
	"""Two families that left ten years ago, and one of whose child somebody asks for the records."""
	with committing():
		here = world.here
		families = {
			word: make.make_family(here.name, here.liaison, family_name=make.unique(word))
			for word in ("Abara", "Ochoa", "Tran")
		}
		for family in families.values():
			let_ten_years_pass(family)
		make_request(make.child_of(families["Tran"]), make.adult_of(families["Tran"]))
	return families


def erased(old: dict) -> set[str]:
	frappe.db.rollback()
	return {word for word, name in old.items() if frappe.db.get_value("Focus Family", name, "erased_on")}


def queued() -> list[list[str]]:
	"""The families of each erasure that waits for a worker."""
	jobs = get_queue("long").jobs
	return [
		job.kwargs["kwargs"]["families"] for job in jobs if "erase_families" in str(job.kwargs["job_name"])
	]


@pytest.mark.parametrize("phone", [False, True])
def test_a_coordinator_erases_what_is_due_and_not_what_is_stopped(open_desk, world, old, phone):
	desk = open_desk(world.coordinator, phone=phone)
	desk.go("List", "Focus Family").see(".frappe-list :is(.no-result, .list-row-container)")
	desk.settle().tap(".menu-btn-group > button").see(
		".menu-btn-group .dropdown-item", "Erase Families"
	).click()
	desk.see(DIALOG)
	assert desk.page.locator(f"{DIALOG} .btn-primary").is_disabled()
	assert "A records request is open" in desk.chip("families", "Tran").inner_text()
	assert desk.chip("families", "Tran").locator("input").is_disabled()
	desk.tap(f"{DIALOG} .btn-secondary")
	assert desk.chip("families", "Ochoa").locator("input").is_checked()
	desk.tap(f"{DIALOG} .btn-secondary").see(f"{DIALOG} .btn-primary", "Erase 0 Families")
	desk.choose("families", "Abara").look("erasure")
	assert desk.fits()
	with desk.page.expect_response(lambda answer: "retention.erase" in answer.url) as answer:
		desk.see(f"{DIALOG} .btn-primary", "Erase 1 Family").click()
	chosen = frappe.parse_json(answer.value.request.post_data_json["families"])
	desk.see(".desk-alert", "1 family is being erased")
	assert chosen == [old["Abara"]] and erased(old) == set()
	assert chosen in queued()
	with committing(), working_as(world.coordinator):
		erase_families(chosen)
	assert erased(old) == {"Abara"}
	assert desk.errors == []


def test_a_liaison_is_not_offered_to_erase(open_desk, world):
	desk = open_desk(world.here.liaison, phone=False)
	desk.go("List", "Focus Family").see(".list-row-container")
	desk.settle()
	assert not desk.page.get_by_text("Erase Families").count()
