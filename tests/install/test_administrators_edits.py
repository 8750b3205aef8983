"""An administrator reshapes the app without code; after an update the edits are there, nothing is lost and all works.

All edits (edits.py) are made first, then the site is updated once (conftest.py); each test looks at one of them.
"""

import frappe
import pytest

from tests import factories as make
from tests.install import edits
from tests.install.edits import act, change, ok, read
from tests.web import resource
from tests.workflows import OURS

pytestmark = pytest.mark.site


@pytest.fixture
def manager(reshaped):
	return reshaped.logins["manager"]


@pytest.fixture
def coordinator(reshaped):
	return reshaped.logins["coordinator"]


@pytest.fixture
def liaison(reshaped):
	return reshaped.logins["liaison"]


def state_of(client, doctype: str, name: str) -> tuple[str, str]:
	doc = read(client, doctype, name)
	return doc["workflow_state"], doc["status"]


def states(manager, workflow: str) -> list[str]:
	return [row["state"] for row in read(manager, "Workflow", workflow)["states"]]


def test_every_state_keeps_its_new_name_and_place(manager):
	enrolments = ["Nominated", "Declined", "Exited", "Enrolled", "Waitlisted", "In Review"]
	assert states(manager, "Family Enrolment") == [*map(OURS.format, enrolments), "Papers"]
	reports = ["Draft", "Cancelled", "Approved", "In Review"]
	assert states(manager, "Weekly Activity Report") == [*map(OURS.format, reports)]


def test_documents_are_in_the_renamed_states(reshaped, coordinator):
	report = reshaped.made["report"]
	assert state_of(coordinator, "Weekly Activity Report", report) == (OURS.format("Draft"), "Draft")


def test_a_family_from_a_removed_state_goes_on_from_one_of_the_same_status(reshaped, coordinator):
	enrolment = reshaped.made["enrolment"]
	assert state_of(coordinator, "Family Enrolment", enrolment) == (OURS.format("In Review"), "In Review")
	ok(act(coordinator, "Family Enrolment", enrolment, "Enrol"))
	assert state_of(coordinator, "Family Enrolment", enrolment) == (OURS.format("Enrolled"), "Enrolled")


def nominate(reshaped) -> str:
	family = make.unique("Family")
	nomination = {
		"school": reshaped.made["school"],
		"family_name": family,
		"reason": "New in town.",
		"members": [{"first_name": "Noor", "last_name": family}],
		"students": [{"first_name": "Sam", "last_name": family}],
	}
	method = "liaison_app.families.nomination.nominate_family"
	return ok(reshaped.logins["liaison"].call(method, nomination=nomination))["enrolment"]


def test_a_family_walks_through_the_added_state(reshaped, coordinator):
	enrolment = nominate(reshaped)
	ok(act(coordinator, "Family Enrolment", enrolment, "Ask for Papers"))
	assert state_of(coordinator, "Family Enrolment", enrolment) == ("Papers", "In Review")
	ok(act(coordinator, "Family Enrolment", enrolment, "Enrol"))
	assert state_of(coordinator, "Family Enrolment", enrolment)[1] == "Enrolled"


def test_a_state_is_not_removed_from_under_its_documents(manager):
	workflow = read(manager, "Workflow", "Family Enrolment")
	gone = OURS.format("Enrolled")
	kept = {
		"states": [row for row in workflow["states"] if row["state"] != gone],
		"transitions": [
			row for row in workflow["transitions"] if gone not in (row["state"], row["next_state"])
		],
	}
	answer = manager.put(resource("Workflow", "Family Enrolment"), **kept)
	assert answer.status == 417
	assert "no state would stand for that" in answer.sentence
	assert gone in states(manager, "Family Enrolment")


def test_a_report_is_approved_by_whom_the_administrator_chose(reshaped, liaison, coordinator):
	report = reshaped.made["report"]
	ok(act(liaison, "Weekly Activity Report", report, "Hand In"))
	assert act(reshaped.logins["leader"], "Weekly Activity Report", report, "Approve").status == 417
	ok(act(coordinator, "Weekly Activity Report", report, "Approve"))
	state = OURS.format("Approved")
	assert state_of(coordinator, "Weekly Activity Report", report) == (state, "Approved")


def test_a_second_workflow_rules_with_its_condition(reshaped, manager, liaison):
	visit = reshaped.made["visit"]
	assert state_of(liaison, "Home Visit", visit) == (OURS.format("Planned"), "Planned")
	assert act(liaison, "Home Visit", visit, "Confirm").status == 417
	change(liaison, "Home Visit", visit, agreed_with=reshaped.made["member"])
	ok(act(liaison, "Home Visit", visit, "Confirm"))
	assert state_of(liaison, "Home Visit", visit) == (OURS.format("Confirmed"), "Confirmed")
	active = {name: read(manager, "Workflow", name)["is_active"] for name in ("Home Visit", "Our Visits")}
	assert active == {"Home Visit": 0, "Our Visits": 1}


def test_a_meeting_is_held_without_a_workflow(reshaped, manager, liaison):
	assert read(manager, "Workflow", "Liaison Meeting")["is_active"] == 0
	meeting = read(liaison, "Liaison Meeting", reshaped.made["meeting"])
	invited = [{**row, "present": 1} for row in meeting["invited"]]
	times = {"actual_start": meeting["planned_start"], "actual_end": meeting["planned_end"]}
	change(liaison, "Liaison Meeting", meeting["name"], invited=invited, **times)
	change(liaison, "Liaison Meeting", meeting["name"], docstatus=1, status="Held")
	assert read(liaison, "Liaison Meeting", meeting["name"])["status"] == "Held"


def test_settings_keep_their_values(manager):
	assert read(manager, "Liaison Settings", "Liaison Settings")["contact_cadence_days"] == 21


def test_renamed_masters_keep_their_names_and_their_documents(coordinator, reshaped):
	for doctype, old, new in (
		("Contact Purpose", "Checking In", "Hello"),
		("Contact Channel", "Phone Call", "Telephone"),
		("Involvement Type", "Volunteering", "Helping at School"),
	):
		names = coordinator.names(doctype)
		assert (old in names, new in names) == (False, True)
	assert read(coordinator, "Contact Purpose", "Volunteering")["involvement_type"] == "Helping at School"
	assert read(coordinator, "Liaison Settings", "Liaison Settings")["default_contact_purpose"] == "Hello"
	assert "0 differences" in reshaped.site.bench("liaison", "ledger", "verify")


def log_contact(reshaped, **values):
	made = reshaped.made
	contact = {
		"family": made["family"],
		"counterpart": "Adult of the Family",
		"family_member": made["member"],
		"direction": "Outgoing",
		"channel": "Telephone",
		"outcome": "Reached",
		"purpose": "Hello",
		**values,
	}
	return reshaped.logins["liaison"].call("liaison_app.outreach.quick_log.log_contact", contact=contact)


def test_a_mandatory_field_of_the_districts_is_filled_with_a_contact(reshaped, liaison):
	refused = log_contact(reshaped)
	assert (refused.status, "Bus Line" in refused.sentence) == (417, True)
	contact = ok(log_contact(reshaped, bus_line="Line 7"))["contact"]
	assert read(liaison, "Liaison Contact", contact)["bus_line"] == "Line 7"


def test_what_was_typed_into_an_added_field_is_there(reshaped, liaison):
	assert read(liaison, "Focus Family", reshaped.made["family"])["bus_line"] == "Line 7"


def test_a_switched_off_channel_stays_off(manager):
	assert read(manager, "Contact Channel", "Letter")["disabled"] == 1


def test_notifications_keep_their_words_and_stay_switched_off(manager):
	returned = read(manager, "Notification", "Weekly Report Returned")
	assert (returned["subject"], returned["message"]) == ("Please look again", "<p>Thank you!</p>")
	assert read(manager, "Notification", "Weekly Report Due")["enabled"] == 0


def test_a_copy_of_a_print_is_printed(reshaped, coordinator):
	page = {"doctype": "Weekly Activity Report", "name": reshaped.made["report"], "format": "Our Week"}
	assert "Northfield Schools" in coordinator.get("/printview", **page).text


def form_of(client, doctype: str) -> str:
	return client.get("/api/method/frappe.desk.form.load.getdoctype", doctype=doctype).text


def meta_of(client, doctype: str) -> dict:
	answer = frappe.parse_json(form_of(client, doctype))
	return next(doc for doc in answer["docs"] if doc["name"] == doctype)


def test_a_label_and_a_list_column_stay(liaison):
	fields = {field["fieldname"]: field for field in meta_of(liaison, "Focus Family")["fields"]}
	assert fields["strengths"]["label"] == "What Goes Well"
	assert fields["home_language"]["in_list_view"] == 1


def test_the_columns_of_a_list_stay(manager):
	assert "home_language" in read(manager, "List View Settings", "Focus Family")["fields"]


def test_a_right_that_was_taken_stays_taken(coordinator):
	assert (
		coordinator.get("/api/method/frappe.desk.form.load.getdoctype", doctype="Focus Family").status == 200
	)
	[rights] = [
		row
		for row in meta_of(coordinator, "Focus Family")["permissions"]
		if row["role"] == "Liaison Coordinator"
	]
	assert (rights["read"], rights["export"]) == (1, 0)


def test_a_hidden_workspace_stays_hidden_and_its_copy_is_there(manager):
	assert read(manager, "Workspace", "Liaison Programme")["is_hidden"] == 1
	assert "Log Contact" in read(manager, "Workspace", "Our Families")["content"]


def test_a_translation_is_what_a_user_of_that_language_reads(reshaped, manager, liaison):
	change(manager, "User", reshaped.made["liaison"], language="es")
	answer = liaison.call("liaison_app.families.nomination.nominate_family", nomination={})
	assert answer.sentence == edits.IN_SPANISH
	change(manager, "User", reshaped.made["liaison"], language="en")


def test_a_form_script_of_the_district_runs(liaison):
	assert "window.ours = true" in form_of(liaison, "Focus Family")


def test_a_server_script_of_the_district_runs(reshaped, liaison):
	if not edits.runs_server_scripts():
		pytest.skip("The bench has no server_script_enabled in its common_site_config.json.")
	family = reshaped.made["family"]
	change(liaison, "Focus Family", family, strengths="")
	assert read(liaison, "Focus Family", family)["strengths"] == "Ask"


def test_a_role_of_the_app_keeps_its_name(manager):
	answer = manager.call(
		"frappe.client.rename_doc", doctype="Role", old_name="Family Liaison", new_name="Helper"
	)
	assert answer.status == 417
	assert "add a Translation of it instead" in answer.sentence


def test_the_six_types_remain_six(manager):
	names = {"old_name": "Communicating", "new_name": "Parenting"}
	answer = manager.call("frappe.client.rename_doc", doctype="Involvement Type", merge=True, **names)
	assert answer.status == 417
	assert "choose a name of its own" in answer.sentence
