"""The proof's world is made once, committed; everybody in it logs in once."""

from collections.abc import Callable, Iterator

import pytest

from tests.connection import committing
from tests.permissions.proof.prober import Prober
from tests.permissions.proof.world import World, make_world


@pytest.fixture(scope="session")
def proof_world(site: str) -> World:
	with committing():
		return make_world()


@pytest.fixture(scope="session")
def prober(server: str, proof_world: World, say_at_the_end: Callable[[str], None]) -> Iterator[Prober]:
	prober = Prober(server, proof_world)
	yield prober
	say_at_the_end(f"Permission proof: {prober.probes:,} probes over HTTP, {prober.leaked:,} leaks")
