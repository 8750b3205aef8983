"""The daily job: Education's students become children on file, their days progress records, their guardians proposals.

Again and again without duplicates: a child keeps which student it is, a week has one record, a step whom it names.
"""

from datetime import date

import frappe
from frappe import _
from frappe.model.document import Document
from frappe.utils import add_days, cint, getdate

from liaison_app.education import source
from liaison_app.jobs import one_by_one
from liaison_app.outreach.due import lead_enrolment
from liaison_app.school_calendar.weeks import next_staff_day, school_year_of, week_start, year_start

SOURCE = "Education"
#: Of a student these follow Education every day.
FOLLOWED = ("first_name", "last_name", "birth_date")
#: What is counted of the days, and the field of a record that holds it.
COUNTED = {"enrolled": "days_enrolled", "absent": "days_absent", "excused": "days_excused"}
#: Education asks for no last name.
NO_LAST_NAME = "–"


def flow_in() -> None:
	"""Bring in what changed. Does nothing where Education is not installed or no school is set for its students."""
	settings = frappe.get_cached_doc("Liaison Settings")
	if not source.is_installed() or not settings.education_school:
		return
	rows = source.students(settings.education_school_field)
	one_by_one(_bring_student, rows, title="A student of Education could not be brought in")
	if school_year_of(_last_day()):
		days = source.attendance(year_start(_last_day()), _last_day())
		one_by_one(
			_bring_days, days, title="The attendance of a student of Education could not be brought in"
		)
	one_by_one(_propose_guardian, source.guardians(), title="A guardian of Education could not be proposed")


def _bring_student(row: dict) -> None:
	"""Make the child, or take over what has changed. One that is disabled in Education is not made."""
	is_enabled = cint(row.get("enabled", 1))
	name = _child_of(row.name)
	if not name and not is_enabled:
		return
	child = frappe.get_doc("Focus Student", name) if name else frappe.new_doc("Focus Student")
	values = {field: row.get(field) for field in FOLLOWED}
	values["last_name"] = values["last_name"] or NO_LAST_NAME
	values["education_student"] = row.name
	school = _school(row.get("school"))
	if not name or row.get("school"):
		values["school"] = school
	if not is_enabled and row.get("left_on"):
		values["left_on"] = row.left_on
	if any(str(child.get(field) or "") != str(value or "") for field, value in values.items()):
		child.update(values)
		# A job brings in whom the district has, and asks nobody.
		child.save(ignore_permissions=True)


def _child_of(student: str) -> str | None:
	"""The child that is this student, or whose local id is the student's number."""
	return frappe.db.get_value("Focus Student", {"education_student": student}) or frappe.db.get_value(
		"Focus Student", {"local_id": student, "education_student": ["is", "not set"]}
	)


def _school(named: str | None) -> str:
	"""The school by its name or its code; that of the settings where the student names none.

	Raises frappe.ValidationError for a school that is not on file.
	"""
	if not named:
		return frappe.get_cached_doc("Liaison Settings").education_school
	found = frappe.db.exists("Liaison School", named) or frappe.db.get_value(
		"Liaison School", {"school_code": named}
	)
	if not found:
		frappe.throw(
			_("School {0} of Education is not on file: add it, or give its School Code.").format(named)
		)
	return found


def _last_day() -> date:
	"""The end of the last week that is over."""
	return getdate(add_days(week_start(getdate()), -1))


def _bring_days(row: dict) -> None:
	"""One record for each week in which something was counted; what is mended later in Education mends the last one."""
	child = frappe.db.get_value(
		"Focus Student", {"education_student": row.student}, ["name", "school"], as_dict=True
	)
	row = child and _of_this_school(row, child)
	if not row:
		return
	counts = {field: cint(row[counted]) for counted, field in COUNTED.items()}
	counts["days_unexcused"] = counts["days_absent"] - counts["days_excused"]
	last = _last_record(child)
	if last and all(last.get(field) == value for field, value in counts.items()):
		return
	record = last if last and getdate(last.as_of) == _last_day() else _new_record(child)
	record.update(counts)
	# A job works for all schools.
	record.save(ignore_permissions=True)


def _of_this_school(row: dict, child: dict) -> dict | None:
	"""The days at the child's school: those on its record from before another school, and those since.

	What was counted at another one stands in the records of that.
	"""
	left = _of_last_record(child.name, ["!=", child.school], "as_of")
	if not left:
		return row
	since = next(iter(source.attendance(getdate(add_days(left, 1)), _last_day(), row.student)), None)
	earlier = _of_last_record(child.name, child.school, list(COUNTED.values()), until=left)
	if since and earlier:
		since.update({day: cint(since[day]) + cint(earlier[field]) for day, field in COUNTED.items()})
	return since


def _last_record(child: dict) -> Document | None:
	name = _of_last_record(child.name, child.school, "name")
	return frappe.get_doc("Student Progress Record", name) if name else None


def _of_last_record(student: str, school: str | list, fields: str | list[str], until: date | None = None):
	"""A field, or some as a dict, of the latest record of this school year that came from Education."""
	year = school_year_of(_last_day())
	which = {"student": student, "school": school, "source": SOURCE, "school_year": year}
	if until:
		which["as_of"] = ["<=", until]
	as_dict = isinstance(fields, list)
	return frappe.db.get_value(
		"Student Progress Record", which, fields, order_by="as_of desc", as_dict=as_dict
	)


def _new_record(child: dict) -> Document:
	of_week = {"student": child.name, "school": child.school, "source": SOURCE, "as_of": _last_day()}
	return frappe.get_doc({"doctype": "Student Progress Record", **of_week})


def _propose_guardian(row: dict) -> None:
	"""Ask the lead liaison about a guardian who is not on the family's file."""
	family = frappe.db.get_value("Focus Student", {"education_student": row.student}, "family")
	lead = lead_enrolment(family) if family else None
	name = row.get("guardian_name") or row.get("guardian")
	key = f"guardian {row.student} {row.get('guardian')}"
	if (
		not (lead and lead.liaison and name)
		or frappe.db.exists("Next Step", {"made_for": key})
		or _is_on_file(family, name)
	):
		return
	step = {
		"doctype": "Next Step",
		"what": _("Education names {0} as a guardian: add this adult if that is safe").format(name)[:140],
		"assignee": lead.liaison,
		"due_on": next_staff_day(getdate(), lead.school),
		"family": family,
		"school": lead.school,
		"made_for": key,
	}
	# A job works for all schools.
	frappe.get_doc(step).insert(ignore_permissions=True)


def _is_on_file(family: str, name: str) -> bool:
	adults = frappe.get_all(
		"Family Member", filters={"family": family}, pluck="full_name", order_by="name asc"
	)
	return name.strip().casefold() in {(adult or "").strip().casefold() for adult in adults}
