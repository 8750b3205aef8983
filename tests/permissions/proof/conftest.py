"""The proof's world is made once, committed; everybody in it logs in once.

Several servers answer, as many as there are processors, so that several users ask at a time.
"""

import os
from collections.abc import Callable, Iterator
from contextlib import ExitStack

import frappe
import pytest

from tests.connection import committing
from tests.leftovers import Leftovers
from tests.permissions.proof.database import Database
from tests.permissions.proof.prober import Prober
from tests.permissions.proof.world import World, make_world
from tests.web import serve

#: More would wait for the one database.
SERVERS = max(2, min(os.cpu_count() or 2, 4))


@pytest.fixture(scope="package")
def proof_world(site: str) -> Iterator[World]:
	leftovers = Leftovers.remember()
	with committing():
		world = make_world()
	yield world
	frappe.db.rollback()
	leftovers.remove()


@pytest.fixture(scope="package")
def prober(
	site: str, server: str, proof_world: World, say_at_the_end: Callable[[str], None]
) -> Iterator[Prober]:
	with ExitStack() as further:
		addresses = [server, *(further.enter_context(serve(site)) for _number in range(SERVERS - 1))]
		prober = Prober(addresses, proof_world)
		yield prober
		prober.pool.shutdown()
	say_at_the_end(f"Permission proof: {prober.probes:,} probes over HTTP, {prober.leaked:,} leaks")


@pytest.fixture(scope="module")
def database(prober: Prober) -> Database:
	"""The rows as they stand when a file's tests begin."""
	return Database()


@pytest.fixture
def put_back(database: Database) -> Iterator[None]:
	"""Has all rows stand after the test as they stood before."""
	yield
	with committing():
		database.restore()
