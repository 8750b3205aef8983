"""The committed world of the tests over HTTP and in the browser: two schools that must not see each other."""

from dataclasses import dataclass

from tests import factories as make


@dataclass(frozen=True)
class School:
	"""A school with its staff and one family."""

	name: str
	liaison: str
	leader: str
	family: str
	contact: str


@dataclass(frozen=True)
class World:
	"""Two schools, and a coordinator over both."""

	here: School
	there: School
	coordinator: str


def make_world() -> World:
	"""Make both schools."""
	return World(here=make_staffed_school(), there=make_staffed_school(), coordinator=make.make_coordinator())


def make_staffed_school() -> School:
	"""A school with a liaison, a principal, one family and one contact."""
	name = make.make_school()
	liaison, leader = make.make_liaison(name), make.make_leader(name)
	family = make.make_family(name, liaison)
	contact = make.make_contact(family, name, liaison).name
	return School(name, liaison, leader, family, contact)
