"""A user's calls of the app's functions in a minute, over HTTP."""

from collections.abc import Iterator

import frappe
import pytest

from tests.pace import calls_a_minute
from tests.web import Client
from tests.world import World

OURS = "liaison_app.outreach.appointment_calendar.get_events"
DAYS = {"start": "2026-01-01", "end": "2026-01-02"}
LIMIT = 3
#: So many that more than the limit fall into one minute, also where a new one begins among them.
MANY = 2 * LIMIT + 1


@pytest.fixture
def _few_calls(site: str, world: World) -> Iterator[None]:
	with calls_a_minute(LIMIT):
		yield


def statuses(client: Client, method: str = OURS) -> list[int]:
	"""What many calls in a row are answered."""
	return [client.call(method, **DAYS).status for _number in range(MANY)]


@pytest.mark.usefixtures("_few_calls")
def test_a_call_too_many_is_refused_and_says_when_to_try_again(server, world):
	client = Client(server, world.here.liaison)
	answers = [client.call(OURS, **DAYS) for _number in range(MANY)]
	assert [answer.status for answer in answers[:LIMIT]] == [200] * LIMIT
	refused = [answer for answer in answers if answer.status != 200]
	assert {answer.status for answer in refused} == {429}
	assert refused[0].sentence.startswith("More than 3 requests in a minute came from your login. Wait ")
	assert refused[0].sentence.endswith(" seconds, then try again: what you typed stays.")
	assert "Traceback" not in refused[0].text


@pytest.mark.usefixtures("_few_calls")
def test_a_call_is_counted_by_whichever_path_it_comes(server, world):
	client = Client(server, world.here.leader)
	paths = (f"/api/method/{OURS}", f"/api/method/{OURS}/", "/api/method/ping")
	cmds = ({}, {}, {"cmd": OURS})
	answers = [
		client.post(path, **DAYS, **cmd).status for path, cmd in zip(paths * MANY, cmds * MANY, strict=True)
	]
	assert answers.count(429) >= len(answers) - 2 * LIMIT


@pytest.mark.usefixtures("_few_calls")
def test_a_colleague_at_the_same_address_is_not_slowed(server, world):
	assert 429 in statuses(Client(server, world.here.liaison))
	assert Client(server, world.there.liaison).call(OURS, **DAYS).status == 200


@pytest.mark.usefixtures("_few_calls")
def test_the_hosts_own_calls_are_not_counted(server, world):
	client = Client(server, world.there.liaison)
	assert set(statuses(client, "frappe.auth.get_logged_user")) == {200}


def test_without_a_limit_nobody_is_refused(server, world):
	assert set(statuses(Client(server, world.here.liaison))) == {200}


def test_a_limit_of_240_is_proposed():
	assert frappe.get_meta("Liaison Settings").get_field("calls_a_minute").default == "240"
