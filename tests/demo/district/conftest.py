"""The demo district, made once for the tests of this folder, in several runs of which some were killed."""

from collections.abc import Iterator

import frappe
import pytest

from liaison_app.demo import make as making
from liaison_app.demo.calendar import Calendar
from liaison_app.demo.known import Known, read_families
from liaison_app.demo.marker import read_marker
from liaison_app.demo.plan import Plan, make_plan
from liaison_app.demo.remove import remove
from liaison_app.demo.star import read_children
from tests.connection import committing
from tests.demo.district.rows import counts


class Killed(BaseException):
	"""Stands for a kill: nothing catches it."""


def kill_in_import(patch: pytest.MonkeyPatch) -> None:
	"""Have the next import die at its 100th row."""
	from frappe.core.doctype.data_import import importer

	_die_at(patch, importer, "create_import_log", 100)


def kill_in_work(patch: pytest.MonkeyPatch) -> None:
	"""Have the making die when the second liaison's documents are written and the ledger knows half of them."""
	from liaison_app.demo import work

	_die_at(patch, work, "rebuild_lines", 6)


def kill_in_reports(patch: pytest.MonkeyPatch) -> None:
	"""Have the making die when a report is approved and the next is not."""
	from liaison_app.demo import reports

	_die_at(patch, reports, "_answer", 18)


def _die_at(patch: pytest.MonkeyPatch, module, name: str, call: int) -> None:
	real, calls = getattr(module, name), []

	def die(*args, **kwargs):
		calls.append(1)
		if len(calls) == call:
			raise Killed
		return real(*args, **kwargs)

	patch.setattr(module, name, die)


def make_and_die(prepare) -> None:
	with committing(), pytest.MonkeyPatch.context() as patch:
		prepare(patch)
		with pytest.raises(Killed):
			making.make()
		frappe.set_user("Administrator")
		frappe.db.rollback()


@pytest.fixture(scope="package")
def before(site: str) -> dict[str, int]:
	"""The rows of every table before the district was made."""
	return counts()


@pytest.fixture(scope="package")
def demo_district(before) -> Iterator[None]:
	"""The district, made in four runs of which three were killed."""
	for kill in (kill_in_import, kill_in_work, kill_in_reports):
		make_and_die(kill)
	with committing():
		assert making.make()
	yield
	with committing():
		remove()


@pytest.fixture(scope="package")
def calendar(demo_district) -> Calendar:
	return Calendar(read_marker().day)


@pytest.fixture(scope="package")
def plan(calendar) -> Plan:
	return make_plan(read_children(calendar.starts_on), calendar)


@pytest.fixture(scope="package")
def families(plan) -> list[Known]:
	"""The families of the plan, with their names on the site."""
	return read_families(plan.families, read_marker().families)
