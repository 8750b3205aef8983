"""What the host tells browsers that listen: no name of a document of ours, no word of what hangs on one."""

import json
from collections.abc import Callable

import frappe
import pytest

from tests.web import Client, resource
from tests.world import World

WORD = "They hide at Elm Street"


@pytest.fixture(scope="module")
def mine(server: str, world: World) -> Client:
	return Client(server, world.here.liaison)


@pytest.fixture(scope="module")
def coordinator(server: str, world: World) -> Client:
	return Client(server, world.coordinator)


def told(work: Callable[[], object]) -> list[dict]:
	"""Every event that the site publishes while something is done."""
	from frappe.utils.background_jobs import get_redis_connection_without_auth

	end = frappe.generate_hash(length=12)
	with get_redis_connection_without_auth().pubsub() as listener:
		listener.subscribe("events")
		work()
		frappe.publish_realtime(end)
		events = []
		for message in listener.listen():
			if message["type"] == "message":
				event = json.loads(message["data"])
				if event["event"] == end:
					return events
				events += [event] if event["namespace"] == frappe.local.site else []
	return events


def rooms(events: list[dict], event: str) -> set[str]:
	return {one["room"] for one in events if one["event"] == event}


def test_a_saved_document_is_told_to_those_alone_who_have_it_open(mine, coordinator, world):
	family, channel = world.here.family, "Letter"
	events = told(lambda: mine.put(resource("Focus Family", family), strengths="Patient"))
	assert family not in str([event for event in events if event["event"] != "doc_update"])
	assert f"doc:Focus Family/{family}" in rooms(events, "doc_update")
	events = told(lambda: coordinator.put(resource("Contact Channel", channel), position=6))
	assert "doctype:Contact Channel" in rooms(events, "list_update")


def test_a_deleted_document_is_not_told_to_whoever_reads_some_of_its_kind(mine, world):
	from tests import factories as make
	from tests.connection import committing

	with committing():
		contact = make.make_contact(world.here.family, world.here.name, world.here.liaison).name
	events = told(lambda: mine.delete(resource("Liaison Contact", contact)))
	assert contact not in str([event for event in events if event["event"] != "doc_update"])
	assert rooms(events, "list_update")


def comment(client: Client, doctype: str, name: str):
	return client.call(
		"frappe.desk.form.utils.add_comment",
		reference_doctype=doctype, reference_name=name, content=WORD, comment_email=client.user, comment_by="x",
	)  # fmt: skip


def test_a_comment_is_read_in_the_document_and_not_told_to_who_had_it_open_once(mine, world):
	events = told(lambda: comment(mine, "Focus Family", world.here.family))
	assert WORD not in str(events)
	note = mine.call(
		"frappe.client.insert", doc={"doctype": "ToDo", "description": "x", "allocated_to": mine.user}
	).data["name"]
	assert WORD in str(told(lambda: comment(mine, "ToDo", note)))
	form = mine.call("frappe.desk.form.load.getdoc", doctype="Focus Family", name=world.here.family)
	assert WORD in form.text


def test_who_may_not_read_a_document_may_not_listen_to_it(mine, login, world):
	asked = "has_permission" if hasattr(frappe.realtime, "has_permission") else "can_subscribe_doc"

	def ask(client: Client) -> int:
		named = {"doctype": "Focus Family", "docname": world.here.family, "name": world.here.family}
		return client.get(f"/api/method/frappe.realtime.{asked}", **named).status

	assert ask(login(world.there.liaison)) == 403
	assert ask(mine) == 200
