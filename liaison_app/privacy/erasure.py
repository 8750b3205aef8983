"""Erases a family: whatever says who they were goes, in every table; how much was done for them stays as a number.

The family's number, its enrolments and its work stay without a word in them, so that the ledger, and each figure that
was reported, stays true and can be rebuilt. All else is deleted: people, children and their records, notes,
addresses, consents, disclosures, and what the host hung on any of it.
"""

from collections.abc import Iterable

import frappe
from frappe.utils import nowdate

from liaison_app.ledger import VOUCHER_TYPES
from liaison_app.ledger.posting import forget_students
from liaison_app.permissions.rooms import ROOMS
from liaison_app.permissions.scope import forget_scopes
from liaison_app.privacy.traces import delete_traces

#: Stay as numbers: what the ledger counts, and what it refers to.
STRIPPED = ("Focus Family", "Family Enrolment", "Event Attendance", "Material Handout", *VOUCHER_TYPES)
#: Fields in which somebody could be named.
WORDS = (
	"Data", "Small Text", "Text", "Long Text", "Text Editor", "Markdown Editor", "HTML Editor", "Code", "JSON", "Attach",
	"Attach Image", "Phone", "Autocomplete",
)  # fmt: skip
PEOPLE = ("Family Member", "Focus Student", "Screening Result")
#: What the host keeps in a document's own row of what was hung on it.
HUNG = ("_comments", "_user_tags", "_assign", "_liked_by", "_seen")


def erase_family(family: str) -> None:
	"""Erase one family, in the caller's transaction. Erasing it again changes nothing.

	The caller has made sure that its time is over and nothing stops it (`retention.py`).
	"""
	frappe.db.get_value("Focus Family", family, "name", for_update=True)
	students = _names("Focus Student", "family", [family])
	documents = {doctype: _of_family(doctype, family, students) for doctype in ROOMS}
	documents.pop("Liaison Ledger Entry")
	delete_traces(documents, [family, *students, *documents["Family Member"]])
	for doctype, names in documents.items():
		if doctype in STRIPPED:
			strip(doctype, _nobody_elses(doctype, names, family))
		elif doctype != "Family Liaison":
			_delete(doctype, names)
	_forget_children(students)
	frappe.qb.update(frappe.qb.DocType("Focus Family")).set("family_name", family).set(
		"erased_on", nowdate()
	).where(frappe.qb.DocType("Focus Family").name == family).run()
	frappe.clear_document_cache("Focus Family", family)
	forget_scopes()


def _of_family(doctype: str, family: str, students: list[str]) -> list[str]:
	room = ROOMS[doctype]
	found = set(_names(doctype, room.family, [family])) if room.family else set()
	if room.families:
		filters = {"family": family, "parenttype": doctype}
		found.update(frappe.get_all("Work Family", filters=filters, pluck="parent", order_by="parent asc"))
	if room.pupil:
		found.update(_names(doctype, room.pupil, students))
	return sorted(found)


def _names(doctype: str, column: str, values: list[str]) -> list[str]:
	filters = {column: ["in", values or [""]]}
	return frappe.get_all(doctype, filters=filters, pluck="name", order_by="name asc")


def _nobody_elses(doctype: str, names: list[str], family: str) -> list[str]:
	"""Work for several families keeps its words while one of the others is on file."""
	if not ROOMS[doctype].families:
		return names
	row, other = frappe.qb.DocType("Work Family"), frappe.qb.DocType("Focus Family")
	shared = (
		frappe.qb.from_(row)
		.join(other)
		.on(other.name == row.family)
		.select(row.parent)
		.where((row.parenttype == doctype) & row.parent.isin(names or [""]))
		.where((row.family != family) & other.erased_on.isnull())
	).run()
	return sorted(set(names) - {parent for (parent,) in shared})


def strip(doctype: str, names: list[str]) -> None:
	"""Empty every field in which somebody could be named, also in the tables."""
	if not names:
		return
	table = frappe.qb.DocType(doctype)
	_empty(doctype, table, table.name.isin(names), HUNG)
	for field in frappe.get_meta(doctype).get_table_fields():
		rows = frappe.qb.DocType(field.options)
		of_these = (rows.parenttype == doctype) & rows.parent.isin(names)
		if doctype == "Focus Family" or _is_about_people(field.options):
			frappe.qb.from_(rows).delete().where(of_these).run()
		else:
			_empty(field.options, rows, of_these)
	for name in names:
		frappe.clear_document_cache(doctype, name)


def _is_about_people(table: str) -> bool:
	return any(df.reqd and df.options in PEOPLE for df in frappe.get_meta(table).get_link_fields())


def _empty(doctype: str, table, condition, further: Iterable[str] = ()) -> None:
	query = frappe.qb.update(table).where(condition)
	held = set(frappe.db.get_table_columns(doctype))
	columns = [field for field in (*_telling(doctype), *further) if field in held]
	for column in columns:
		query = query.set(table[column], None)
	if columns:
		query.run()


def _telling(doctype: str) -> list[str]:
	fields = frappe.get_meta(doctype).fields
	return [
		df.fieldname
		for df in fields
		if df.fieldtype in WORDS or (df.fieldtype == "Link" and df.options in PEOPLE)
	]


def _delete(doctype: str, names: list[str]) -> None:
	"""Past the documents' own rules, which protect them from people."""
	if not names:
		return
	for field in frappe.get_meta(doctype).get_table_fields():
		frappe.db.delete(field.options, {"parenttype": doctype, "parent": ["in", names]})
	frappe.db.delete(doctype, {"name": ["in", names]})
	for name in names:
		frappe.clear_document_cache(doctype, name)


def _forget_children(students: list[str]) -> None:
	"""Children whom the work of other families named, and the ledger."""
	if students:
		frappe.db.delete("Contact Student", {"student": ["in", students]})
		forget_students(students)
