"""Somebody writes a script into every text as a user can: no page of the desk and no print runs it for the next."""

from collections.abc import Iterator
from itertools import cycle
from urllib.parse import urlencode

import frappe
import pytest

from tests import factories as make
from tests.browser.desk import Desk
from tests.connection import committing
from tests.permissions.proof.makers import TEXTS, Place, make_row
from tests.permissions.proof.world import FAMILY_FIRST
from tests.scripts_in_texts import PAYLOADS

pytestmark = pytest.mark.browser

#: What everybody of the programme sees every day.
FORMS = ("Focus Family", "Focus Student", "Family Member", "Liaison Contact", "Home Visit", "Next Step")
REPORTS = ("Family Worklist", "Contact Coverage and Due Diligence", "Focus Student Progress")


@pytest.fixture(scope="module")
def attacked(site: str) -> frappe._dict:
	"""A family with its people and work, saved with a script in every text."""
	with committing():
		school = make.make_school()
		place = Place("own", school, make.make_liaison(school), week=1)
		payloads = cycle(PAYLOADS.values())
		for doctype in FAMILY_FIRST:
			place.links[doctype] = attack(make_row(doctype, place), payloads)
		place.families = (place.links["Focus Family"],)
		make.set_status(frappe.get_doc("Family Enrolment", place.links["Family Enrolment"]), "Enrolled")
		work = [doctype for doctype in FORMS if doctype not in FAMILY_FIRST]
		names = {**place.links, **{doctype: attack(make_row(doctype, place), payloads) for doctype in work}}
	return frappe._dict(names=names, liaison=place.lead)


def attack(doc, payloads: Iterator[str]) -> str:
	"""Save it with a script in each text that is filled; its name."""
	for row in (doc, *doc.get_all_children()):
		for df in row.meta.fields:
			if df.fieldtype in TEXTS and not df.options and str(row.get(df.fieldname)).startswith("Zq"):
				row.set(df.fieldname, f"Zq {next(payloads)}")
	if doc.meta.has_field("correction_reason"):
		doc.correction_reason = "Misheard."
	doc.save()
	return doc.name


def arrive(desk: Desk, route: tuple[str, ...]) -> None:
	"""Open a route; again where a page that was still being drawn has taken its place."""
	reached: list[list[str]] = []
	while len(reached) < 5:
		desk.go(*route).settle().pause().settle()
		reached.append(desk.page.evaluate("() => frappe.get_route()"))
		if reached[-1][: len(route)] == list(route):
			return
	raise AssertionError(f"{route} opened {reached}")


def ran_on(desk: Desk, *routes: tuple[str, ...]) -> list[str]:
	"""Open each, go over all that reacts to a pointer or a key, and give the routes on which a script ran."""
	ran = []
	for route in routes:
		arrive(desk, route)
		desk.page.evaluate("""() => document.querySelectorAll("body *").forEach((element) =>
			["mouseover", "focus"].forEach((kind) => element.dispatchEvent(new Event(kind))))""")
		if desk.page.evaluate("() => { const ran = window.pwned; delete window.pwned; return ran }"):
			ran.append("/".join(route))
	return ran


@pytest.mark.parametrize("payload", ["tag", "attribute"])
def test_a_script_that_runs_would_be_noticed(open_desk, attacked, payload):
	desk = open_desk(attacked.liaison, phone=False).go("List", "ToDo")
	html = f'<b title="{PAYLOADS[payload]}">x</b>' if payload == "attribute" else PAYLOADS[payload]
	desk.page.evaluate("html => document.body.insertAdjacentHTML('beforeend', html)", html)
	assert ran_on(desk, ("List", "ToDo")) == ["List/ToDo"]


def test_no_form_and_no_list_runs_it(open_desk, attacked):
	desk = open_desk(attacked.liaison, phone=False)
	forms = [("Form", doctype, attacked.names[doctype]) for doctype in FORMS]
	assert ran_on(desk, *forms, *(("List", doctype, "List") for doctype in FORMS)) == []


def test_no_report_and_no_calendar_runs_it(open_desk, attacked):
	desk = open_desk(attacked.liaison, phone=False)
	reports = [("query-report", report) for report in REPORTS]
	assert (
		ran_on(
			desk, *reports, ("List", "Home Visit", "Calendar", "default"), ("List", "Home Visit", "Report")
		)
		== []
	)


def test_no_page_and_no_dialog_runs_it(open_desk, attacked):
	desk = open_desk(attacked.liaison, phone=False)
	assert ran_on(desk, ("who-is-out",), ("nominate-family",), ("Workspaces", "My Week")) == []
	desk.go("Form", "Focus Family", attacked.names["Focus Family"]).is_form_of("Focus Family")
	desk.tap("[data-liaison=log]").see("[data-liaison=contact-dialog]")
	desk.settle().pause()
	assert desk.page.evaluate("window.pwned") is None


def test_no_print_runs_it(open_desk, attacked):
	desk = open_desk(attacked.liaison, phone=False).go("List", "ToDo")
	page, ran = desk.page.context.new_page(), []
	for doctype in ("Focus Family", "Home Visit"):
		page.goto(f"/printview?{urlencode({'doctype': doctype, 'name': attacked.names[doctype]})}")
		page.wait_for_load_state("networkidle")
		ran += [doctype] if page.evaluate("window.pwned") else []
	assert ran == []
