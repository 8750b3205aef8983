"""Nobody finds out what a document says that he may not read, by asking whether it says this or that."""

import re

import pytest

from liaison_app.permissions.matrix import COORDINATOR, LEADER, LIAISON, TEACHER
from liaison_app.permissions.rooms import ROOMS
from tests.permissions.proof.channels import ORACLES, Oracle
from tests.permissions.proof.facts import Actor, Row
from tests.permissions.proof.prober import Prober

ASKERS = (LIAISON, LEADER, TEACHER, "desk user without a role of the app", f"{LIAISON} until yesterday")
NOWHERE = "Zq99999x"


def kept_from(prober: Prober, actor: Actor, number: int) -> list[Row]:
	"""A row with a word for every third DocType, that the actor may not read."""
	found = []
	for doctype in list(ROOMS)[number % 3 :: 3]:
		rows = [row for row in prober.world.rows_of(doctype) if row.word]
		found += [row for row in rows if not prober.world.facts.may(actor, "read", row)][:1]
	return found


def says(prober: Prober, oracle: Oracle, actor: Actor, row: Row, text: str) -> tuple[int, str]:
	"""What is answered, without the word that was asked for."""
	answer = oracle.ask(prober.client(actor), row, text)
	# Newer hosts give each refusal a number of its own.
	return answer.status, re.sub(r'__frappe_exc_id[\\": ]+\w+', "", answer.text.replace(text, ""))


@pytest.mark.parametrize("oracle", ORACLES, ids=lambda oracle: oracle.name)
def test_a_question_about_a_foreign_document_is_answered_as_one_about_none(prober: Prober, oracle: Oracle):
	prober.need(oracle)
	number = ORACLES.index(oracle)
	askers = [(place, prober.world.actor(title)) for place, title in enumerate(ASKERS)]
	questions = [(actor, row) for place, actor in askers for row in kept_from(prober, actor, number + place)]

	def tells(actor: Actor, row: Row) -> bool:
		return says(prober, oracle, actor, row, row.word) != says(prober, oracle, actor, row, NOWHERE)

	for actor, row, told in prober.ask_all(questions, tells):
		prober.wrong += [f"LEAK: {actor.title} was told whether {row} says {row.word}"] if told else []
	coordinator = prober.world.actor(COORDINATOR)
	own = next(row for row in prober.world.rows_of("Focus Family") if row.standing == "own")
	named, nowhere = (says(prober, oracle, coordinator, own, text) for text in (own.word, NOWHERE))
	prober.served += 1
	if oracle.control and named == nowhere:
		prober.wrong.append(
			f"SHUT OUT: {coordinator.title} was answered the same about {own} and nothing: {named}"
		)
	prober.fail_on_leaks()
