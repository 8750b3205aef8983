"""A parent on the team reads the plan, and no family's row in any channel: over HTTP, each refusal beside what is served."""

import json
from collections.abc import Callable
from dataclasses import dataclass

import frappe
import pytest
from frappe.utils import add_days, nowdate

from liaison_app.permissions.rooms import CHILD_ROOMS, ROOMS
from tests import appointments as meetings
from tests import factories as make
from tests.after_school.programs import make_program
from tests.connection import committing
from tests.materials.library import make_material
from tests.partnership.events import come, hold, make_event
from tests.partnership.plans import Place, activity_values, make_activity, make_place, prepare
from tests.web import Answer, Client, resource

WORD = "Okonkwo"
SEARCH = "frappe.desk.search.search_link"
#: Rooms of the team itself, and what everybody reads.
TEAMS = (
	"Partnership Team", "Partnership Plan", "Partnership Activity", "Engagement Event", "Outreach Material",
	"After School Program",
)  # fmt: skip


@dataclass(frozen=True)
class Cast:
	"""A school with a plan, and a family of the programme that hangs on it as closely as it can."""

	here: Place
	family: str
	step: str
	event: str
	words: tuple[str, ...]


@pytest.fixture(scope="module")
def cast(site: str) -> Cast:
	with committing():
		here = make_place()
		family = make.make_family(here.school, here.liaison, family_name=make.unique(WORD))
		make.make_contact(family, here.school, here.liaison, summary=WORD)
		meetings.make_meeting([family], here.school, here.liaison)
		make_material()
		make_program(here.school)
		prepare(here.activity, "Order books", add_days(nowdate(), 3), here.liaison)
		step = prepare(here.activity, f"Call the {WORD} family", add_days(nowdate(), 3), here.liaison)
		frappe.db.set_value("Next Step", step.name, "family", family)
		frappe.db.set_value("Partnership Activity", here.activity, "in_charge", here.parent)
		event = make_event(here, activity=here.activity, in_charge=here.parent).name
		came = come(event, family, person_name=WORD).name
		hold(event)
	words = (WORD, family, make.child_of(family), make.adult_of(family), step.name, came)
	return Cast(here, family, step.name, event, words)


@pytest.fixture(scope="module")
def parent(server: str, cast: Cast) -> Client:
	return Client(server, cast.here.parent)


@pytest.fixture(scope="module")
def liaison(server: str, cast: Cast) -> Client:
	return Client(server, cast.here.liaison)


def form(doctype: str, name: Callable[[Cast], str]) -> Callable[[Client, Cast], Answer]:
	return lambda user, cast: user.call("frappe.desk.form.load.getdoc", doctype=doctype, name=name(cast))


def run_report(user: Client, report: str) -> Answer:
	return user.get("/api/method/frappe.desk.query_report.run", report_name=report, filters={})


WAYS: dict[str, Callable[[Client, Cast], Answer]] = {
	"the plan's form": form("Partnership Plan", lambda cast: cast.here.plan),
	"the team's form": form("Partnership Team", lambda cast: cast.here.team),
	"the activity's form": form("Partnership Activity", lambda cast: cast.here.activity),
	"the event's form": form("Engagement Event", lambda cast: cast.event),
	"what hangs on the event": lambda user, cast: user.call(
		"frappe.desk.form.linked_with.get", doctype="Engagement Event", docname=cast.event
	),
	"how much hangs on the event": lambda user, cast: user.call(
		"frappe.desk.notifications.get_open_count", doctype="Engagement Event", name=cast.event, items=["Event Attendance"]
	),
	"the calendar": lambda user, cast: user.call(
		"liaison_app.outreach.appointment_calendar.get_events", start=add_days(nowdate(), -2), end=add_days(nowdate(), 2)
	),
	"whom one could invite": lambda user, cast: user.call(
		"liaison_app.partnership.invitations.get_invitation", event=cast.event
	),
	"the report on events": lambda user, cast: user.get(
		"/api/method/frappe.desk.query_report.run", report_name="Event Attendance", filters={}
	),
	"the plan on paper": lambda user, cast: user.get(
		"/printview", doctype="Partnership Plan", name=cast.here.plan, format="One-Year Action Plan"
	),
	"the form of a new activity": lambda user, cast: user.call(
		"liaison_app.partnership.activity_page.get_plan_facts", plan=cast.here.plan
	),
	"what hangs on the activity": lambda user, cast: user.call(
		"frappe.desk.form.linked_with.get", doctype="Partnership Activity", docname=cast.here.activity
	),
	"how much hangs on it": lambda user, cast: user.call(
		"frappe.desk.notifications.get_open_count", doctype="Partnership Activity", name=cast.here.activity, items=["Next Step"]
	),
	"what hangs on the school": lambda user, cast: user.call(
		"frappe.desk.form.linked_with.get", doctype="Liaison School", docname=cast.here.school
	),
	"search everywhere": lambda user, cast: user.call("frappe.utils.global_search.search", text=WORD),
	"the step": lambda user, cast: user.get(resource("Next Step", cast.step)),
	"the steps": lambda user, cast: user.get(resource("Next Step"), fields=["*"], limit_page_length=0),
	"who does the work": lambda user, cast: user.get(
		"/api/method/frappe.desk.query_report.run", report_name="Family Worklist", filters={}
	),
	"what the team is to do": lambda user, cast: run_report(user, "Partnership Worklist"),
	"how far the plan has come": lambda user, cast: run_report(user, "Partnership Plan Progress"),
	"next year's draft": lambda user, cast: user.call(
		"liaison_app.partnership.next_year.preview", plan=cast.here.plan
	),
	"comments": lambda user, cast: user.get(resource("Comment"), fields=["*"], limit_page_length=0),
	"versions": lambda user, cast: user.get(resource("Version"), fields=["*"], limit_page_length=0),
	**{
		f"the list of {doctype}": lambda user, cast, doctype=doctype: user.get(
			resource(doctype), fields=["*"], limit_page_length=0
		)
		for doctype in (*ROOMS, *CHILD_ROOMS)
	},
	**{
		f"{doctype} as one types": lambda user, cast, doctype=doctype: user.call(SEARCH, doctype=doctype, txt="")
		for doctype in ROOMS
	},
}  # fmt: skip
#: What serves a parent of the team: the control.
SERVES_PARENT = {
	"the plan's form", "the team's form", "the activity's form", "the plan on paper", "the form of a new activity",
	"the event's form", "the calendar", "whom one could invite",
	"what the team is to do", "how far the plan has come",
	*(f"the list of {doctype}" for doctype in TEAMS),
}  # fmt: skip


def test_a_parent_is_served_the_plan_and_told_of_no_family(parent, liaison, cast):
	answers = {way: ask(parent, cast) for way, ask in WAYS.items()}
	told = [way for way, answer in answers.items() if any(word in answer.text for word in cast.words)]
	assert told == []
	assert {way for way in SERVES_PARENT if answers[way].status != 200} == set()
	assert "Order books" in answers["the activity's form"].text
	assert "Order books" in answers["the plan on paper"].text
	control = {
		way for way, ask in WAYS.items() if any(word in ask(liaison, cast).text for word in cast.words)
	}
	assert "Family reading night" in answers["the event's form"].text
	assert {
		"the step",
		"the steps",
		"the event's form",
		"the list of Event Attendance",
		"the list of Focus Family",
		"Focus Family as one types",
	} <= control


def test_a_parent_lists_rows_of_the_team_and_own_steps_alone(parent, cast):
	listed = {doctype for doctype in ROOMS if parent.names(doctype)}
	assert listed == set(TEAMS)
	assert parent.names("Partnership Plan") == {cast.here.plan}


def test_a_parent_writes_the_own_activity_and_no_other(parent, cast):
	with committing():
		other = make.insert("Partnership Activity", activity_values(cast.here.plan)).name
	own = resource("Partnership Activity", cast.here.activity)
	assert parent.put(own, result="Forty families read.").status == 200
	assert parent.put(own, in_charge=cast.here.liaison).status == 403
	assert parent.put(resource("Partnership Activity", other), result="x").status == 403
	assert parent.put(resource("Partnership Activity", other), in_charge=cast.here.parent).status == 403
	assert parent.put(resource("Partnership Plan", cast.here.plan), evaluation="x").status == 403
	new = {key: value for key, value in activity_values(cast.here.plan).items() if key != "doctype"}
	assert parent.send("POST", resource("Partnership Activity"), **new).status == 403


def test_a_parent_writes_how_the_own_event_went_and_who_came_is_not_theirs(parent, cast):
	assert parent.put(resource("Engagement Event", cast.event), rating="4").status == 200
	assert parent.put(resource("Engagement Event", cast.event), staff_minutes=500).status == 403
	came = cast.words[-1]
	assert parent.get(resource("Event Attendance", came)).status == 403
	assert parent.put(resource("Event Attendance", came), adults=9).status == 403
	assert parent.delete(resource("Event Attendance", came)).status == 403
	assert parent.send("POST", resource("Event Attendance"), event=cast.event, person_name="x").status == 403


def test_who_is_of_another_school_is_told_one_sentence_and_approves_nothing(server, cast):
	with committing():
		stranger = make.make_leader(make.make_school())
	client = Client(server, stranger)
	doc = frappe.get_doc("Partnership Plan", cast.here.plan).as_dict()
	answer = client.call("frappe.model.workflow.apply_workflow", doc=frappe.as_json(doc), action="Approve")
	assert answer.status == 403
	assert "You may not do this with this document." in answer.text
	frappe.db.rollback()
	assert frappe.db.get_value("Partnership Plan", cast.here.plan, "docstatus") == 0


@pytest.mark.parametrize("report", ["Partnership Worklist", "Partnership Plan Progress"])
def test_a_report_of_the_team_is_run_at_the_own_school_and_by_no_other_role(server, cast, parent, report):
	with committing():
		other = make_place()
		teacher, manager = make.make_user("Referring Teacher"), make.make_user("System Manager")
		make.assign(cast.here.school, teacher, "Referring Teacher")
	assert cast.here.plan in run_report(parent, report).text
	for user in (other.parent, other.leader, other.liaison):
		answer = run_report(Client(server, user), report)
		assert other.plan in answer.text and cast.here.plan not in answer.text
	for user in (teacher, manager):
		answer = run_report(Client(server, user), report)
		assert answer.status == 403 and cast.here.plan not in answer.text
	export = parent.post(
		"/api/method/frappe.desk.query_report.export_query",
		report_name=report, filters={}, file_format_type="CSV", visible_idx=list(range(99)),
	)  # fmt: skip
	assert export.status == 403


def test_a_form_offers_what_the_parent_may_do_to_this_document_and_not_to_some(parent, liaison, cast):
	with committing():
		other = make_activity(cast.here.plan, activity="Supper").name

	def may_write(user: Client, name: str) -> bool:
		shown = form("Partnership Activity", lambda _cast: name)(user, cast)
		return bool(json.loads(shown.text)["docinfo"]["permissions"]["write"])

	assert may_write(parent, cast.here.activity) and not may_write(parent, other)
	assert may_write(liaison, other)
