"""Every user tries to change, make and take away documents: without the right, the database stays as it was."""

import frappe
import pytest

from liaison_app.permissions.matrix import LEADER, LIAISON
from liaison_app.permissions.rooms import ROOMS
from tests.permissions.proof.channels import WRITING, Channel
from tests.permissions.proof.channels.documents import has_workflow
from tests.permissions.proof.database import Database, stored
from tests.permissions.proof.facts import Actor, Row
from tests.permissions.proof.prober import Prober
from tests.web import resource

pytestmark = pytest.mark.usefixtures("put_back")


def asked(prober: Prober, channel: Channel) -> list[tuple[Actor, Row, bool]]:
	"""Who asks the channel for which row, and whether the matrix grants it; refusals first."""
	world, number = prober.world, WRITING.index(channel)
	asked = [
		(actor, row, world.facts.may(actor, channel.right, row))
		for actor in world.actors
		for row in world.to_ask(actor, number, channel.thorough, channel.of_tables)
		if channel.takes(row)
	]
	return sorted(asked, key=lambda one: one[2])


@pytest.mark.parametrize("channel", WRITING, ids=lambda channel: channel.name)
def test_a_document_is_changed_by_those_who_may_and_by_nobody_else(
	prober: Prober, database: Database, channel: Channel
):
	prober.need(channel)
	tries = asked(prober, channel)
	refused = [(prober.client(actor), row) for actor, row, granted in tries if not granted]
	prober.ask_all(refused, channel.ask)
	prober.wrong += [f"LEAK, somebody wrote: {difference}" for difference in database.differences()]
	for actor, row, _granted in (one for one in tries if one[2]):
		before = stored(row)
		answer = channel.ask(prober.client(actor), row)
		prober.served += stored(row) != before
		# Whatever a workflow says besides is the administrator's.
		if channel.thorough and not has_workflow(row):
			prober.judge(answer.status != 403, True, actor, row, answer)
	prober.served += not channel.control
	prober.fail_on_leaks()


#: Who asks for rows of which standing, as if they were his own.
PULLS = {
	LIAISON: ("colleague's", "other school's", "excluded", "left"),
	LEADER: ("other school's", "excluded"),
}


@pytest.mark.parametrize("title", PULLS)
def test_no_row_is_pulled_over_by_writing_what_is_ones_own_into_it(
	prober: Prober, database: Database, title: str
):
	world, actor = prober.world, prober.world.actor(title)
	own = world.places["own"]
	mine = {**own.links, "Liaison School": own.school, "Family Liaison": actor.user, "User": actor.user}
	for doctype, room in ROOMS.items():
		links = {column: frappe.get_meta(doctype).get_field(column) for column in room.columns}
		values = {
			column: mine[field.options]
			for column, field in links.items()
			if field and field.fieldtype == "Link"
		}
		for row in world.rows_of(doctype):
			if row.standing in PULLS[title] and not world.facts.may(actor, "write", row):
				prober.client(actor).put(resource(doctype, row.name), **values)
				prober.served += 1
	prober.wrong += [f"LEAK, {title} pulled over: {difference}" for difference in database.differences()]
	prober.fail_on_leaks()
