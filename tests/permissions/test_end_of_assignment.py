"""The end of a right takes effect at once, in a session that is open: what a user had a moment ago, on every channel.

By time passing, by an edit, by a role that is taken, a user who is disabled, an exclusion. Over HTTP with the same
cookie; each channel is seen to work before.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

import frappe
import pytest
from frappe.utils import add_days, nowdate

from liaison_app.permissions.matrix import LIAISON
from tests import appointments as plan
from tests import factories as make
from tests import people
from tests.clock import Dial, at
from tests.connection import committing
from tests.web import Answer, Client, resource, serve

CHART = "frappe.desk.doctype.dashboard_chart.dashboard_chart.get"


@dataclass(frozen=True)
class Case:
	"""A liaison's family with all that hangs on it. words: none of them may be read when the right has ended."""

	school: str
	liaison: str
	family: str
	visit: str
	file_url: str
	words: tuple[str, ...]


@pytest.fixture(scope="module")
def dial(tmp_path_factory: pytest.TempPathFactory) -> Dial:
	return Dial(tmp_path_factory.mktemp("clock") / "dial")


@pytest.fixture(scope="module")
def clocked(site: str, dial: Dial) -> Iterator[str]:
	"""A server whose clock the tests turn."""
	with serve(site, dial.path) as address:
		yield address


@pytest.fixture(scope="module")
def manager(clocked: str) -> Client:
	with committing():
		user = people.make_user("System Manager")
	return Client(clocked, user)


@pytest.fixture
def case() -> Case:
	with committing():
		school = make.make_school()
		liaison = make.make_liaison(school)
		word = f"Quispe{frappe.generate_hash(length=8)}"
		family = make.make_family(school, liaison, family_name=word)
		visit = plan.make_visit(family, school, liaison).name
		frappe.get_doc("Focus Family", family).add_comment("Comment", f"Ask {word} for the card")
		make.insert(
			"Next Step", {"what": "Call", "family": family, "assignee": liaison, "due_on": make.monday(1)}
		)
		file = {"file_name": f"{frappe.generate_hash(length=6)}.txt", "content": word, "is_private": 1}
		on_family = {"attached_to_doctype": "Focus Family", "attached_to_name": family}
		file_url = make.insert("File", {**file, **on_family}).file_url
		task = {"description": f"Call {word}", "allocated_to": liaison}
		make.insert("ToDo", {**task, "reference_type": "Focus Family", "reference_name": family})
		note = {"for_user": liaison, "subject": f"A word on {word}", "type": "Alert", "from_user": liaison}
		make.insert("Notification Log", {**note, "document_type": "Focus Family", "document_name": family})
	return Case(school, liaison, family, visit, file_url, (word, family, visit))


def report(client: Client, name: str, **filters) -> Answer:
	return client.get("/api/method/frappe.desk.query_report.run", report_name=name, filters=filters)


def all_of(client: Client, doctype: str) -> Answer:
	return client.get(resource(doctype), fields=["*"], limit_page_length=0)


def may_listen(client: Client, case: Case) -> Answer:
	asked = "has_permission" if hasattr(frappe.realtime, "has_permission") else "can_subscribe_doc"
	named = {"doctype": "Focus Family", "docname": case.family, "name": case.family}
	answer = client.get(f"/api/method/frappe.realtime.{asked}", **named)
	return Answer(answer.status, case.family.encode())


CHANNELS: dict[str, Callable[[Client, Case], Answer]] = {
	"document": lambda user, case: user.get(resource("Focus Family", case.family)),
	"form": lambda user, case: user.call("frappe.desk.form.load.getdoc", doctype="Focus Family", name=case.family),
	"list": lambda user, case: all_of(user, "Focus Family"),
	"a visit of one's own": lambda user, case: user.get(resource("Home Visit", case.visit)),
	"link search": lambda user, case: user.call(
		"frappe.desk.search.search_link", doctype="Focus Family", txt=case.words[0]
	),
	"what hangs on it": lambda user, case: user.call(
		"frappe.desk.form.load.get_docinfo", doctype="Focus Family", name=case.family
	),
	"file": lambda user, case: user.get(case.file_url),
	"print": lambda user, case: user.get("/printview", doctype="Focus Family", name=case.family, trigger_print=0),
	"contact card": lambda user, case: user.call(
		"liaison_app.families.contact_card.get_contact_card", family=case.family
	),
	"calendar": lambda user, case: user.get(
		"/api/method/liaison_app.outreach.appointment_calendar.get_events", start="2000-01-01", end="2099-01-01"
	),
	"worklist": lambda user, case: report(user, "Family Worklist"),
	"chart": lambda user, case: user.call(
		CHART, chart={"name": "x", "document_type": "Family Member", "chart_type": "Group By", "type": "Bar",
			"group_by_type": "Count", "group_by_based_on": "family_name", "filters_json": "[]"}, no_cache=1,
	),
	"tasks": lambda user, case: all_of(user, "ToDo"),
	"bell": lambda user, case: user.get(
		"/api/method/frappe.desk.doctype.notification_log.notification_log.get_notification_logs"
	),
	"what waits": lambda user, case: all_of(user, "Workflow Action"),
	"live updates": may_listen,
}  # fmt: skip


def told(client: Client, case: Case) -> list[str]:
	"""The channels that tell something of the family."""
	answers = {channel: ask(client, case) for channel, ask in CHANNELS.items()}
	return sorted(
		channel
		for channel, answer in answers.items()
		if answer.status == 200 and any(word in answer.text for word in case.words)
	)


def end_by_an_edit(case: Case, manager: Client) -> Answer:
	doc = manager.get(resource("Liaison School", case.school)).data
	rows = [{**row, "last_day": add_days(nowdate(), -1)} for row in doc["staff"]]
	return manager.put(resource("Liaison School", case.school), staff=rows)


def end_by_taking_the_row(case: Case, manager: Client) -> Answer:
	return manager.put(resource("Liaison School", case.school), staff=[])


def end_by_taking_the_role(case: Case, manager: Client) -> Answer:
	return manager.put(resource("User", case.liaison), roles=[{"role": "Report Manager"}])


def end_by_disabling(case: Case, manager: Client) -> Answer:
	return manager.put(resource("User", case.liaison), enabled=0)


def end_by_exclusion(case: Case, manager: Client) -> Answer:
	with committing():
		coordinator = make.make_coordinator()
	values = {"user": case.liaison, "family": case.family, "reason": "A relative"}
	return Client(manager.address, coordinator).post(resource("Access Exclusion"), **values)


ENDS = (
	end_by_an_edit,
	end_by_taking_the_row,
	end_by_taking_the_role,
	end_by_disabling,
	end_by_exclusion,
)


@pytest.mark.parametrize("end", ENDS, ids=lambda end: end.__name__)
def test_an_open_session_is_told_nothing_more(clocked, manager, case, end):
	client = Client(clocked, case.liaison)
	assert told(client, case) == sorted(CHANNELS)
	answer = end(case, manager)
	assert answer.status == 200, answer.text
	assert told(client, case) == []


def test_the_day_after_the_last_one_tells_nothing_more(clocked, manager, case, dial):
	with committing():
		frappe.db.set_value("School Assignment", {"user": case.liaison}, "last_day", nowdate())
	client = Client(clocked, case.liaison)
	assert told(client, case) == sorted(CHANNELS)
	try:
		dial.turn_to(f"{add_days(nowdate(), 1)} 00:05:00")
		assert client.get("/api/method/frappe.auth.get_logged_user").data == case.liaison
		assert told(client, case) == []
	finally:
		dial.turn_to(str(frappe.utils.now_datetime()))


def test_what_the_desk_begins_with_names_no_family(clocked, case):
	"""The host keeps it for days, whatever ends meanwhile."""
	page = Client(clocked, case.liaison).get("/app").text
	assert case.liaison in page
	assert not any(word in page for word in case.words)


def test_a_report_that_goes_on_being_mailed_tells_nothing_more(case):
	with committing():
		settings = {"fields": [["name", "Focus Family"], ["family_name", "Focus Family"]], "filters": []}
		built = {"report_name": make.unique("Families"), "ref_doctype": "Focus Family", "is_standard": "No"}
		name = make.insert(
			"Report", {**built, "report_type": "Report Builder", "json": frappe.as_json(settings)}
		).name
		values = {"report": name, "user": case.liaison, "email_to": case.liaison, "format": "HTML"}
		mail = make.insert("Auto Email Report", {**values, "frequency": "Daily", "send_if_data": 1})
		frappe.db.set_value("School Assignment", {"user": case.liaison}, "last_day", nowdate())

	def mailed(day: str) -> str:
		with at(f"{day} 08:00:00"):
			return str(frappe.get_doc("Auto Email Report", mail.name).get_report_content())

	try:
		assert case.words[0] in mailed(nowdate())
		assert case.words[0] not in mailed(add_days(nowdate(), 1))
	finally:
		with committing():
			frappe.delete_doc("Auto Email Report", mail.name)
			frappe.delete_doc("Report", name)


def test_a_report_that_is_mailed_to_a_disabled_user_tells_nothing(case):
	from liaison_app.permissions.scope import forget_scopes, get_scope

	assert get_scope(case.liaison).caseload == {case.family}
	frappe.db.set_value("User", case.liaison, "enabled", 0)
	forget_scopes()
	assert get_scope(case.liaison).caseload == frozenset()
	assert get_scope(case.liaison).roles == frozenset()


def test_who_is_still_assigned_is_still_told(clocked, manager, case):
	with committing():
		colleague = make.make_liaison(case.school)
	end_by_taking_the_role(case, manager)
	family = Client(clocked, colleague).get(resource("Focus Family", case.family))
	assert family.status == 200
	assert LIAISON in frappe.get_roles(colleague)
