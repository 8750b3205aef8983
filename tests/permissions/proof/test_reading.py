"""Every user asks for one document of every kind and standing, through every channel that hands one out."""

import pytest

from tests.permissions.proof.channels import READING, Channel
from tests.permissions.proof.prober import Prober


@pytest.mark.parametrize("channel", READING, ids=lambda channel: channel.name)
def test_a_document_is_handed_to_those_who_may_read_it_and_to_nobody_else(prober: Prober, channel: Channel):
	prober.need(channel)
	questions = (
		(actor, row)
		for actor in prober.world.actors
		for row in prober.world.to_ask(actor, READING.index(channel), channel.thorough)
		if channel.takes(row)
	)
	asked = prober.ask_all(questions, lambda actor, row: channel.ask(prober.client(actor), row))
	for actor, row, answer in asked:
		granted = prober.world.facts.may(actor, channel.right, row)
		prober.judge(bool(channel.serves(row, answer)), granted, actor, row, answer)
	prober.fail_on_leaks()
