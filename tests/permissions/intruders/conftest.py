"""Two schools of an intruder's own: what the intruder leaves behind is seen by no other test."""

import pytest

from tests import people
from tests.connection import committing
from tests.web import Client
from tests.world import World, make_world


@pytest.fixture(scope="module")
def world(site: str) -> World:
	with committing():
		return make_world()


@pytest.fixture(scope="module")
def mine(server: str, world: World) -> Client:
	"""A liaison of one school, to whom the other's families are foreign."""
	return Client(server, world.here.liaison)


@pytest.fixture(scope="module")
def leader(server: str, world: World) -> Client:
	return Client(server, world.here.leader)


@pytest.fixture(scope="module")
def coordinator(server: str, world: World) -> Client:
	return Client(server, world.coordinator)


@pytest.fixture(scope="module")
def nobody(server: str, world: World) -> Client:
	"""A desk user without any role of ours."""
	with committing():
		user = people.make_user("Website Manager")
	return Client(server, user)
