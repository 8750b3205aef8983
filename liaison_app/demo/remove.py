"""Takes the demo district away.

What goes: the demo's schools, people, pupils and families, and whatever was added since that cannot stand
without them: all work at the demo's schools and all that belongs to a family which no other school serves.
What does not let itself be parted so (a family of another school with a pupil of the demo's) is named, and
then nothing is removed.
"""

from collections.abc import Iterator

import frappe
from frappe import _
from frappe.sessions import clear_sessions
from frappe.utils.password import delete_all_passwords_for

from liaison_app import MODULE
from liaison_app.demo.make import switch_languages
from liaison_app.demo.marker import Marker, forget_marker, read_marker
from liaison_app.demo.staff import PEOPLE, SCHOOLS
from liaison_app.ledger import VOUCHER_TYPES
from liaison_app.ledger.calendar import follow_school_years
from liaison_app.ledger.posting import replace_many
from liaison_app.permissions.rooms import ROOMS, Room

Rows = dict[str, set[str]]

#: Rows that the host keeps for a user, and the column that names the user.
OF_USERS = {
	"Contact": "user",
	"Notification Settings": "name",
	"ToDo": "allocated_to",
	"DefaultValue": "parent",
	"DocShare": "user",
	"Has Role": "parent",
	"Block Module": "parent",
	"User Email": "parent",
	"User Social Login": "parent",
	"User Permission": "user",
	"Dashboard Settings": "name",
	"Notification Log": "for_user",
	"Route History": "user",
	"List Filter": "for_user",
	"Activity Log": "user",
	"View Log": "viewed_by",
	"Access Log": "user",
}
#: Rows that the host keeps about a document: the columns that name its DocType and itself.
ABOUT_DOCUMENTS = {
	"Comment": ("reference_doctype", "reference_name"),
	"Version": ("ref_doctype", "docname"),
	"View Log": ("reference_doctype", "reference_name"),
	"ToDo": ("reference_type", "reference_name"),
	"Tag Link": ("document_type", "document_name"),
	"DocShare": ("share_doctype", "share_name"),
	"Document Follow": ("ref_doctype", "ref_docname"),
	"Notification Log": ("document_type", "document_name"),
	"Workflow Action": ("reference_doctype", "reference_name"),
	"Activity Log": ("reference_doctype", "reference_name"),
	"Communication": ("reference_doctype", "reference_name"),
	"Communication Link": ("link_doctype", "link_name"),
	"Email Queue": ("reference_doctype", "reference_name"),
	"Email Unsubscribe": ("reference_doctype", "reference_name"),
}


def remove() -> dict[str, int] | None:
	"""Remove the demo; all or nothing is kept. Returns the documents removed by DocType, None without a demo.

	Raises frappe.ValidationError, naming what stands in the way.
	"""
	marker = read_marker()
	if not marker:
		return None
	rows = _rows(marker)
	_forget_years_of_grades(rows["School Year"])
	_refuse_if_linked(rows)
	for doctype in VOUCHER_TYPES:
		replace_many(doctype, {voucher: [] for voucher in rows.get(doctype, ())}, rebuilding=True)
	for doctype, names in rows.items():
		_delete(doctype, names)
	follow_school_years()  # work of other schools may have been counted in the demo's year
	switch_languages(marker.languages, 0)
	forget_marker()
	frappe.db.commit()  # the end of a command, never inside a request
	frappe.clear_cache()
	return {doctype: len(names) for doctype, names in rows.items() if names}


def remove_beside_the_app() -> None:
	"""Remove what the demo made outside the app's tables, when those go altogether."""
	marker = read_marker()
	if not marker:
		return
	_delete("Data Import", {marker.data_import} - {""})
	_delete("User", _people(marker))
	switch_languages(marker.languages, 0)
	forget_marker()


def _people(marker: Marker) -> set[str]:
	return _existing("User", {person.user for person in PEOPLE}, marker, "people")


def _rows(marker: Marker) -> Rows:
	schools = _existing("Liaison School", {school.name for school in SCHOOLS}, marker, "schools")
	users = _people(marker)
	families = {*marker.families.values(), *_families_of(schools)}
	rows: Rows = {
		doctype: set(_names(doctype, room, families, schools))
		for doctype, room in ROOMS.items()
		if room.family or room.school
	}
	rows.pop("Liaison Ledger Entry")
	for doctype, room in ROOMS.items():
		if room.pupil:
			of_pupils = _those(doctype, room.pupil, rows["Focus Student"])
			rows[doctype] = rows.get(doctype, set()) | of_pupils
	rows["Screening Run"] = _runs(schools, rows["Screening Result"])
	rows["Family Liaison"] = _those("Family Liaison", "name", users)
	rows["Liaison School"] = schools
	rows["Outreach Material"] = _those("Outreach Material", "name", set(marker.materials))
	rows["School Year"] = {marker.school_year, marker.year_before} - {""}
	rows["Year Rollover"] = _those("Year Rollover", "school_year", rows["School Year"])
	rows["Data Import"] = {marker.data_import} - {""}
	rows["User"] = users
	return rows


def _existing(doctype: str, names: set[str], marker: Marker, stage: str) -> set[str]:
	made = {key.split(":", 1)[1] for key in marker.done if key.startswith(f"{stage}:")}
	return _those(doctype, "name", names & made)


def _families_of(schools: set[str]) -> set[str]:
	"""Families that only these schools serve or served."""
	here = _those("Family Enrolment", "school", schools, "family")
	elsewhere = {"school": ["not in", sorted(schools)]} if schools else None
	return here - _those("Family Enrolment", "family", here, "family", elsewhere)


def _runs(schools: set[str], results: set[str]) -> set[str]:
	"""Runs at these schools, and runs that found none but these results."""
	named = _those("Screening Run School", "school", schools, "parent")
	found = _those("Screening Result", "name", results, "run")
	elsewhere = {"name": ["not in", sorted(results)]}
	return named | (found - _those("Screening Result", "run", found, "run", elsewhere))


def _names(doctype: str, room: Room, families: set[str], schools: set[str]) -> Iterator[str]:
	"""What belongs to these families, or to these schools and no family."""
	if room.family:
		yield from _those(doctype, room.family, families)
	if room.school:
		no_family = {room.family: ["is", "not set"]} if room.family else None
		yield from _those(doctype, room.school, schools, "name", no_family)


def _those(
	doctype: str, column: str, values: set[str], pluck: str = "name", more: dict | None = None
) -> set[str]:
	"""Rows with one of these values. No empty value goes into the filter: the host would take NULL for it."""
	if not values:
		return set()
	filters = {column: ["in", sorted(values)], **(more or {})}
	return set(frappe.get_all(doctype, filters=filters, pluck=pluck, order_by="name asc"))


def _forget_years_of_grades(years: set[str]) -> None:
	"""Children who stay were given their grade in one of the demo's years without anybody choosing it."""
	student = frappe.qb.DocType("Focus Student")
	of_the_demo = student.grade_of_year.isin(sorted(years) or [""])
	frappe.qb.update(student).set(student.grade_of_year, None).where(of_the_demo).run()


def _refuse_if_linked(rows: Rows) -> None:
	"""Documents that stay must not point at documents that go."""
	ours = frappe.get_all(
		"DocType", filters={"module": MODULE, "issingle": 0}, pluck="name", order_by="name asc"
	)
	for doctype in ours:
		meta = frappe.get_meta(doctype)
		for field in meta.get("fields", {"fieldtype": "Link", "options": ["in", list(rows)]}):
			if not meta.get_field(field.fieldname).get("is_virtual"):
				_refuse_link(doctype, meta, field, rows)


def _refuse_link(doctype: str, meta, field, rows: Rows) -> None:
	if doctype == "Liaison Ledger Entry" or not rows[field.options]:
		return
	columns = ["name", "parent", "parenttype"] if meta.istable else ["name"]
	for row in frappe.get_all(
		doctype,
		filters={field.fieldname: ["in", sorted(rows[field.options])]},
		fields=[*columns, f"{field.fieldname} as target"],
		order_by="name asc",
	):
		owner = (row.parenttype, row.parent) if meta.istable else (doctype, row.name)
		if owner[0] == "Liaison Ledger Entry" or owner[1] in rows.get(owner[0], ()):
			continue
		frappe.throw(
			_("{0} {1} is no part of the demo, but names its {2} {3}: change it or remove it first.").format(
				_(owner[0]), owner[1], _(field.options), row.target
			)
		)


def _delete(doctype: str, names: set[str]) -> None:
	"""Delete in bulk: the rules that protect a district's records have nothing to protect here."""
	if not names:
		return
	if doctype == "User":
		_delete_of_users(names)
	if doctype == "Data Import":
		frappe.db.delete("Data Import Log", {"data_import": ["in", sorted(names)]})
	_delete_files(doctype, names)
	for about, (type_column, name_column) in ABOUT_DOCUMENTS.items():
		_delete_rows(about, _those(about, name_column, names, "name", {type_column: doctype}))
	_delete_rows(doctype, names)


def _delete_rows(doctype: str, names: set[str]) -> None:
	if not names:
		return
	for table in frappe.get_meta(doctype).get_table_fields():
		frappe.db.delete(table.options, {"parenttype": doctype, "parent": ["in", sorted(names)]})
	frappe.db.delete(doctype, {"name": ["in", sorted(names)]})


def _delete_files(doctype: str, names: set[str]) -> None:
	filters = {"attached_to_doctype": doctype, "attached_to_name": ["in", sorted(names)]}
	for name in frappe.get_all("File", filters=filters, pluck="name", order_by="name asc"):
		# Whoever removes the demo was asked for the right to do so.
		frappe.delete_doc("File", name, force=True, ignore_permissions=True, delete_permanently=True)


def _delete_of_users(users: set[str]) -> None:
	for doctype, column in OF_USERS.items():
		_delete_rows(doctype, _those(doctype, column, users))
	for user in users:
		clear_sessions(user, force=True)
		delete_all_passwords_for("User", user)
