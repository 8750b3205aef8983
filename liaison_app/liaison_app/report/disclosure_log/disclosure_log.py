"""Who asked for, and who was given, what of which child's record."""

import frappe
from frappe import _
from frappe.query_builder import DocType

from liaison_app.arguments import parse_moment
from liaison_app.permissions.criteria import readable

ENTRY = "Disclosure Log Entry"


def execute(filters: dict | None = None) -> tuple:
	"""Columns, rows, message, chart and summary.

	filters: from_date, to_date, student, outcome, basis, party (part of a name).
	"""
	rows = _rows(frappe._dict(filters or {}))
	return _columns(), [_in_words(row) for row in rows], None, None, _summary(rows)


def _in_words(row: dict) -> dict:
	"""What the DocType's options say, in the reader's language."""
	return {**row, **{field: row[field] and _(row[field]) for field in ("outcome", "basis")}}


def _columns() -> list[dict]:
	columns = (
		("entry", _("Entry"), "Link", 110),
		("disclosed_on", _("Date"), "Date", 110),
		("student_name", _("Student"), "Data", 160),
		("school", _("School"), "Data", 160),
		("outcome", _("Outcome"), "Data", 100),
		("basis", _("Basis"), "Data", 190),
		("parties", _("Parties"), "Data", 260),
		("what", _("What"), "Data", 260),
		("made_by", _("Made by"), "Data", 160),
	)
	return [
		{"fieldname": name, "label": label, "fieldtype": kind, "width": width, **({"options": ENTRY} if kind == "Link" else {})}
		for name, label, kind, width in columns
	]  # fmt: skip


def _rows(filters: dict) -> list[dict]:
	entry, student, user = DocType(ENTRY), DocType("Focus Student"), DocType("User")
	query = (
		frappe.qb.from_(entry)
		.join(student)
		.on(student.name == entry.student)
		.left_join(user)
		.on(user.name == entry.made_by)
		.select(
			entry.name.as_("entry"), entry.disclosed_on, student.full_name.as_("student_name"), student.school
		)
		.select(entry.outcome, entry.basis, entry.what, user.full_name.as_("made_by"))
		.orderby(entry.disclosed_on, order=frappe.qb.desc)
		.orderby(entry.name, order=frappe.qb.desc)
	)
	query = _filtered(query, entry, filters)
	rows = readable(query, entry, ENTRY, frappe.session.user).run(as_dict=True)
	parties = _parties([row.entry for row in rows])
	return [{**row, "parties": "; ".join(parties.get(row.entry, ()))} for row in rows]


def _filtered(query, entry, filters: dict):
	if filters.from_date:
		query = query.where(entry.disclosed_on >= parse_moment(filters.from_date, _("From Date")).date())
	if filters.to_date:
		query = query.where(entry.disclosed_on <= parse_moment(filters.to_date, _("To Date")).date())
	for field in ("student", "outcome", "basis"):
		if filters.get(field):
			query = query.where(entry[field] == str(filters[field]))
	if filters.party:
		party = DocType("Disclosure Party")
		named = frappe.qb.from_(party).select(party.parent).where(party.party_name.like(f"%{filters.party}%"))
		query = query.where(entry.name.isin(named))
	return query


def _parties(entries: list[str]) -> dict[str, list[str]]:
	found: dict[str, list[str]] = {}
	for row in frappe.get_all(
		"Disclosure Party",
		filters={"parent": ["in", entries or [""]], "parenttype": ENTRY},
		fields=["parent", "party_name", "legitimate_interest"],
		order_by="parent asc, idx asc",
	):
		found.setdefault(row.parent, []).append(f"{row.party_name}: {row.legitimate_interest}")
	return found


def _summary(rows: list[dict]) -> list[dict]:
	refused = sum(row["outcome"] == "Refused" for row in rows)
	return [
		{"label": _("Disclosed"), "value": len(rows) - refused, "datatype": "Int"},
		{"label": _("Refused"), "value": refused, "datatype": "Int"},
	]
