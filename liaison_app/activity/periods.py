"""Stretches of time by which activity is counted: week, month, term and school year.

A period is known by its key: the text that `key_of` makes of a ledger line's date.
"""

from collections.abc import Iterable
from datetime import date

import frappe
from frappe import _
from frappe.utils import formatdate
from pypika import Case
from pypika.enums import DatePart
from pypika.functions import Cast, Extract
from pypika.terms import Term

PERIODS = ("Week", "Month", "Term", "Year")


def key_of(period: str, entry) -> Term:
	"""What the lines of one period have in common: text that sorts by time, "" outside every term or year."""
	if period == "Week":
		return Cast(entry.week, "CHAR")
	if period == "Month":
		months = Extract(DatePart.year, entry.posting_date) * 100
		return Cast(months + Extract(DatePart.month, entry.posting_date), "CHAR")
	if period == "Term":
		return _term_key(entry)
	return entry.school_year


def labels_of(period: str, keys: Iterable[str]) -> dict[str, str]:
	"""Periods for people to read, in the order of time."""
	terms = {str(term.starts_on): term for term in _terms()} if period == "Term" else {}
	return {key: _label(period, key, terms) for key in sorted(keys)}


def _label(period: str, key: str, terms: dict[str, dict]) -> str:
	if not key:
		return _("Outside every term") if period == "Term" else _("Outside every school year")
	if period == "Week":
		return formatdate(key)
	if period == "Month":
		return formatdate(date(int(key[:4]), int(key[4:]), 1), "MMM yyyy")
	return f"{terms[key].term_name}, {terms[key].parent}" if period == "Term" else key


def _term_key(entry) -> Term:
	terms = _terms()
	if not terms:
		return Cast("", "CHAR")
	case = Case()
	for term in terms:
		case = case.when(entry.posting_date[term.starts_on : term.ends_on], str(term.starts_on))
	return case.else_("")


def _terms() -> list[dict]:
	"""The terms of all school years, each with the name of its year as parent."""
	table = frappe.qb.DocType("School Term")
	query = frappe.qb.from_(table).select(table.parent, table.term_name, table.starts_on, table.ends_on)
	return query.orderby(table.starts_on, table.name).run(as_dict=True)
