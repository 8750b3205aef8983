"""Keeps week and school year in the ledger true when an administrator changes the calendar."""

import frappe
from frappe.model.document import Document

from liaison_app.school_calendar.weeks import forget_years, school_year_of, week_start


def follow_school_years(_year: Document | None = None, _method: str | None = None) -> None:
	"""After a School Year was saved, or taken away in bulk: derive week and school year of every posting date again."""
	forget_years()
	rows = frappe.db.sql("select distinct posting_date, week, school_year from `tabLiaison Ledger Entry`")
	for day, week, year in rows:
		true = (week_start(day), school_year_of(day) or "")
		if (week, year) != true:
			frappe.db.sql(
				"""update `tabLiaison Ledger Entry` set week = %s, school_year = %s
				where posting_date = %s and week = %s and school_year = %s""",
				(*true, day, week, year),
			)
