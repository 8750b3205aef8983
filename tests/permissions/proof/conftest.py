"""The proof's world is made once, committed; everybody in it logs in once."""

from collections.abc import Iterator

import pytest

from tests.connection import committing
from tests.permissions.proof.prober import Prober
from tests.permissions.proof.world import World, make_world

_said: list[str] = []


@pytest.fixture(scope="session")
def proof_world(site: str) -> World:
	with committing():
		return make_world()


@pytest.fixture(scope="session")
def prober(server: str, proof_world: World) -> Iterator[Prober]:
	prober = Prober(server, proof_world)
	yield prober
	_said.append(f"Permission proof: {prober.probes:,} probes over HTTP, {prober.leaked:,} leaks")


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
	"""Say how much was tried."""
	for sentence in _said:
		terminalreporter.write_line(sentence)
