"""Compares the ledger with the documents it came from, and rebuilds it from them."""

from collections.abc import Iterator
from dataclasses import dataclass

import frappe

from liaison_app.ledger import VOUCHER_TYPES
from liaison_app.ledger.documents import read_documents
from liaison_app.ledger.freezing import frozen_entries, restore_counted
from liaison_app.ledger.lines import Line, entry_name
from liaison_app.ledger.posting import (
	COLUMNS,
	replace_lines,
	replace_many,
	students_of,
	update_last_reached,
)

BATCH = 500


@dataclass(frozen=True)
class Difference:
	"""One way in which the ledger and the documents disagree.

	kind: "missing" (no line), "orphan" (no document says it), "differs", "last reached", "counted in".
	what: the document or family, and the column where there is one.
	"""

	kind: str
	what: str
	ledger: object = None
	documents: object = None


def verify() -> list[Difference]:
	"""Every difference between the ledger and the documents; empty when it is true."""
	found: list[Difference] = []
	known: set[str] = set()
	for voucher_type in VOUCHER_TYPES:
		for vouchers in _batches(voucher_type):
			expected = _expected(voucher_type, vouchers)
			known.update(expected)
			found += _compare(voucher_type, vouchers, expected)
	found += _orphans(known)
	found += _wrong_last_reached()
	found += _wrong_counted_in()
	return found


def rebuild() -> int:
	"""Make the ledger again from the documents and the frozen reports. Returns the documents read.

	Each batch is a transaction of its own: a rebuild that was killed is simply run again.
	"""
	read = 0
	for voucher_type in VOUCHER_TYPES:
		for vouchers in _batches(voucher_type):
			rebuild_lines(voucher_type, vouchers)
			read += len(vouchers)
			frappe.db.commit()  # a batch of a command, never inside a request
	_drop_orphans()
	restore_counted()
	update_last_reached(frappe.get_all("Focus Family", pluck="name", order_by="name asc"))
	return read


def rebuild_lines(voucher_type: str, vouchers: list[str]) -> None:
	"""Make the lines of these documents of a type again, in the caller's transaction."""
	replace_many(voucher_type, _lines(voucher_type, vouchers), rebuilding=True)


def _batches(voucher_type: str) -> Iterator[list[str]]:
	last = ""
	while True:
		names = frappe.get_all(
			voucher_type, filters=[["name", ">", last]], pluck="name", order_by="name asc", limit=BATCH
		)
		if not names:
			return
		yield names
		last = names[-1]


def _lines(voucher_type: str, vouchers: list[str]) -> dict[str, list[Line]]:
	return {doc.name: doc.ledger_lines() for doc in read_documents(voucher_type, vouchers)}


def _expected(voucher_type: str, vouchers: list[str]) -> dict[str, tuple[str, Line]]:
	return {
		entry_name(voucher_type, voucher, line.line_key): (voucher, line)
		for voucher, lines in _lines(voucher_type, vouchers).items()
		for line in lines
	}


def _compare(voucher_type: str, vouchers: list[str], expected: dict) -> Iterator[Difference]:
	rows = frappe.db.sql(
		f"select name, {', '.join(COLUMNS)} from `tabLiaison Ledger Entry` "
		"where voucher_type = %(voucher_type)s and voucher in %(vouchers)s",
		{"voucher_type": voucher_type, "vouchers": vouchers},
		as_dict=True,
	)
	stored, students = {row.name: row for row in rows}, students_of([row.name for row in rows])
	for name, (voucher, line) in expected.items():
		if name not in stored:
			yield Difference("missing", f"{voucher} {line.line_key}")
			continue
		actual = {**stored[name], "students": students.get(name, ())}
		for column, value in {**line.columns(), "students": line.students}.items():
			if actual[column] != value:
				yield Difference("differs", f"{voucher} {column}", actual[column], value)


def _orphans(known: set[str]) -> Iterator[Difference]:
	for name, voucher in frappe.db.sql("select name, voucher from `tabLiaison Ledger Entry`"):
		if name not in known:
			yield Difference("orphan", f"{voucher} {name}")


def _drop_orphans() -> None:
	"""Lines whose document is gone. Lines that a document no longer says went with its own posting."""
	for voucher_type, voucher in frappe.db.sql(
		"select distinct voucher_type, voucher from `tabLiaison Ledger Entry`"
	):
		if voucher_type not in VOUCHER_TYPES or not frappe.db.exists(voucher_type, voucher):
			replace_lines(voucher_type, voucher, [], rebuilding=True)


def _wrong_last_reached() -> Iterator[Difference]:
	rows = frappe.db.sql(
		"""select family.name, family.last_reached, max(entry.posting_date)
		from `tabFocus Family` family
		left join `tabLiaison Ledger Entry` entry on entry.family = family.name and entry.reached = 1
		group by family.name, family.last_reached"""
	)
	for family, kept, true in rows:
		if kept != true:
			yield Difference("last reached", family, kept, true)


def _wrong_counted_in() -> Iterator[Difference]:
	expected = {entry: report for report, entries in frozen_entries().items() for entry in entries}
	actual = dict(
		frappe.db.sql("select name, counted_in from `tabLiaison Ledger Entry` where counted_in != ''")
	)
	for entry in sorted({*expected, *actual}):
		if expected.get(entry) != actual.get(entry):
			yield Difference("counted in", entry, actual.get(entry), expected.get(entry))
