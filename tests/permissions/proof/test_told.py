"""Whoever is mentioned in a comment is told what it says: nobody is mentioned on a document that he may not read."""

from liaison_app.permissions.matrix import COORDINATOR
from liaison_app.permissions.rooms import UNSPOKEN
from tests.outgoing_mail import forget_jobs
from tests.permissions.proof.facts import Actor, Row
from tests.permissions.proof.prober import Prober
from tests.web import Answer


def mention(prober: Prober, mentioned: Actor, row: Row) -> Answer:
	"""The coordinator, who reads all but what is kept from her, mentions a colleague."""
	text = f'<span class="mention" data-id="{mentioned.user}" data-value="x">@x</span>'
	return prober.client(prober.world.actor(COORDINATOR)).call(
		"frappe.desk.form.utils.add_comment",
		reference_doctype=row.doctype, reference_name=row.name, content=text, comment_email="x", comment_by="x",
	)  # fmt: skip


def test_those_who_may_read_a_document_are_mentioned_and_nobody_else(prober: Prober, put_back: None):
	facts, coordinator = prober.world.facts, prober.world.actor(COORDINATOR)
	people = [actor for actor in prober.world.actors if actor.user not in ("Guest", coordinator.user)]
	questions = [
		(actor, row)
		for number, actor in enumerate(people)
		for row in prober.world.to_ask(actor, number)
		if facts.may(coordinator, "read", row)
	]
	# One after the other: each writes what was said last on the document itself.
	for actor, row in questions:
		answer = mention(prober, actor, row)
		granted = facts.may(actor, "read", row) and row.doctype not in UNSPOKEN
		prober.judge(answer.status == 200, granted, actor, row, answer)
	forget_jobs("default", "short")
	prober.fail_on_leaks()
