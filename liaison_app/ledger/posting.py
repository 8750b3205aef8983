"""Posts a document's lines to the ledger, and keeps "last reached" on the family.

Locks are taken in one order everywhere: liaisons, families, ledger rows. Taking the family after the
ledger insert would read a stale maximum when two people post at once.
"""

from collections.abc import Iterable

import frappe
from frappe import _
from frappe.model.document import Document
from frappe.utils import now

from liaison_app.ledger.lines import Line, entry_name

COLUMNS = (
	"posting_date", "week", "school_year", "school", "liaison", "family", "involvement_type",
	"activity_kind", "direction", "reached", "attempted", "units", "staff_minutes", "travel_minutes",
	"participants", "line_key",
)  # fmt: skip


def post(doc: Document, _method: str | None = None) -> None:
	"""Make the ledger say what the document says. Posting twice changes nothing.

	Raises frappe.ValidationError where a frozen weekly report has counted what would change.
	"""
	replace_lines(doc.doctype, doc.name, doc.ledger_lines())


def reverse(doc: Document, _method: str | None = None) -> None:
	"""Take the document's lines out of the ledger (deleted or cancelled)."""
	replace_lines(doc.doctype, doc.name, [])


def after_rename(doc: Document, _method: str, old: str, new: str, _merge: bool = False) -> None:
	"""Carry the lines to the document's new name: under the old one they would be orphans."""
	replace_lines(doc.doctype, old, [])
	replace_lines(doc.doctype, new, doc.ledger_lines())


def replace_lines(voucher_type: str, voucher: str, lines: list[Line], rebuilding: bool = False) -> None:
	"""Replace a document's lines: drop those it no longer has, insert or update the others.

	rebuilding: write frozen lines too, because the documents, which the freeze protects, are the truth.
	"""
	before = frappe.db.sql(
		"select distinct liaison, family from `tabLiaison Ledger Entry` where voucher_type = %s and voucher = %s",
		(voucher_type, voucher),
	)
	lock_rows("Family Liaison", [*(row[0] for row in before), *(line.liaison for line in lines)])
	families = lock_rows("Focus Family", [*(row[1] for row in before), *(line.family for line in lines)])
	new = {entry_name(voucher_type, voucher, line.line_key): line for line in lines}
	stored = stored_lines(voucher_type, voucher)
	if not rebuilding:
		_refuse_frozen(stored, new)
	_delete([name for name in stored if name not in new])
	for name, line in new.items():
		if name not in stored:
			_write(name, voucher_type, voucher, line)
		elif not _is_same(stored[name], line):
			_delete_students([name])
			_write(name, voucher_type, voucher, line)
	update_last_reached(families)


def lock_rows(doctype: str, names: Iterable[str]) -> list[str]:
	"""Lock rows until the transaction ends, always in the order of their names. Returns the names."""
	names = sorted({name for name in names if name})
	if names:
		frappe.db.sql(
			f"select name from `tab{doctype}` where name in %(names)s order by name for update",
			{"names": names},
		)
	return names


def stored_lines(voucher_type: str, voucher: str) -> dict[str, dict]:
	"""The ledger's rows of a document by entry name, locked, each with its students as a tuple."""
	rows = frappe.db.sql(
		f"select name, counted_in, {', '.join(COLUMNS)} from `tabLiaison Ledger Entry` "
		"where voucher_type = %s and voucher = %s order by name for update",
		(voucher_type, voucher),
		as_dict=True,
	)
	students = students_of([row.name for row in rows])
	return {row.name: {**row, "students": students.get(row.name, ())} for row in rows}


def students_of(entries: list[str]) -> dict[str, tuple[str, ...]]:
	"""The students of each ledger entry, in order."""
	if not entries:
		return {}
	rows = frappe.db.sql(
		"select parent, student from `tabLiaison Ledger Student` where parent in %(entries)s order by parent, idx",
		{"entries": entries},
	)
	found: dict[str, tuple[str, ...]] = {}
	for entry, student in rows:
		found[entry] = (*found.get(entry, ()), student)
	return found


def update_last_reached(families: Iterable[str]) -> None:
	"""Set each family's last reached date from the ledger; its rows must be locked."""
	for family in families:
		frappe.db.sql(
			"""update `tabFocus Family` set last_reached = (
				select max(posting_date) from `tabLiaison Ledger Entry` where family = %(family)s and reached = 1
			) where name = %(family)s""",
			{"family": family},
		)
		frappe.clear_document_cache("Focus Family", family)


def _is_same(stored: dict, line: Line) -> bool:
	values = {**line.columns(), "students": line.students}
	return all(stored[key] == value for key, value in values.items())


def _refuse_frozen(stored: dict[str, dict], new: dict[str, Line]) -> None:
	for name, row in stored.items():
		if row["counted_in"] and not (name in new and _is_same(row, new[name])):
			frappe.throw(
				_(
					"Weekly report {0} has already counted this work: date, staff, school, family, type, minutes"
					" and outcome stay as they are until the report is returned."
				).format(frappe.bold(row["counted_in"])),
				title=_("Counted in a Report"),
			)


def _delete(entries: list[str]) -> None:
	if entries:
		_delete_students(entries)
		frappe.db.sql("delete from `tabLiaison Ledger Entry` where name in %(entries)s", {"entries": entries})


def _delete_students(entries: list[str]) -> None:
	frappe.db.sql("delete from `tabLiaison Ledger Student` where parent in %(entries)s", {"entries": entries})


def _write(name: str, voucher_type: str, voucher: str, line: Line) -> None:
	source = {"name": name, "voucher_type": voucher_type, "voucher": voucher}
	frappe.db.sql(_UPSERT, {**source, **line.columns(), **_stamp()})
	for index, student in enumerate(line.students, start=1):
		row = {"name": entry_name("", name, student), "entry": name, "idx": index, "student": student}
		frappe.db.sql(_INSERT_STUDENT, {**row, **_stamp()})


def _stamp() -> dict:
	return {"now": now(), "user": frappe.session.user}


_UPSERT = (
	"insert into `tabLiaison Ledger Entry` "
	"(name, creation, modified, owner, modified_by, voucher_type, voucher, counted_in, {columns}) "
	"values (%(name)s, %(now)s, %(now)s, %(user)s, %(user)s, %(voucher_type)s, %(voucher)s, '', {values}) "
	"on duplicate key update modified = %(now)s, modified_by = %(user)s, {updates}"
).format(
	columns=", ".join(COLUMNS),
	values=", ".join(f"%({column})s" for column in COLUMNS),
	updates=", ".join(f"{column} = values({column})" for column in COLUMNS),
)

_INSERT_STUDENT = """insert into `tabLiaison Ledger Student`
	(name, creation, modified, owner, modified_by, idx, parent, parenttype, parentfield, student)
	values (%(name)s, %(now)s, %(now)s, %(user)s, %(user)s, %(idx)s, %(entry)s,
		'Liaison Ledger Entry', 'students', %(student)s)"""
