"""The rows that a channel could change, as they stood: what has changed is seen, and put back."""

from typing import Any

import frappe

from liaison_app.permissions.rooms import CHILD_ROOMS, REFERENCES, ROOMS
from tests.permissions.proof.facts import Row

#: What the host notes by itself when somebody reads.
NOTED = ("View Log",)
#: What is hung on a document.
HUNG = tuple(doctype for doctype in REFERENCES if doctype not in NOTED)

Table = dict[str, dict[str, Any]]


class Database:
	"""All rows of the rooms and their tables, and of what hangs on documents."""

	def __init__(self) -> None:
		self.truth = _tables()
		self.numbers = _last_numbers()

	def differences(self) -> list[str]:
		"""The rows that are not as they stood."""
		now = _tables()
		return [
			f"{doctype} {name} {_kind(before.get(name), now[doctype].get(name))}"
			for doctype, before in self.truth.items()
			for name in _changed(before, now[doctype])
		]

	def restore(self) -> None:
		"""Put everything back as it stood."""
		for doctype, now in _tables().items():
			before = self.truth[doctype]
			changed = _changed(before, now)
			if changed:
				frappe.db.delete(doctype, {"name": ["in", changed]})
				_insert(doctype, [before[name] for name in changed if name in before])
				for name in changed:
					frappe.clear_document_cache(doctype, name)
		# Deleting the last of a series took its number back; the document is there again.
		for series, last in self.numbers.items():
			table = frappe.qb.Table("tabSeries")
			frappe.qb.update(table).set(table.current, last).where(
				(table.name == series) & (table.current < last)
			).run()


def stored(row: Row) -> tuple:
	"""The document as it stands, and how much hangs on it."""
	frappe.db.rollback()
	own = frappe.qb.DocType(row.doctype)
	values = frappe.qb.from_(own).select("*").where(own.name == row.name).run()
	hung = [frappe.db.count(doctype, {column: row.name}) for doctype, column in ON.items()]
	return values, tuple(hung), frappe.db.count(row.doctype)


#: Where the name of a document stands in what is hung on it.
ON = {
	"Comment": "reference_name",
	"Communication": "reference_name",
	"File": "attached_to_name",
	"ToDo": "reference_name",
	"DocShare": "share_name",
	"Reminder": "reminder_docname",
}


def _tables() -> dict[str, Table]:
	frappe.db.rollback()
	kept = (doctype for doctype in (*ROOMS, *CHILD_ROOMS, *HUNG) if frappe.db.table_exists(doctype))
	return {doctype: _rows(doctype) for doctype in kept}


def _last_numbers() -> dict[str, int]:
	"""The last number given in each naming series."""
	table = frappe.qb.Table("tabSeries")
	return dict(frappe.qb.from_(table).select(table.name, table.current).run())


def _rows(doctype: str) -> Table:
	table = frappe.qb.DocType(doctype)
	return {row.name: row for row in frappe.qb.from_(table).select("*").run(as_dict=True)}


def _changed(before: Table, now: Table) -> list[str]:
	return sorted(str(name) for name in before.keys() | now.keys() if before.get(name) != now.get(name))


def _kind(before: dict | None, now: dict | None) -> str:
	if not (before and now):
		return "was made" if now else "is gone"
	return "has another " + ", ".join(key for key in now if now[key] != before.get(key))


def _insert(doctype: str, rows: list[dict]) -> None:
	for row in rows:
		frappe.qb.into(frappe.qb.DocType(doctype)).columns(*row).insert(*row.values()).run()
