"""Makes programs, and has children apply to them."""

import frappe
from frappe.model.document import Document
from frappe.utils import add_days, nowdate

from tests import factories as make


def make_program(school: str, **values) -> Document:
	"""A program of this school year, from today, with two places."""
	usual = {
		"program_name": make.unique("Homework club"), "school": school, "school_year": make.make_year_of(nowdate()),
		"starts_on": nowdate(), "ends_on": nowdate(), "capacity": 2, "in_charge_name": "Ms Keller",
	}  # fmt: skip
	return make.insert("After School Program", {**usual, **values})


def apply_for(program: str, name: str | None = None, **values) -> Document:
	"""A child applies, by name or as a student."""
	named = {"child_name": name} if name else {}
	return make.insert("After School Enrolment", {"program": program, **named, **values})


def status_of(row: Document) -> str:
	"""As it is stored."""
	return frappe.db.get_value("After School Enrolment", row.name, "status")


def yesterday() -> str:
	"""The day before today."""
	return add_days(nowdate(), -1)
