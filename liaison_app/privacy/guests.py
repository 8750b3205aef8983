"""Guests of whom no family is on file: their names at events and in after-school programs go after the retention time.

How many came, and how many had a place, stays. Nobody is asked, as for a family's file: nothing hangs on these names.
"""

from datetime import date

import frappe
from frappe.utils import add_years, getdate

from liaison_app.columns import is_empty
from liaison_app.jobs import one_by_one
from liaison_app.privacy.erasure import strip
from liaison_app.privacy.traces import delete_traces

#: DocTypes whose rows can name somebody of no family on file: link and DocType of the document that says when it was, its
#: last day, and what of the row is filled as long as somebody is named.
GUESTS = {
	"Event Attendance": ("event", "Engagement Event", "planned_end", "title"),
	"After School Enrolment": ("program", "After School Program", "ends_on", "child_name"),
}


def forget_guests() -> None:
	"""The daily job: each event and each program in a transaction of its own. Run again, it changes nothing more."""
	years = frappe.db.get_single_value("Liaison Settings", "retention_years")
	if not years:
		return
	before = add_years(getdate(), -years)
	for doctype in GUESTS:
		one_by_one(_forget, _due(doctype, before), title="Names of guests could not be forgotten")
		_forget_deleted(doctype, before)


def _due(doctype: str, before: date) -> list[tuple[str, list[str]]]:
	"""Rows of before a day that still name somebody, by the event or program, which ended before it."""
	link, parenttype, ended_on, named = GUESTS[doctype]
	row, parent = frappe.qb.DocType(doctype), frappe.qb.DocType(parenttype)
	query = (
		frappe.qb.from_(row)
		.join(parent)
		.on(parent.name == row[link])
		.select(parent.name, row.name)
		.where((parent[ended_on] < before) & row[named].isnotnull())
		# A day set years back by mistake takes no name that was written since.
		.where(row.creation < before)
		.where(is_empty(row.family))
		.where(row.student.isnull() | row.student.notin(_asked_for()))
		.orderby(parent.name, row.name)
	)
	found: dict[str, list[str]] = {}
	for name, one in query.run():
		found.setdefault(name, []).append(one)
	return [(doctype, names) for names in found.values()]


def _asked_for():
	"""Children whose records somebody has asked for and not been given."""
	request = frappe.qb.DocType("Records Request")
	return frappe.qb.from_(request).select(request.student).where(request.status == "Open")


def _forget(rows: tuple[str, list[str]]) -> None:
	doctype, names = rows
	delete_traces({doctype: names}, [])
	strip(doctype, names)


def _forget_deleted(doctype: str, before: date) -> None:
	"""The host keeps a copy of what was deleted."""
	frappe.db.delete("Deleted Document", {"deleted_doctype": doctype, "creation": ["<", before]})
