"""Text with a script in it is stored without: by REST, on submitting at once, by the app's own functions, by an import."""

import frappe
import pytest
from bs4 import BeautifulSoup

from liaison_app.weekly_report import on_behalf, returning
from tests import appointments as plan
from tests import factories as make
from tests.connection import committing, working_as
from tests.imports import import_rows
from tests.scripts_in_texts import PAYLOADS
from tests.web import Client, resource

all_payloads = pytest.mark.parametrize("payload", PAYLOADS.values(), ids=PAYLOADS)


def running(text: str) -> list[str]:
	"""What a browser would run of a text that is put into a page."""
	tags = BeautifulSoup(text, "html.parser").find_all(True)
	handlers = [name for tag in tags for name in tag.attrs if name.startswith("on")]
	links = [tag for tag in tags if str(tag.get("href", "")).strip().lower().startswith("javascript:")]
	return [*handlers, *(str(tag) for tag in links), *(tag.name for tag in tags if tag.name == "script")]


def test_a_script_in_a_page_would_be_noticed():
	assert [name for name, payload in PAYLOADS.items() if running(payload)] == [
		"tag", "break-out", "link", "picture", "json",
	]  # fmt: skip


@all_payloads
def test_a_document_saved_by_rest_holds_no_script(server, world, payload):
	client = Client(server, world.here.liaison)
	answer = client.put(resource("Liaison Contact", world.here.contact), summary=payload)
	assert answer.status == 200
	frappe.db.rollback()
	stored = frappe.db.get_value("Liaison Contact", world.here.contact, "summary")
	assert stored
	assert running(stored) == []


@all_payloads
def test_what_is_changed_by_submitting_holds_no_script(family, school, liaison, payload):
	visit = plan.make_visit(family, school, liaison)
	state = {"parent": visit.meta.get_workflow(), "update_value": "Called Off"}
	visit.workflow_state = frappe.db.get_value("Workflow Document State", state, "state")
	visit.update({"docstatus": 1, "called_off_by": "Family", "called_off_reason": payload})
	with plan.as_liaison_of(visit):
		visit.save()
	stored = frappe.db.get_value("Home Visit", visit.name, "called_off_reason")
	assert stored
	assert running(stored) == []


def test_a_reason_that_skips_the_documents_validation_holds_no_script(family, school, liaison):
	leader, payload = make.make_leader(school), PAYLOADS["break-out"]
	values = {"liaison": liaison, "school": school, "week_start": make.monday(1)}
	report = make.insert("Weekly Activity Report", values).name
	with working_as(leader):
		on_behalf.give_reason(report, payload)
	reasons = [frappe.db.get_value("Weekly Activity Report", report, "on_behalf_reason")]
	make.hand_in(report, liaison)
	with working_as(leader):
		returning.give_reason(report, payload)
	reasons.append(frappe.db.get_value("Weekly Activity Report", report, "return_reason"))
	assert all(reasons)
	assert running(" ".join(reasons)) == []


def test_imported_text_holds_no_script(world):
	last_name = f"{make.unique('Pupil')} {PAYLOADS['tag']}"
	with committing():
		coordinator = make.make_coordinator()
		import_rows(
			coordinator,
			"Focus Student",
			("First Name", "Last Name", "School", "Family"),
			("Ada", last_name, world.here.name, world.here.family),
		)
	[stored] = frappe.get_all(
		"Focus Student", {"family": world.here.family, "first_name": "Ada"}, pluck="last_name"
	)
	assert running(stored) == []


def test_harmless_text_stays_as_it_was_typed(family, school, liaison):
	summary = 'Said "yes" & <3; 5 < 6, 7 > 6.'
	contact = make.make_contact(family, school, liaison, summary=summary)
	assert frappe.db.get_value("Liaison Contact", contact.name, "summary") == summary
