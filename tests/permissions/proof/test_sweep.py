"""Whatever the host or the app lets a browser call, also what nobody thought of, tells nobody what the matrix keeps from them."""

import pytest

from liaison_app.permissions.matrix import COORDINATOR, LIAISON, TEACHER
from liaison_app.permissions.rooms import ROOMS
from tests.permissions.proof.facts import Row
from tests.permissions.proof.prober import Listener, Prober, words_in
from tests.permissions.proof.sweep import arguments, functions

#: Who asks for rows of which standing.
ASKED = {LIAISON: "other school's", TEACHER: "own", "desk user without a role of the app": "own"}


@pytest.fixture(scope="module")
def paths(site: str) -> dict[str, set[str]]:
	return {**functions(), **functions("liaison_app")}


def rows_of(prober: Prober, standing: str, number: int) -> list[Row]:
	"""An address, or a row of another DocType for each second function."""
	doctypes = ("Family Address", list(ROOMS)[number // 2 % len(ROOMS)])[number % 2 :][:1]
	return [row for row in prober.world.rows if row.doctype in doctypes and row.standing == standing]


def ask(client: Listener, path: str, taken: set[str], row: Row) -> str:
	"""What a function says of a row."""
	return words_in(client.post(f"/api/method/{path}", **arguments(row, taken)))


@pytest.mark.parametrize("title", ASKED)
def test_no_function_tells_a_user_what_is_kept_from_him(
	prober: Prober, paths: dict[str, set[str]], title: str
):
	client = prober.log_in(prober.world.actor(title))
	for number, (path, taken) in enumerate(paths.items()):
		for row in rows_of(prober, ASKED[title], number):
			ask(client, path, taken, row)
	prober.served = len(paths)
	prober.fail_on_leaks()


def test_the_same_questions_are_answered_to_who_may_know(prober: Prober, paths: dict[str, set[str]]):
	client = prober.log_in(prober.world.actor(COORDINATOR))
	row = next(row for row in prober.world.rows_of("Focus Family") if row.standing == "own")
	told = [path for path, taken in paths.items() if row.word in ask(client, path, taken, row)]
	assert len(told) > 10, told
