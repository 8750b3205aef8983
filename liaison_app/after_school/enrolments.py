"""What a child's row in a program may say, and how it moves on: a place accepted, a child who leaves."""

import frappe
from frappe import _
from frappe.model.document import Document
from frappe.utils import getdate, now_datetime, nowdate

from liaison_app.after_school.places import ENROLLED, LEFT, OFFERED
from liaison_app.locks import other_row
from liaison_app.permissions.criteria import criterion


def fill_enrolment(row: Document) -> None:
	"""Fill school, family and name from the program and the child, so that who may not see the family sees nothing."""
	# As text: a dict would be a filter, and found or not an answer.
	if row.program:
		row.school = frappe.db.get_value("After School Program", str(row.program), "school")
	fields = ["family", "full_name", "grade"]
	child = row.student and frappe.db.get_value("Focus Student", str(row.student), fields, as_dict=True)
	row.family = child.family if child else None
	if child:
		row.child_name, row.grade = row.child_name or child.full_name, row.grade or child.grade


def check_enrolment(row: Document) -> None:
	"""Refuse a program that is over, a child of another school, and a child who is there already. Call it from validate.

	Raises frappe.ValidationError with one sentence that names the field.
	"""
	if row.is_new():
		_check_program(row)
		_check_student(row)
	_check_once(row)


def _check_program(row: Document) -> None:
	ends_on = frappe.db.get_value("After School Program", row.program, "ends_on")
	if getdate(ends_on) < getdate():
		frappe.throw(_("Program: it ended on {0}, choose another.").format(frappe.format(ends_on, "Date")))


def _check_student(row: Document) -> None:
	if row.student and frappe.db.get_value("Focus Student", row.student, "school") != row.school:
		frappe.throw(_("Student: choose a child of {0}, or write the name alone.").format(row.school))


def _check_once(row: Document) -> None:
	"""Somebody who left may apply again, at the end of the list."""
	if row.status == LEFT:
		return
	table = frappe.qb.DocType("After School Enrolment")
	same = table.student == row.student if row.student else table.child_name == row.child_name
	there = same & (table.program == row.program) & (table.status != LEFT)
	# Who may not see a child's row learns of it by no name that they type.
	rule = criterion(table, row.doctype)
	if other_row(row, "name", there if rule is None else there & rule):
		frappe.throw(_("Child: {0} is in this program's list already.").format(frappe.bold(row.child_name)))


@frappe.whitelist(methods=["POST"])
def accept(enrolment: str) -> str:
	"""The family takes the place that it was offered. Returns the new status.

	Raises frappe.PermissionError for whoever may not write the row, frappe.ValidationError where no place was offered.
	"""
	row = _writable(enrolment)
	if row.status != OFFERED:
		frappe.throw(_("Status is {0}: only a place that was offered can be accepted.").format(_(row.status)))
	row.status = ENROLLED
	return _moved(row)


@frappe.whitelist(methods=["POST"])
def leave(enrolment: str, reason: str) -> str:
	"""A child leaves the program, its waiting list, or declines a place; the next one is offered. Returns the new status.

	Raises frappe.PermissionError for whoever may not write the row, frappe.ValidationError without a reason, or where
	the child has left already.
	"""
	row = _writable(enrolment)
	if row.status == LEFT:
		frappe.throw(_("Status: this child has left already."))
	if not reason.strip():
		frappe.throw(_("Why is missing: say it in a few words."))
	row.update({"status": LEFT, "left_on": nowdate(), "left_reason": reason})
	return _moved(row)


def _writable(enrolment: str) -> Document:
	row = frappe.get_doc("After School Enrolment", enrolment, for_update=True)
	row.check_permission("write")
	return row


def _moved(row: Document) -> str:
	row.flags.moved = True
	row.save()
	return row.status


def follow_student(student: Document) -> None:
	"""A child's rows follow it into another family, so that who may not see that family sees them no more."""
	before = student.get_doc_before_save()
	if before and before.family != student.family:
		row = frappe.qb.DocType("After School Enrolment")
		query = frappe.qb.update(row).set(row.family, student.family).set(row.modified, now_datetime())
		query.where(row.student == student.name).run()
