"""Two schools for requests that nobody means well."""

from collections.abc import Iterator

import frappe
import pytest

from liaison_app.permissions.rooms import CHILD_ROOMS, ROOMS
from tests import factories as make
from tests.appointments import add_step, make_activity, make_meeting, make_visit
from tests.connection import committing
from tests.robust.fuzzing import Fuzzer, half_saved, our_doctypes
from tests.web import Client
from tests.world import School, World, make_staffed_school


@pytest.fixture(scope="module")
def world(site: str) -> World:
	"""Two schools of each file's own, with documents of many kinds; the newest are those that requests name."""
	with committing():
		there = make_staffed_school()
		_fill(there)
		here = make_staffed_school()
		_fill(here)
		return World(here=here, there=there, coordinator=make.make_coordinator())


@pytest.fixture(scope="module")
def secret(world: World) -> str:
	"""A word that stands in every text of the other school's documents."""
	word = frappe.generate_hash(length=12)
	with committing():
		for doctype, fields in TEXTS.items():
			for name in _of_school(doctype, world.there):
				frappe.db.set_value(doctype, name, dict.fromkeys(fields, f"{word} told in confidence"))
	return word


@pytest.fixture(scope="module")
def fuzzer(world: World, secret: str, server: str) -> Fuzzer:
	clients = [Client(server, user) for user in (world.here.liaison, world.here.leader)]
	coordinator = Client(server, world.coordinator)
	return Fuzzer([*clients, coordinator], coordinator, secret)


@pytest.fixture(autouse=True)
def _nothing_is_half_saved() -> Iterator[None]:
	yield
	assert half_saved() == []


#: Where people write what others must not read.
TEXTS = {
	"Focus Family": ("family_name", "safety_instruction", "strengths"),
	"Family Member": ("full_name", "last_name"),
	"Focus Student": ("full_name", "last_name"),
	"Liaison Contact": ("summary",),
	"Home Visit": ("strengths", "barriers"),
	"Liaison Meeting": ("summary",),
	"Next Step": ("what",),
}


def _fill(school: School) -> None:
	visit = make_visit(school.family, school.name, school.liaison)
	add_step(visit)
	make_meeting([school.family], school.name, school.liaison)
	make_activity(school.name, school.liaison, school.family)
	make.insert("Family Address", {"family": school.family, "city": "Elm"})
	make.insert("Weekly Activity Report", {"liaison": school.liaison, "school": school.name})


def _of_school(doctype: str, school: School) -> list[str]:
	field = "name" if doctype == "Focus Family" else "family"
	if doctype == "Liaison Meeting":
		return frappe.get_all(doctype, filters={"school": school.name}, pluck="name", order_by="name")
	return frappe.get_all(doctype, filters={field: school.family}, pluck="name", order_by="name")


@pytest.fixture(scope="module", autouse=True)
def _masters_stay(world: World) -> Iterator[None]:
	"""Requests may change what a district sets up; other tests rely on it."""
	masters = [name for name in our_doctypes() if name not in (*ROOMS, *CHILD_ROOMS)]
	before = {name: frappe.get_all(name, fields=["*"], order_by="name") for name in masters}
	settings = frappe.get_doc("Liaison Settings")
	yield
	with committing():
		for name, rows in before.items():
			frappe.db.delete(name)
			if rows:
				frappe.db.bulk_insert(name, list(rows[0]), [list(row.values()) for row in rows])
		settings.update_single(settings.get_valid_dict())
	frappe.clear_cache()
