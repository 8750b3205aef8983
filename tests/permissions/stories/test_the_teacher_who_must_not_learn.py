"""A teacher helps a child. That its family is in the programme, or homeless, is nothing that the teacher comes to know."""

from collections.abc import Callable
from dataclasses import dataclass

import frappe
import pytest
from frappe.utils import add_days, nowdate

from liaison_app.permissions.matrix import TEACHER
from tests import factories as make
from tests import people
from tests.connection import committing
from tests.web import Answer, Client, resource

WORD = "Villanueva"
SEARCH = "frappe.desk.search.search_link"


@dataclass(frozen=True)
class Cast:
	"""Who plays, and what would give the family away."""

	school: str
	liaison: str
	teacher: str
	family: str
	student: str
	contact: str
	file: str
	file_url: str
	words: tuple[str, ...]


@pytest.fixture(scope="module")
def cast(site: str) -> Cast:
	with committing():
		school = make.make_school()
		liaison, teacher = make.make_liaison(school), people.make_user(TEACHER)
		make.assign(school, teacher, TEACHER)
		family_name = make.unique(WORD)
		family = make.make_family(school, liaison, family_name=family_name)
		student = make.child_of(family)
		contact = make.make_contact(family, school, liaison).name
		make.insert("Family Address", {"family": family, "kind": "Home", "homeless_status": "Doubled Up"})
		paper = {"file_name": f"{frappe.generate_hash(length=6)}.txt", "content": WORD, "is_private": 1}
		file = make.insert(
			"File", {**paper, "attached_to_doctype": "Focus Family", "attached_to_name": family}
		)
		doc = frappe.get_doc("Focus Family", family)
		doc.add_tag("homeless")
		doc.add_comment("Comment", f"{family_name} moved in with an aunt")
	words = (WORD, family, student, contact)
	return Cast(school, liaison, teacher, family, student, contact, file.name, file.file_url, words)


WAYS: dict[str, Callable[[Client, Cast], Answer]] = {
	"family": lambda user, cast: user.get(resource("Focus Family", cast.family)),
	"families": lambda user, cast: user.get(resource("Focus Family"), fields=["*"]),
	"child": lambda user, cast: user.get(resource("Focus Student", cast.student)),
	"enrolments": lambda user, cast: user.get(resource("Family Enrolment"), fields=["*"]),
	"family as one types": lambda user, cast: user.call(SEARCH, doctype="Focus Family", txt=WORD[:4]),
	"enrolment as one types": lambda user, cast: user.call(SEARCH, doctype="Family Enrolment", txt=""),
	"contact as one types": lambda user, cast: user.call(SEARCH, doctype="Liaison Contact", txt=""),
	"title of a link": lambda user, cast: user.call(
		"frappe.desk.search.get_link_title", doctype="Focus Family", docname=cast.family
	),
	"what is known of a link": lambda user, cast: user.call(
		"frappe.client.validate_link", doctype="Focus Family", docname=cast.family, fields=["family_name"]
	),
	"preview": lambda user, cast: user.call(
		"frappe.desk.link_preview.get_preview_data", doctype="Focus Family", docname=cast.family
	),
	"linked documents": lambda user, cast: user.call(
		"frappe.desk.form.linked_with.get", doctype="Liaison School", docname=cast.school
	),
	"search everywhere": lambda user, cast: user.call("frappe.utils.global_search.search", text=WORD),
	"files": lambda user, cast: user.get(resource("File"), fields=["*"], limit_page_length=0),
	"file": lambda user, cast: user.get(cast.file_url),
	"tags": lambda user, cast: user.call("frappe.desk.doctype.tag.tag.get_tagged_docs", doctype="Focus Family", tag="%home%"),
	"comments": lambda user, cast: user.get(resource("Comment"), fields=["*"], limit_page_length=0),
	"worklist": lambda user, cast: user.get(
		"/api/method/frappe.desk.query_report.run", report_name="Family Worklist", filters={}
	),
	"steps": lambda user, cast: user.get(resource("Next Step"), fields=["*"]),
	"tasks": lambda user, cast: user.get(resource("ToDo"), fields=["*"]),
	"bell": lambda user, cast: user.get(
		"/api/method/frappe.desk.doctype.notification_log.notification_log.get_notification_logs"
	),
}  # fmt: skip
#: What the family's liaison is told by these: the control.
OPEN_TO_LIAISON = {
	"family", "families", "child", "enrolments", "family as one types", "enrolment as one types", "contact as one types",
	"file", "tags", "linked documents",
}  # fmt: skip


def told(client: Client, cast: Cast) -> set[str]:
	answers = {way: ask(client, cast) for way, ask in WAYS.items()}
	return {
		way
		for way, answer in answers.items()
		if answer.status == 200 and any(word in answer.text for word in cast.words)
	}


def test_nothing_that_the_teacher_opens_names_the_family(enter, cast):
	assert told(enter(cast.teacher), cast) == set()
	assert told(enter(cast.liaison), cast) >= OPEN_TO_LIAISON


def test_the_desk_itself_begins_without_a_word_of_the_family(server, cast):
	"""With a login of its own: once a desk is open, each request needs its token."""
	page = Client(server, cast.teacher).get("/app").text
	assert cast.teacher in page
	assert not any(word in page for word in cast.words)


def test_no_number_beside_the_school_counts_its_families(enter, cast):
	linked = ("Family Enrolment", "Focus Student", "Liaison Contact")

	def counted(user: str) -> dict[str, int]:
		client = enter(user)
		return {
			doctype: answer.data if answer.status == 200 else 0
			for doctype in linked
			for answer in [client.call("frappe.client.get_count", doctype=doctype, filters=[])]
		}

	assert set(counted(cast.teacher).values()) == {0}
	assert min(counted(cast.liaison)[doctype] for doctype in ("Family Enrolment", "Focus Student")) >= 1
	beside = "frappe.desk.notifications.get_open_count"
	text = enter(cast.teacher).call(beside, doctype="Liaison School", name=cast.school, items=[*linked]).text
	assert all(f'"count":{number}' not in text.replace(" ", "") for number in range(1, 10))


def step(client: Client, **values) -> Answer:
	given = {"what": "Send the reading list", "due_on": add_days(nowdate(), 3), **values}
	return client.send("POST", resource("Next Step"), **given)


def test_a_step_for_the_family_is_not_handed_to_the_teacher(enter, cast):
	liaison = enter(cast.liaison)
	for hung in (
		{"family": cast.family},
		{"reference_doctype": "Liaison Contact", "reference_name": cast.contact},
		{"reference_doctype": "Focus Family", "reference_name": cast.family},
	):
		refused = step(liaison, assignee=cast.teacher, **hung)
		assert refused.status == 417
		assert "may not know of this family" in refused.sentence
	own = step(liaison, family=cast.family).data["name"]
	assert liaison.put(resource("Next Step", own), assignee=cast.teacher).status == 417


def test_a_step_in_neutral_words_is_and_tells_nothing(enter, cast):
	made = step(enter(cast.liaison), school=cast.school, assignee=cast.teacher)
	assert made.status == 200
	teacher, name = enter(cast.teacher), made.data["name"]
	seen = teacher.get(resource("Next Step", name))
	assert seen.data["what"] == "Send the reading list"
	form = teacher.call("frappe.desk.form.load.getdoc", doctype="Next Step", name=name)
	assert not any(word in seen.text + form.text for word in cast.words)
	assert teacher.put(resource("Next Step", name), done=1).status == 200
	assert told(teacher, cast) == set()


def test_the_family_is_not_assigned_to_the_teacher_by_the_hosts_own_tasks(enter, cast):
	"""The host would share the document with whoever is assigned, and write a notice and a mail with its title."""
	liaison, colleague = enter(cast.liaison), cast.liaison

	def assign(user: str) -> Answer:
		return liaison.call(
			"frappe.desk.form.assign_to.add",
			doctype="Focus Family", name=cast.family, assign_to=[user], description="Call them",
		)  # fmt: skip

	assign(cast.teacher)
	assert told(enter(cast.teacher), cast) == set()
	assert assign(colleague).status == 200
	frappe.db.rollback()
	shares = frappe.get_all("DocShare", {"share_name": cast.family}, pluck="user", order_by="user")
	assert shares == []
	notices = frappe.get_all(
		"Notification Log", {"for_user": cast.teacher}, ["subject", "document_name"], order_by="name"
	)
	assert not any(word in str(notices) for word in cast.words)
	mails = frappe.get_all(
		"Email Queue Recipient", {"recipient": cast.teacher}, pluck="parent", order_by="name"
	)
	written = frappe.get_all("Email Queue", {"name": ["in", mails or [""]]}, pluck="message", order_by="name")
	assert not any(word in str(written) for word in cast.words)


def test_the_name_of_a_file_gives_nobody_away(enter, cast):
	"""Also where the teacher guesses it, or comes by the row of the file."""
	teacher = enter(cast.teacher)
	assert teacher.get(resource("File", cast.file)).status == 403
	named = teacher.get(
		resource("File"), filters={"attached_to_name": cast.family}, fields=["name", "file_name"]
	)
	assert named.status == 403 or named.data == []
	assert enter(cast.liaison).get(resource("File", cast.file)).status == 200


def test_whether_a_family_is_homeless_is_no_question_that_is_answered(enter, cast):
	def ask(user: str, status: str) -> tuple[int, str]:
		filters = [["Family Address", "homeless_status", "=", status]]
		client = enter(user)
		count = client.call("frappe.client.get_count", doctype="Family Address", filters=filters)
		beyond = client.get(resource("Focus Family"), filters=filters)
		return (count.data if count.status == 200 else 0), beyond.text if beyond.status == 200 else ""

	assert ask(cast.teacher, "Doubled Up") == ask(cast.teacher, "Unsheltered") == (0, "")
	assert ask(cast.liaison, "Doubled Up")[0] == 1
