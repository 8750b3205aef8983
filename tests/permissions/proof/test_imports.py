"""Data Import as a channel: what a file may change, what its log says, and who reads another's file."""

import frappe
import pytest

from liaison_app.permissions.matrix import COORDINATOR
from tests.connection import committing
from tests.imports import import_rows
from tests.permissions.proof.channels.changes import new_word
from tests.permissions.proof.database import Database
from tests.permissions.proof.facts import Actor, Row
from tests.permissions.proof.prober import Prober, tokens
from tests.web import Client, resource

pytestmark = pytest.mark.usefixtures("put_back")
HOME = "frappe.core.doctype.data_import.data_import"


def run(actor: Actor, doctype: str, columns: tuple, rows: list[tuple]) -> tuple[str, str]:
	"""A file with the rights of the actor, as if the host let him; the import's name, and all that was said of it."""
	try:
		with committing():
			name, _status = import_rows(actor.user, doctype, columns, *rows, update=columns[0] == "ID")
	except frappe.PermissionError as refusal:
		return "", str(refusal)
	logs = frappe.get_all("Data Import Log", {"data_import": name}, ["messages", "exception", "docname"])
	warnings = frappe.db.get_value("Data Import", name, "template_warnings")
	return name, f"{logs} {warnings}"


def text_label(doctype: str, field: str) -> str:
	return frappe.get_meta(doctype).get_field(field).label


def asked(prober: Prober, right: str) -> dict[tuple[Actor, str], list[Row]]:
	"""The rows of each actor and DocType that a file names, without the right."""
	found: dict[tuple[Actor, str], list[Row]] = {}
	for number, actor in enumerate(one for one in prober.world.actors if one.user != "Guest"):
		for row in prober.world.to_ask(
			actor, number, thorough=prober.world.is_hopeful(actor, "Focus Family")
		):
			if row.word and not prober.world.facts.may(actor, right, row):
				found.setdefault((actor, row.doctype), []).append(row)
	return found


def test_a_file_changes_no_row_that_its_importer_may_not_write_and_says_nothing_of_it(
	prober: Prober, database: Database
):
	for (actor, doctype), found in asked(prober, "write").items():
		label = text_label(doctype, found[0].field)
		rows = [row for row in found if row.field == found[0].field]
		given = [(row.name, new_word()) for row in rows]
		_name, said = run(actor, doctype, ("ID", label), given)
		told = tokens(said) & prober.client(actor).forbidden - {row.name for row in rows}
		prober.wrong += [f"LEAK: {actor.title}'s import of {doctype} told {sorted(told)}"] if told else []
	# The files themselves are the importers'.
	changed = [difference for difference in database.differences() if not difference.startswith("File ")]
	prober.wrong += [f"LEAK, a file wrote: {difference}" for difference in changed]
	coordinator = prober.world.actor(COORDINATOR)
	own = next(row for row in prober.world.rows_of("Focus Family") if row.standing == "own")
	word = new_word()
	run(coordinator, "Focus Family", ("ID", text_label(own.doctype, own.field)), [(own.name, word)])
	prober.served += frappe.db.get_value("Focus Family", own.name, own.field) == word
	prober.fail_on_leaks()


def test_a_new_row_of_a_file_names_no_foreign_family(prober: Prober, database: Database):
	liaison = prober.world.actor("Family Liaison")
	foreign, own = prober.world.places["other school's"], prober.world.places["own"]
	for family, is_own in ((foreign.families[0], False), (own.families[0], True)):
		before = frappe.db.count("Family Member")
		_name, said = run(
			liaison, "Family Member", ("First Name", "Last Name", "Family"), [("A", "B", family)]
		)
		made = frappe.db.count("Family Member") - before
		prober.served += made
		if made != is_own:
			prober.wrong.append(f"{'SHUT OUT' if is_own else 'LEAK'}: a file named {family}: {said}")
	prober.fail_on_leaks()


def test_preview_log_errors_and_file_of_an_import_are_read_by_nobody_else(prober: Prober):
	coordinator = prober.world.actor(COORDINATOR)
	rows = [row for row in prober.world.rows_of("Focus Family") if row.word]
	label = text_label("Focus Family", rows[0].field)
	name, _said = run(coordinator, "Focus Family", ("ID", label), [(row.name, row.word) for row in rows])
	url = frappe.db.get_value("Data Import", name, "import_file")

	def ask(client: Client) -> None:
		client.call(f"{HOME}.get_preview_from_template", data_import=name)
		client.call(f"{HOME}.download_errored_template", data_import_name=name)
		client.call(f"{HOME}.download_import_log", data_import_name=name)
		client.call(f"{HOME}.get_import_logs", data_import=name)
		client.get(resource("Data Import", name))
		client.get(resource("Data Import"), fields=["*"], limit_page_length=0)
		client.get(resource("Data Import Log"), fields=["*"], limit_page_length=0)
		client.get(url)

	others = [(prober.client(actor),) for actor in prober.world.actors if actor.user != coordinator.user]
	prober.ask_all(others, ask)
	prober.served += prober.client(coordinator).get(url).status == 200
	prober.fail_on_leaks()
