"""Every user asks for all documents of every DocType, and for their number, through every channel that has many."""

import pytest

from liaison_app.permissions.rooms import CHILD_ROOMS, ROOMS
from tests.permissions.proof.channels import COUNTING, LISTING, Channel
from tests.permissions.proof.facts import Actor
from tests.permissions.proof.prober import Prober, words_in
from tests.web import Answer


@pytest.mark.parametrize("channel", LISTING, ids=lambda channel: channel.name)
def test_a_list_shows_each_user_the_rows_of_the_matrix_and_no_other(prober: Prober, channel: Channel):
	prober.need(channel)
	questions = prober.world.to_list(LISTING.index(channel), [*filter(channel.takes, ROOMS)])
	asked = prober.ask_all(questions, lambda actor, doctype: channel.ask(prober.client(actor), doctype))
	for actor, doctype, answer in asked:
		compare(prober, channel, actor, doctype, answer)
	prober.fail_on_leaks()


@pytest.mark.parametrize(
	"channel", [channel for channel in LISTING if channel.of_tables], ids=lambda channel: channel.name
)
def test_a_list_of_a_tables_rows_shows_those_of_the_documents_of_the_matrix(prober: Prober, channel: Channel):
	prober.need(channel)

	def ask(actor: Actor, doctype: str) -> Answer:
		parents = CHILD_ROOMS[doctype]
		parent = next((one for one in parents if prober.world.is_hopeful(actor, one)), parents[0])
		return channel.ask(prober.client(actor), doctype, parent)

	questions = prober.world.to_list(LISTING.index(channel), list(CHILD_ROOMS))
	for actor, doctype, answer in prober.ask_all(questions, ask):
		compare(prober, channel, actor, doctype, answer)
	prober.fail_on_leaks()


def compare(prober: Prober, channel: Channel, actor: Actor, doctype: str, answer: Answer) -> None:
	"""Judge each row of the DocType by whether the list names it."""
	text = words_in(answer) if answer.status == 200 else ""
	for row in prober.world.rows_of(doctype):
		prober.judge(row.name in text, prober.world.facts.may(actor, channel.right, row), actor, row, answer)


@pytest.mark.parametrize("channel", COUNTING, ids=lambda channel: channel.name)
def test_a_number_counts_for_each_user_the_rows_of_the_matrix_and_no_other(prober: Prober, channel: Channel):
	prober.need(channel)

	def ask(actor: Actor, doctype: str) -> Answer:
		filters = [["name", "in", [row.name for row in prober.world.rows_of(doctype)]]]
		return channel.ask(prober.client(actor), doctype, filters)

	questions = prober.world.to_list(COUNTING.index(channel), [*filter(channel.takes, ROOMS)])
	for actor, doctype, answer in prober.ask_all(questions, ask):
		rows, found = prober.world.rows_of(doctype), channel.serves(doctype, answer)
		granted = sum(prober.world.facts.may(actor, channel.right, row) for row in rows)
		prober.judge(found > granted, False, actor, f"{doctype}: {found} instead of {granted}", answer)
		prober.judge(found >= granted, True, actor, f"{doctype}: {found} instead of {granted}", answer)
	prober.fail_on_leaks()
