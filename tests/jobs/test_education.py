"""Education's students, days and guardians flow in, again and again. Its DocTypes are made here with their published fields."""

from collections.abc import Iterator

import frappe
import pytest
from frappe.utils import add_days, getdate, nowdate

from liaison_app.education import inflow, source
from liaison_app.education.inflow import flow_in
from liaison_app.school_calendar.weeks import week_start
from tests import factories as make
from tests.connection import committing

#: DocType -> fields as label and type; its table parts and whether it is submitted.
DOCTYPES = {
	"Student Guardian": ([("Guardian", "Data"), ("Guardian Name", "Data"), ("Relation", "Data")], {"istable": 1}),
	"Guardian": ([("Guardian Name", "Data"), ("Email Address", "Data"), ("Mobile Number", "Data")], {}),
	"Student": (
		[
			("First Name", "Data"), ("Last Name", "Data"), ("Date Of Birth", "Date"), ("Enabled", "Check"),
			("Date Of Leaving", "Date"), ("Campus", "Data"), ("Guardians", "Table"),
		],
		{},
	),
	"Student Attendance": (
		[("Student", "Data"), ("Date", "Date"), ("Course Schedule", "Data"), ("Status", "Data")], {"is_submittable": 1}
	),
}  # fmt: skip


@pytest.fixture(scope="module", autouse=True)
def education(site) -> Iterator[None]:
	"""The DocTypes of Education, where the app itself is not installed."""
	if source.is_installed():
		pytest.skip("Education is installed here: its own DocTypes stand in the way of these.")
	with committing():
		for name, (fields, more) in DOCTYPES.items():
			_make(name, fields, more)
	yield
	frappe.db.rollback()
	with committing():
		for name in reversed(DOCTYPES):
			frappe.delete_doc("DocType", name, force=True)
			frappe.db.sql_ddl(f"drop table if exists `tab{name}`")


def _make(name: str, fields: list[tuple[str, str]], more: dict) -> None:
	rows = [
		{
			"label": label,
			"fieldname": frappe.scrub(label),
			"fieldtype": kind,
			"options": "Student Guardian" if kind == "Table" else None,
		}
		for label, kind in fields
	]
	permissions = [] if more.get("istable") else [{"role": "System Manager", "read": 1, "submit": more.get("is_submittable", 0), "write": 1, "create": 1}]  # fmt: skip
	frappe.get_doc(
		{"doctype": "DocType", "name": name, "module": "Custom", "custom": 1, "autoname": "hash", "fields": rows, "permissions": permissions, **more}
	).insert()  # fmt: skip


@pytest.fixture(autouse=True)
def installed(monkeypatch, school) -> None:
	"""As on a site with Education whose students are this school's; the year has begun with a Monday."""
	make.make_year_of(nowdate())
	monkeypatch.setattr(source, "is_installed", lambda: True)
	frappe.db.set_single_value("Liaison Settings", "education_school", school)
	frappe.clear_document_cache("Liaison Settings", "Liaison Settings")


def student(**values) -> str:
	"""A student of Education."""
	known = {
		"first_name": "Nia",
		"last_name": make.unique("Cole"),
		"date_of_birth": "2016-05-04",
		"enabled": 1,
	}
	return make.insert("Student", {**known, **values}).name


def attend(name: str, on, *statuses: str, docstatus: int = 1) -> None:
	"""The periods of a day."""
	for status in statuses:
		doc = make.insert("Student Attendance", {"student": name, "date": on, "status": status})
		doc.db_set("docstatus", docstatus)


def day(offset: int):
	"""A day, counted from the beginning of this week."""
	return getdate(add_days(week_start(getdate()), offset))


def child_of(name: str):
	found = frappe.db.get_value("Focus Student", {"education_student": name})
	return frappe.get_doc("Focus Student", found) if found else None


def records_of(name: str) -> list[dict]:
	fields = ["as_of", "days_enrolled", "days_absent", "days_excused", "days_unexcused", "school"]
	filters = {"student": child_of(name).name}
	return frappe.get_all(
		"Student Progress Record", filters=filters, fields=fields, order_by="as_of asc, creation asc"
	)


def steps_on(family: str) -> list[str]:
	return frappe.get_all("Next Step", filters={"family": family}, pluck="what", order_by="creation asc")


def test_a_student_comes_in_once_and_follows_education(school):
	name = student()
	flow_in()
	flow_in()
	assert frappe.db.count("Focus Student", {"education_student": name}) == 1
	child = child_of(name)
	assert (child.first_name, child.school, str(child.birth_date)) == ("Nia", school, "2016-05-04")
	frappe.db.set_value("Student", name, "first_name", "Nía")
	flow_in()
	assert child_of(name).first_name == "Nía"


def test_a_child_whose_local_id_is_the_students_number_is_taken(school):
	name = student()
	on_file = make.make_student(None, school, local_id=name)
	flow_in()
	assert child_of(name).name == on_file


def test_who_is_disabled_is_not_made_and_one_who_left_is_marked():
	gone, leaves = student(enabled=0), student()
	flow_in()
	assert child_of(gone) is None
	frappe.db.set_value("Student", leaves, {"enabled": 0, "date_of_leaving": nowdate()})
	flow_in()
	assert str(child_of(leaves).left_on) == nowdate()


def test_days_are_counted_and_not_periods():
	name = student()
	attend(name, day(-7), "Present", "Absent", "Present")
	attend(name, day(-6), "Absent", "Absent")
	attend(name, day(-5), "Leave")
	attend(name, day(-4), "Absent", docstatus=2)
	flow_in()
	(record,) = records_of(name)
	assert (record.days_enrolled, record.days_absent, record.days_excused, record.days_unexcused) == (
		3,
		2,
		1,
		1,
	)
	assert record.as_of == day(-1)


def test_a_week_has_one_record_which_is_mended_and_the_next_week_another(monkeypatch):
	name = student()
	attend(name, day(-14), "Absent")
	monkeypatch.setattr(inflow, "_last_day", lambda: day(-8))
	flow_in()
	flow_in()
	attend(name, day(-13), "Absent")
	flow_in()
	assert [(row.as_of, row.days_absent) for row in records_of(name)] == [(day(-8), 2)]
	monkeypatch.undo()
	monkeypatch.setattr(source, "is_installed", lambda: True)
	flow_in()
	assert len(records_of(name)) == 1
	attend(name, day(-7), "Present")
	flow_in()
	flow_in()
	assert [(row.as_of, row.days_enrolled) for row in records_of(name)] == [(day(-8), 2), (day(-1), 3)]


def test_the_week_that_is_not_over_waits():
	name = student()
	attend(name, day(0), "Absent")
	flow_in()
	assert records_of(name) == []


def test_after_a_change_of_schools_the_days_of_the_old_one_are_not_counted_again(monkeypatch):
	name = student()
	attend(name, day(-14), "Absent")
	monkeypatch.setattr(inflow, "_last_day", lambda: day(-8))
	flow_in()
	child = child_of(name)
	child.school = make.make_school()
	child.save()
	monkeypatch.setattr(inflow, "_last_day", lambda: day(-1))
	flow_in()
	attend(name, day(-7), "Present")
	flow_in()
	rows = records_of(name)
	assert [(row.days_enrolled, row.days_absent, row.school) for row in rows][1:] == [(1, 0, child.school)]
	assert sum(row.days_enrolled for row in rows) == 2


def test_a_child_who_comes_back_to_a_school_keeps_the_first_days_there(monkeypatch, school):
	name, elsewhere = student(), make.make_school()

	def week_at(where: str, until: int, *days: tuple) -> None:
		if child_of(name) and child_of(name).school != where:
			child_of(name).update({"school": where}).save()
		for on, status in days:
			attend(name, day(on), status)
		monkeypatch.setattr(inflow, "_last_day", lambda: day(until))
		flow_in()
		flow_in()

	week_at(school, -12, (-14, "Absent"), (-13, "Present"))
	week_at(elsewhere, -10, (-11, "Leave"), (-10, "Present"))
	week_at(school, -8, (-9, "Absent"))
	week_at(school, -1, (-7, "Leave"), (-6, "Present"))
	fields = ("school", "days_enrolled", "days_absent", "days_excused", "days_unexcused")
	assert [tuple(row[field] for field in fields) for row in records_of(name)] == [
		(school, 2, 1, 0, 1),
		(elsewhere, 2, 1, 1, 0),
		(school, 3, 2, 0, 2),
		(school, 5, 3, 1, 2),
	]


def test_a_field_of_the_student_names_the_school_and_an_unknown_one_costs_that_student_alone(school):
	other = make.make_school(school_code=make.unique("7"))
	code = frappe.db.get_value("Liaison School", other, "school_code")
	frappe.db.set_single_value("Liaison Settings", "education_school_field", "campus")
	frappe.clear_document_cache("Liaison Settings", "Liaison Settings")
	named, unknown, without = student(campus=code), student(campus="Nowhere"), student()
	flow_in()
	assert (child_of(named).school, child_of(unknown), child_of(without).school) == (other, None, school)
	assert frappe.db.exists("Error Log", {"error": ["like", "%School Nowhere of Education is not on file%"]})


def test_a_guardian_is_proposed_once_and_never_added(school, liaison):
	family = make.make_family(school, liaison)
	member = frappe.get_doc("Family Member", make.adult_of(family))
	rows = [
		{"guardian": "G-1", "guardian_name": member.full_name, "relation": "Mother"},
		{"guardian": "G-2", "guardian_name": "Ray Cole", "relation": "Father"},
	]
	name = student(guardians=rows)
	flow_in()
	assert steps_on(family) == []
	frappe.db.set_value("Focus Student", child_of(name).name, "family", family)
	flow_in()
	flow_in()
	assert steps_on(family) == ["Education names Ray Cole as a guardian: add this adult if that is safe"]
	assert frappe.db.count("Family Member", {"family": family}) == 1


def test_nothing_flows_where_education_is_not_installed_or_no_school_is_set(monkeypatch):
	name = student()
	frappe.db.set_single_value("Liaison Settings", "education_school", None)
	frappe.clear_document_cache("Liaison Settings", "Liaison Settings")
	flow_in()
	assert child_of(name) is None
	monkeypatch.setattr(source, "is_installed", lambda: False)
	flow_in()
	assert child_of(name) is None
