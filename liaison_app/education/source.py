"""Education's students, guardians and days, read in a statement each. Nothing of Education is imported."""

from datetime import date

import frappe
from frappe.query_builder import Case
from frappe.query_builder.functions import Count, Max, Sum

#: What we read -> the names that Education's versions give it.
STUDENT = {
	"first_name": ("first_name",),
	"last_name": ("last_name",),
	"birth_date": ("date_of_birth",),
	"enabled": ("enabled",),
	"left_on": ("date_of_leaving", "leaving_date"),
}
GUARDIAN = {"guardian": ("guardian",), "guardian_name": ("guardian_name",), "relation": ("relation",)}
ATTENDANCE = {"student": ("student",), "day": ("date", "attendance_date"), "status": ("status",)}
#: A day is a day of absence where no period of it says this.
PRESENT, LEAVE = "Present", "Leave"


def is_installed() -> bool:
	"""Whether Education is on this site."""
	return "education" in frappe.get_installed_apps()


def students(school_field: str | None = None) -> list[dict]:
	"""Education's students: name, what of STUDENT this version has, and the field that names the school, as school."""
	table, found = frappe.qb.DocType("Student"), columns("Student", STUDENT)
	if school_field and frappe.get_meta("Student").has_field(school_field):
		found["school"] = school_field
	query = frappe.qb.from_(table).select(
		table.name, *(table[field].as_(name) for name, field in found.items())
	)
	return query.orderby(table.name).run(as_dict=True)


def guardians() -> list[dict]:
	"""Education's guardians: student, and what of GUARDIAN this version has."""
	table = frappe.qb.DocType("Student Guardian")
	found = columns("Student Guardian", GUARDIAN)
	query = frappe.qb.from_(table).select(
		table.parent.as_("student"), *(table[field].as_(name) for name, field in found.items())
	)
	return query.where(table.parenttype == "Student").orderby(table.parent, table.idx).run(as_dict=True)


def attendance(since: date, until: date, student: str | None = None) -> list[dict]:
	"""Of each student the days from `since` to `until`: student, enrolled, absent, excused.

	A day counts once, whatever the number of its periods.
	"""
	day = _days(since, until, student).as_("per_day")
	is_absent = day.present == 0
	return (
		frappe.qb.from_(day)
		.select(day.student, Count("*").as_("enrolled"))
		.select(Sum(Case().when(is_absent, 1).else_(0)).as_("absent"))
		.select(Sum(Case().when(is_absent & (day.on_leave == 1), 1).else_(0)).as_("excused"))
		.groupby(day.student)
		.orderby(day.student)
	).run(as_dict=True)


def columns(doctype: str, wanted: dict[str, tuple[str, ...]]) -> dict[str, str]:
	"""What of `wanted` this version's DocType has, and under which name."""
	meta = frappe.get_meta(doctype)
	has = {
		name: next((field for field in fields if meta.has_field(field)), None)
		for name, fields in wanted.items()
	}
	return {name: field for name, field in has.items() if field}


def _days(since: date, until: date, student: str | None):
	table, found = frappe.qb.DocType("Student Attendance"), columns("Student Attendance", ATTENDANCE)
	day, status = table[found["day"]], table[found["status"]]
	query = (
		frappe.qb.from_(table)
		.select(table.student, day.as_("day"))
		.select(Max(Case().when(status == PRESENT, 1).else_(0)).as_("present"))
		.select(Max(Case().when(status == LEAVE, 1).else_(0)).as_("on_leave"))
		.where(day[since:until] & (table.docstatus == 1))
		.groupby(table.student, day)
	)
	return query.where(table.student == student) if student else query
