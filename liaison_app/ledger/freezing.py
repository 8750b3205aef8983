"""Marks the ledger lines that a weekly report has counted.

A report is frozen while it is In Review or Approved. It keeps the names of the entries that it counted,
so that a rebuilt ledger counts them in the same report again.
"""

from datetime import date

import frappe

from liaison_app.locks import lock_rows

FROZEN = ("In Review", "Approved")


def open_entries(liaison: str, school: str, until: date) -> list[str]:
	"""Names of the entries of a liaison at a school, up to a day, that no frozen report holds; locked.

	The liaison's row is the mutex between posting and handing in.
	"""
	lock_rows("Family Liaison", [liaison])
	rows = frappe.db.sql(
		"""select name from `tabLiaison Ledger Entry`
		where liaison = %s and school = %s and posting_date <= %s and counted_in = ''
		order by posting_date, name for update""",
		(liaison, school, until),
	)
	return [name for (name,) in rows]


def mark_counted(report: str, entries: list[str]) -> None:
	"""Write the report into the entries that it counted."""
	if entries:
		frappe.db.sql(
			"update `tabLiaison Ledger Entry` set counted_in = %(report)s where name in %(entries)s",
			{"report": report, "entries": entries},
		)


def release(report: str, liaison: str) -> None:
	"""Take the report out of the entries that it counted: it was returned, cancelled or deleted."""
	lock_rows("Family Liaison", [liaison])
	frappe.db.sql("update `tabLiaison Ledger Entry` set counted_in = '' where counted_in = %s", (report,))


def frozen_entries() -> dict[str, list[str]]:
	"""The entries that each frozen report holds, by report."""
	rows = frappe.db.sql(
		"""select entry.parent, entry.ledger_entry
		from `tabWeekly Report Entry` entry
		join `tabWeekly Activity Report` report on report.name = entry.parent
		where report.status in %(frozen)s and report.docstatus < 2
		order by entry.parent, entry.idx""",
		{"frozen": FROZEN},
	)
	found: dict[str, list[str]] = {}
	for report, entry in rows:
		found.setdefault(report, []).append(entry)
	return found


def restore_counted() -> None:
	"""Make every entry say what the frozen reports say that they counted."""
	expected = frozen_entries()
	held = {entry for entries in expected.values() for entry in entries}
	counted = frappe.db.sql("select name from `tabLiaison Ledger Entry` where counted_in != ''")
	mark_counted("", [name for (name,) in counted if name not in held])
	for report, entries in expected.items():
		mark_counted(report, entries)
