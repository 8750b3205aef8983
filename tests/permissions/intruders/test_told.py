"""What the host would tell others of a family: by a mention, a follow, a reminder, an import. Each refusal stands beside a grant."""

import frappe
import pytest
from frappe.utils import add_to_date, now_datetime

from liaison_app.permissions.matrix import COORDINATOR
from liaison_app.permissions.rooms import ROOMS
from tests import factories as make
from tests import people
from tests.connection import committing
from tests.outgoing_mail import forget_jobs, work
from tests.web import Answer, Client, resource
from tests.world import World

WORD = "Hidden at Elm Street"
ADD_COMMENT = "frappe.desk.form.utils.add_comment"
PREVIEW = "frappe.core.doctype.data_import.data_import.get_preview_from_template"


def mention(client: Client, family: str, user: str) -> Answer:
	content = f'<p>{WORD} <span class="mention" data-id="{user}" data-value="x">@x</span></p>'
	named = {"reference_doctype": "Focus Family", "reference_name": family}
	return client.call(ADD_COMMENT, **named, content=content, comment_email=client.user, comment_by="x")


def told(user: str) -> str:
	"""All that the bell and the mail have said to a user, when the jobs are done."""
	work("default", "short")
	frappe.db.rollback()
	notes = frappe.get_all("Notification Log", {"for_user": user}, ["subject", "email_content"])
	recipients = frappe.get_all("Email Queue Recipient", {"recipient": user}, pluck="parent")
	mails = frappe.get_all("Email Queue", {"name": ["in", recipients or [""]]}, pluck="message")
	return f"{notes} {mails}"


def test_nobody_is_mentioned_who_may_not_open_the_document(mine, world: World):
	forget_jobs("default", "short")
	refused = mention(mine, world.here.family, world.there.liaison)
	assert refused.status == 417
	assert "may not open this document. Take the name out" in refused.sentence
	assert mention(mine, world.here.family, world.here.leader).status == 200
	assert WORD in told(world.here.leader)
	assert WORD not in told(world.there.liaison)


def test_a_group_is_mentioned_if_each_of_it_may_open_the_document(mine, world: World):
	with committing():
		name = make.unique("Group")
		members = [{"user": user} for user in (world.here.leader, world.there.leader)]
		group = frappe.get_doc(
			{"doctype": "User Group", "user_group_members": members, "name": name}
		).insert()
	content = f'<span class="mention" data-id="{name}" data-value="x" data-is-group="true">@x</span>'
	named = {"reference_doctype": "Focus Family", "reference_name": world.here.family}
	values = {**named, "content": content, "comment_email": mine.user, "comment_by": "x"}
	assert mine.call(ADD_COMMENT, **values).status == 417
	with committing():
		group.user_group_members = group.user_group_members[:1]
		group.save()
	assert mine.call(ADD_COMMENT, **values).status == 200
	with committing():
		group.delete()


@pytest.fixture
def follower(world: World) -> str:
	"""A liaison of the school who follows what she makes and likes, wherever the host lets her."""
	with committing():
		user = make.make_liaison(world.here.name)
		follows = ("document_follow_notify", "follow_created_documents", "follow_liked_documents")
		frappe.db.set_value("User", user, dict.fromkeys(follows, 1))
	frappe.clear_cache(user=user)
	return user


def followed(user: str) -> list[str]:
	frappe.db.rollback()
	return frappe.get_all("Document Follow", {"user": user}, pluck="ref_doctype", order_by="creation")


@pytest.mark.parametrize("endpoint", ["follow_document", "update_follow"])
def test_no_document_of_ours_is_followed_so_no_mail_tells_its_changes(
	server, world: World, follower: str, endpoint: str
):
	client = Client(server, follower)
	path = f"frappe.desk.form.document_follow.{endpoint}"
	given = {"user": follower} if endpoint == "follow_document" else {"following": 1}
	assert client.call(path, doctype="Focus Family", doc_name=world.here.family, **given).status == 403
	doc = {"doctype": "Document Follow", "ref_doctype": "Focus Family", "user": follower}
	client.call("frappe.client.insert", doc={**doc, "ref_docname": world.here.family})
	client.call("frappe.desk.like.toggle_like", doctype="Focus Family", name=world.here.family, add="Yes")
	contact = make.contact_values(world.here.family, world.here.name, follower)
	values = {key: str(value) for key, value in contact.items()}
	assert client.send("POST", resource("Liaison Contact"), **values).status == 200
	note = client.call("frappe.client.insert", doc={"doctype": "Note", "title": make.unique("Note")})
	assert client.call(path, doctype="Note", doc_name=note.data["name"], **given).status == 200
	assert "Note" in followed(follower)
	assert not set(followed(follower)) & set(ROOMS)


def test_nobody_is_reminded_of_a_foreign_family(mine, world: World):
	def remind(family: str) -> int:
		given = {"reminder_doctype": "Focus Family", "reminder_docname": family, "description": "x"}
		at = f"{add_to_date(now_datetime(), days=1):%Y-%m-%d %H:%M:%S}"
		path = "frappe.automation.doctype.reminder.reminder.create_new_reminder"
		return mine.call(path, remind_at=at, **given).status

	assert remind(world.there.family) == 403
	assert remind(world.here.family) == 200


@pytest.fixture(scope="module")
def importer(world: World) -> str:
	with committing():
		return people.make_user(COORDINATOR, "System Manager")


@pytest.fixture(scope="module")
def imported(importer: str) -> frappe._dict:
	"""A file with a family that a coordinator began to import: its row failed."""
	from tests.imports import import_rows

	with committing():
		columns = ("Family Name", "Strengths", "Pause Reason")
		name, _status = import_rows(importer, "Focus Family", columns, (WORD, "Patient", "Ill"))
	url = frappe.db.get_value("Data Import", name, "import_file")
	return frappe._dict(name=name, url=url)


@pytest.fixture(scope="module")
def manager(server: str, world: World) -> Client:
	with committing():
		user = people.make_user("System Manager")
	return Client(server, user)


def ways(client: Client, imported: frappe._dict) -> dict[str, Answer]:
	"""Every way in which the host tells of an import."""
	home = "frappe.core.doctype.data_import.data_import"
	return {
		"preview": client.call(PREVIEW, data_import=imported.name),
		"errored rows": client.call(f"{home}.download_errored_template", data_import_name=imported.name),
		"log": client.call(f"{home}.download_import_log", data_import_name=imported.name),
		"document": client.get(resource("Data Import", imported.name)),
		"file": client.get(imported.url),
		"rows": client.get(resource("Data Import Log"), fields=["*"], filters={"data_import": imported.name}),
	}


def test_an_import_is_read_by_who_made_it_and_by_nobody_else(
	server, mine, nobody, manager, coordinator, importer: str, imported: frappe._dict
):
	for other in (mine, nobody, manager, coordinator):
		answers = ways(other, imported)
		assert not [way for way, answer in answers.items() if WORD in answer.text], other.user
		assert imported.name not in other.names("Data Import")
	own = Client(server, importer)
	told = {way for way, answer in ways(own, imported).items() if WORD in answer.text}
	assert {"preview", "file"} <= told
	assert imported.name in own.names("Data Import")


def test_an_import_is_begun_by_nobody_else(mine, manager, imported: frappe._dict):
	path = "frappe.core.doctype.data_import.data_import.form_start_import"
	for other in (mine, manager):
		assert other.call(path, data_import=imported.name).status == 403


def test_a_preview_shows_no_file_that_its_reader_may_not_read(
	server, manager, importer: str, imported: frappe._dict
):
	with committing():
		frappe.set_user(manager.user)
		values = {"reference_doctype": "ToDo", "import_type": "Insert New Records"}
		own = frappe.get_doc({"doctype": "Data Import", **values}).insert()
		frappe.set_user("Administrator")
	answer = manager.call(PREVIEW, data_import=own.name, import_file=imported.url)
	assert (answer.status, WORD in answer.text) == (403, False)
	served = Client(server, importer).call(PREVIEW, data_import=imported.name, import_file=imported.url)
	assert WORD in served.text
