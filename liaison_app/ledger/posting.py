"""Posts a document's lines to the ledger, and keeps "last reached" on the family.

Locks are taken in one order everywhere: liaisons, families, ledger rows. Taking the family after the
ledger insert would read a stale maximum when two people post at once.
"""

from collections.abc import Iterable, Mapping

import frappe
from frappe import _
from frappe.model.document import Document
from frappe.utils import now

from liaison_app.bulk import insert_rows
from liaison_app.ledger.lines import Line, entry_name
from liaison_app.locks import lock_rows

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
	replace_many(voucher_type, {voucher: lines}, rebuilding)


def replace_many(voucher_type: str, lines: Mapping[str, list[Line]], rebuilding: bool = False) -> None:
	"""Replace the lines of several documents of a type, given by document (see `replace_lines`)."""
	if not lines:
		return
	families = _lock(voucher_type, lines)
	stored = stored_lines(voucher_type, list(lines))
	new = {
		entry_name(voucher_type, voucher, line.line_key): (voucher, line)
		for voucher, its_lines in lines.items()
		for line in its_lines
	}
	if not rebuilding:
		_refuse_frozen(stored, new)
	changed = {name for name in new if name in stored and not _is_same(stored[name], new[name][1])}
	written = {name: new[name] for name in new if name in changed or name not in stored}
	_delete([name for name in stored if name not in new])
	# An entry that was lost may have left its students behind.
	_delete_students(sorted(written if rebuilding else changed))
	_write(voucher_type, written)
	update_last_reached(families)


def _lock(voucher_type: str, lines: Mapping[str, list[Line]]) -> list[str]:
	"""Lock the liaisons and families of stored and new lines. Returns the families."""
	stored = frappe.db.sql(
		"""select distinct liaison, family from `tabLiaison Ledger Entry`
		where voucher_type = %(voucher_type)s and voucher in %(vouchers)s""",
		{"voucher_type": voucher_type, "vouchers": list(lines)},
	)
	new = [(line.liaison, line.family) for its_lines in lines.values() for line in its_lines]
	lock_rows("Family Liaison", [liaison for liaison, _family in (*stored, *new)])
	return lock_rows("Focus Family", [family for _liaison, family in (*stored, *new)])


def stored_lines(voucher_type: str, vouchers: list[str]) -> dict[str, dict]:
	"""The ledger's rows of documents by entry name, locked, each with its students as a tuple."""
	rows = frappe.db.sql(
		f"select name, counted_in, {', '.join(COLUMNS)} from `tabLiaison Ledger Entry` "
		"where voucher_type = %(voucher_type)s and voucher in %(vouchers)s order by name for update",
		{"voucher_type": voucher_type, "vouchers": vouchers},
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
	"""Set each family's last reached date from the ledger; their rows must be locked."""
	families = list(families)
	if not families:
		return
	frappe.db.sql(
		"""update `tabFocus Family` family set last_reached = (
			select max(posting_date) from `tabLiaison Ledger Entry` entry
			where entry.family = family.name and entry.reached = 1
		) where family.name in %(families)s""",
		{"families": families},
	)
	for family in families:
		frappe.clear_document_cache("Focus Family", family)


def forget_students(students: Iterable[str]) -> None:
	"""Take children whose records are erased out of the ledger; the lines stay."""
	frappe.db.sql(
		"delete from `tabLiaison Ledger Student` where student in %(students)s", {"students": list(students)}
	)


def _is_same(stored: dict, line: Line) -> bool:
	values = {**line.columns(), "students": line.students}
	return all(stored[key] == value for key, value in values.items())


def _refuse_frozen(stored: dict[str, dict], new: dict[str, tuple[str, Line]]) -> None:
	for name, row in stored.items():
		if row["counted_in"] and not (name in new and _is_same(row, new[name][1])):
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
	if entries:
		frappe.db.sql(
			"delete from `tabLiaison Ledger Student` where parent in %(entries)s", {"entries": entries}
		)


def _write(voucher_type: str, lines: dict[str, tuple[str, Line]]) -> None:
	"""Write lines, given by entry name with their document, in statements of many rows."""
	entries = [
		(name, *_stamp(), voucher_type, voucher, "", *_values(line))
		for name, (voucher, line) in lines.items()
	]
	students = [
		(entry_name("", name, student), *_stamp(), index, name, "Liaison Ledger Entry", "students", student)
		for name, (_voucher, line) in lines.items()
		for index, student in enumerate(line.students, start=1)
	]
	insert_rows(
		"Liaison Ledger Entry",
		(*_STAMP, "voucher_type", "voucher", "counted_in", *COLUMNS),
		entries,
		or_else=_UPDATES,
	)
	insert_rows(
		"Liaison Ledger Student", (*_STAMP, "idx", "parent", "parenttype", "parentfield", "student"), students
	)


def _values(line: Line) -> list:
	values = line.columns()
	return [values[column] for column in COLUMNS]


def _stamp() -> tuple:
	return now(), now(), frappe.session.user, frappe.session.user


_STAMP = ("name", "creation", "modified", "owner", "modified_by")
#: An entry that is there keeps its creation, and the report that counted it.
_UPDATES = "on duplicate key update " + ", ".join(
	f"{column} = values({column})" for column in ("modified", "modified_by", *COLUMNS)
)
