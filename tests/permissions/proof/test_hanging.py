"""What hangs on a document (files, comments, mails, versions, tags, tasks) is told to those who may read the document."""

import pytest

from liaison_app.permissions.matrix import LEADER, LIAISON, SYSTEM_MANAGER, TEACHER
from tests.permissions.proof.channels import LISTING, Channel
from tests.permissions.proof.hanging import KINDS, Hung
from tests.permissions.proof.prober import Prober
from tests.web import resource

ASKERS = (LIAISON, LEADER, TEACHER, SYSTEM_MANAGER, "desk user without a role of the app")
#: Of the host's records that name documents; ours are asked for elsewhere.
HUNG = ("File", *KINDS, "Document Follow", "DocShare", "View Log", "Notification Log", "Prepared Report")


@pytest.mark.parametrize("channel", LISTING, ids=lambda channel: channel.name)
def test_no_list_of_the_hosts_records_tells_of_a_foreign_document(prober: Prober, channel: Channel):
	prober.need(channel)
	clients = [prober.client(prober.world.actor(title)) for title in ASKERS]
	questions = [(client, doctype) for client in clients for doctype in HUNG]
	prober.served = len(prober.ask_all(questions, channel.ask))
	prober.fail_on_leaks()


@pytest.mark.parametrize("title", ASKERS)
def test_no_record_of_the_host_tells_of_a_foreign_document(prober: Prober, title: str):
	client = prober.client(prober.world.actor(title))
	for doctype in HUNG:
		client.get(resource(doctype), fields=["*"], limit_page_length=0)

	def ask(hung: Hung) -> None:
		client.get(resource(hung.doctype, str(hung.name)))
		client.call("frappe.client.get", doctype=hung.doctype, name=hung.name)
		client.call("frappe.desk.form.load.getdoc", doctype=hung.doctype, name=hung.name)

	prober.served = len(prober.ask_all([(hung,) for hung in prober.world.hung], ask))
	prober.fail_on_leaks()


def test_a_file_is_read_by_those_who_may_read_its_document_and_by_nobody_else(prober: Prober):
	files = [hung for hung in prober.world.hung if hung.url]
	questions = [(actor, hung) for actor in prober.world.actors for hung in files]
	asked = prober.ask_all(questions, lambda actor, hung: prober.client(actor).get(hung.url))
	for actor, hung, answer in asked:
		granted = prober.world.facts.may(actor, "read", hung.row)
		prober.judge(hung.word in answer.text, granted, actor, f"file of {hung.row}", answer)
	prober.fail_on_leaks()


@pytest.mark.parametrize("title", ASKERS)
def test_a_foreign_file_is_not_read_by_another_way(prober: Prober, title: str):
	actor = prober.world.actor(title)
	client = prober.client(actor)

	def ask(hung: Hung) -> None:
		client.call("frappe.handler.download_file", file_url=hung.url)
		client.call("frappe.core.api.file.zip_files", files=[hung.name])

	files = [hung for hung in prober.world.hung if hung.url]
	foreign = [(hung,) for hung in files if not prober.world.facts.may(actor, "read", hung.row)]
	prober.served = len(prober.ask_all(foreign, ask))
	client.call("frappe.core.api.file.get_files_by_search_text", text="Zq")
	client.call("frappe.core.api.file.get_files_in_folder", folder="Home/Attachments", page_length=500)
	prober.fail_on_leaks()
