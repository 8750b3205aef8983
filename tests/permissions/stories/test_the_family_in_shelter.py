"""A mother hides with her child. Where they are is in nothing that anybody opens, not even in what was written before.

Her liaison plans a visit at a place with a name; two days later she is in a shelter.
"""

from collections.abc import Callable
from dataclasses import dataclass

import frappe
import pytest

from liaison_app.permissions.matrix import LIAISON, TEACHER
from liaison_app.safety.alarm import ring
from tests import appointments as plan
from tests import factories as make
from tests import people
from tests.connection import committing
from tests.web import Answer, Client, resource

PLACE = "Lighthouse House, Pier Lane"
STREET = "40 Pier Lane"
ADDRESS, VISIT = "Family Address", "Home Visit"


@dataclass(frozen=True)
class Cast:
	"""Who plays."""

	school: str
	liaison: str
	colleague: str
	principal: str
	teacher: str
	office: str
	coordinator: str
	family: str
	visit: str
	meeting: str

	@property
	def staff(self) -> tuple[str, ...]:
		"""All who know this family, and who do not."""
		return (
			self.liaison,
			self.colleague,
			self.principal,
			self.teacher,
			self.office,
			self.coordinator,
		)


@pytest.fixture(scope="module")
def cast(site: str) -> Cast:
	with committing():
		school = make.make_school()
		liaison, colleague = make.make_liaison(school), make.make_liaison(school)
		principal, coordinator = make.make_leader(school), make.make_coordinator()
		teacher, office = people.make_user(TEACHER), people.make_user("Report Manager")
		make.assign(school, teacher, TEACHER)
		family = make.make_family(school, liaison)
		place = {"place_kind": "Other", "place_words": "The library"}
		visit = plan.make_visit(family, school, liaison, alarm_person=office, **place)
		meeting = plan.make_meeting([family], school, liaison, invited=[{"user": principal}], **place)
	return Cast(
		school, liaison, colleague, principal, teacher, office, coordinator, family, visit.name, meeting.name
	)


WAYS: dict[str, Callable[[Client, Cast], Answer]] = {
	"visit": lambda user, cast: user.get(resource(VISIT, cast.visit)),
	"visits": lambda user, cast: user.get(resource(VISIT), fields=["*"]),
	"form with its history": lambda user, cast: user.call("frappe.desk.form.load.getdoc", doctype=VISIT, name=cast.visit),
	"meeting": lambda user, cast: user.call("frappe.desk.form.load.getdoc", doctype="Liaison Meeting", name=cast.meeting),
	"calendar": lambda user, cast: user.get(
		"/api/method/liaison_app.outreach.appointment_calendar.get_events", start="2000-01-01", end="2099-01-01"
	),
	"who is out": lambda user, cast: user.get("/api/method/liaison_app.safety.who_is_out.who_is_out"),
	"print": lambda user, cast: user.get("/printview", doctype=VISIT, name=cast.visit, trigger_print=0),
	"bell": lambda user, cast: user.get(
		"/api/method/frappe.desk.doctype.notification_log.notification_log.get_notification_logs"
	),
	"card": lambda user, cast: user.call("liaison_app.families.contact_card.get_contact_card", family=cast.family),
	"worklist": lambda user, cast: user.get(
		"/api/method/frappe.desk.query_report.run", report_name="Family Worklist", filters={}
	),
	"search": lambda user, cast: user.call("frappe.desk.search.search_link", doctype=VISIT, txt="Pier"),
	"versions": lambda user, cast: user.get(resource("Version"), fields=["*"], limit_page_length=0),
}  # fmt: skip


def told(client: Client, cast: Cast, word: str) -> list[str]:
	return sorted(way for way, ask in WAYS.items() if word in ask(client, cast).text)


@pytest.fixture(scope="module")
def planned(enter, cast: Cast) -> None:
	"""The liaison writes down where they will meet; everybody who works at the school may read that."""
	for doctype, name in ((VISIT, cast.visit), ("Liaison Meeting", cast.meeting)):
		assert enter(cast.liaison).put(resource(doctype, name), place_words=PLACE).status == 200
	seen = told(enter(cast.colleague), cast, PLACE)
	assert {"visit", "visits", "form with its history", "meeting", "calendar"} <= set(seen)
	assert "meeting" in told(enter(cast.principal), cast, PLACE)


@pytest.fixture(scope="module")
def hidden(enter, cast: Cast, planned: None) -> str:
	"""They flee to a shelter: the liaison enters it with its street, which is not kept."""
	values = {"family": cast.family, "kind": "Home", "homeless_status": "Shelter", "address_line": STREET}
	answer = enter(cast.liaison).send("POST", resource(ADDRESS), **values, city="Elgin")
	assert answer.status == 200
	return answer.data["name"]


def test_the_street_of_a_shelter_is_kept_nowhere(enter, cast, hidden, copies_of):
	kept = enter(cast.liaison).get(resource(ADDRESS, hidden)).data
	assert (kept["homeless_status"], kept["protected"]) == ("Shelter", 1)
	assert not (kept.get("address_line") or kept.get("city"))
	assert copies_of(STREET) == []


def test_the_place_of_a_visit_that_was_planned_before_is_gone_for_all(enter, cast, hidden, copies_of):
	for user in cast.staff:
		assert told(enter(user), cast, PLACE) == [], user
	assert copies_of(PLACE) == []
	shown = enter(cast.colleague).get(resource(VISIT, cast.visit)).data
	assert (shown["place_protected"], shown.get("place_words")) == (1, None)
	assert "calendar" in told(enter(cast.colleague), cast, '"place":"protected"')


def test_no_place_is_written_into_a_visit_any_more(enter, cast, hidden, copies_of):
	liaison = enter(cast.liaison)
	assert liaison.put(resource(VISIT, cast.visit), place_words=PLACE).status == 200
	new = plan.visit_values(cast.family, cast.school, cast.liaison, place_kind="Other", place_words=PLACE)
	given = frappe.parse_json(frappe.as_json({**new, "planned_start": plan.ago(-600)}))
	made = liaison.send("POST", resource(VISIT), **given)
	assert made.status == 200
	assert (made.data["place_protected"], made.data.get("place_words")) == (1, None)
	assert told(enter(cast.colleague), cast, PLACE) == []
	assert copies_of(PLACE) == []


def test_that_the_family_is_in_a_shelter_is_known_to_who_needs_it_alone(enter, cast, hidden):
	for user in (cast.liaison, cast.coordinator):
		assert enter(user).get(resource(ADDRESS, hidden)).data["homeless_status"] == "Shelter"
	for user in (cast.colleague, cast.principal, cast.teacher, cast.office):
		client = enter(user)
		assert client.get(resource(ADDRESS, hidden)).status == 403
		assert hidden not in client.names(ADDRESS)
		assert told(client, cast, "helter") == [], user
		count = client.call("frappe.client.get_count", doctype=ADDRESS, filters={"family": cast.family})
		assert count.status == 403 or count.data == 0


def test_the_count_beside_the_family_says_nothing_of_an_address(enter, cast, hidden):
	def connected(user: str) -> str:
		asked = {"doctype": "Focus Family", "name": cast.family, "items": [ADDRESS, VISIT]}
		return enter(user).call("frappe.desk.notifications.get_open_count", **asked).text

	def count(text: str) -> int | None:
		found = [part for part in text.split("{") if ADDRESS in part and '"count":' in part]
		return int(found[0].split('"count":')[1].split(",")[0].strip("}] ")) if found else None

	assert count(connected(cast.colleague)) == 0
	assert count(connected(cast.liaison)) == 1
	linked = "frappe.desk.form.linked_with.get"
	for user, may_know in ((cast.liaison, True), (cast.colleague, False), (cast.principal, False)):
		answer = enter(user).call(linked, doctype="Focus Family", docname=cast.family)
		assert (hidden in answer.text) is may_know, user


def test_the_order_of_the_court_is_opened_by_who_may_know(enter, cast, hidden):
	values = {"file_name": "paper.txt", "content": "Order of protection", "is_private": 1}
	on = {"attached_to_doctype": ADDRESS, "attached_to_name": hidden}
	file = enter(cast.liaison).post(resource("File"), **values, **on)
	assert file.status == 200
	url = file.data["file_url"]
	assert enter(cast.coordinator).get(url).text == "Order of protection"
	for user in (cast.colleague, cast.principal, cast.teacher, cast.office):
		assert enter(user).get(url).status in (403, 404), user


def test_the_alarm_calls_for_help_and_names_no_place(enter, cast, hidden, copies_of):
	with committing():
		doc = frappe.get_doc(VISIT, cast.visit)
		plan.keep_waiting(doc)
		ring()
	for user in (cast.office, cast.coordinator):
		client = enter(user)
		bell = WAYS["bell"](client, cast).text
		assert "/app/who-is-out" in bell
		for word in (PLACE, STREET, cast.family, doc.family_name):
			assert word not in bell
		assert told(client, cast, PLACE) == []
	assert cast.visit in WAYS["who is out"](enter(cast.office), cast).text


def test_who_looked_at_the_address_is_told_to_the_coordinator(enter, cast, hidden):
	enter(cast.liaison).get(resource(ADDRESS, hidden))
	answer = enter(cast.coordinator).get(
		"/api/method/frappe.desk.query_report.run",
		report_name="Access to Protected Records", filters={"family": cast.family},
	)  # fmt: skip
	seen = {row["viewed_by"] for row in answer.data["result"] if isinstance(row, dict)}
	assert cast.liaison in seen
	assert not seen & {cast.colleague, cast.principal, cast.teacher, cast.office}
	assert LIAISON in frappe.get_roles(cast.colleague)
