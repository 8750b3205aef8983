"""What a program may say."""

import frappe
from frappe import _
from frappe.model.document import Document
from frappe.utils import cint

from liaison_app.after_school.places import lock_program, taken_places
from liaison_app.dates import check_order
from liaison_app.school_calendar.weeks import school_year_of


def check_program(program: Document) -> None:
	"""Refuse what cannot be so, with one sentence that names the field. Call it from validate.

	Raises frappe.ValidationError.
	"""
	check_order(program, "starts_on", "ends_on")
	_check_year(program)
	_check_activity(program)
	_check_capacity(program)
	_check_school(program)


def _check_year(program: Document) -> None:
	for field in ("starts_on", "ends_on"):
		if program.get(field) and school_year_of(program.get(field)) != program.school_year:
			frappe.throw(
				_("{0} is not in the school year {1}: choose a day of that year.").format(
					_(program.meta.get_label(field)), program.school_year
				)
			)


def _check_activity(program: Document) -> None:
	if not program.activity:
		return
	if frappe.db.get_value("Partnership Activity", program.activity, "school") != program.school:
		frappe.throw(_("Activity of the Plan: choose an activity of {0}.").format(program.school))


def _check_capacity(program: Document) -> None:
	if cint(program.capacity) < 1:
		frappe.throw(_("Capacity: give at least 1."))
	if program.is_new():
		return
	lock_program(program.name)
	taken = taken_places(program.name)
	if cint(program.capacity) < taken:
		frappe.throw(
			_("Capacity: {0} children have a place or are offered one, give at least that many.").format(
				taken
			)
		)


def _check_school(program: Document) -> None:
	"""Its children are the school's."""
	before = program.get_doc_before_save()
	moved = before and before.school != program.school
	if moved and frappe.db.exists("After School Enrolment", {"program": program.name}):
		frappe.throw(_("School: children are enrolled already, make a program of its own there."))
