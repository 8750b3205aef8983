"""Consents and the like that the tests of privacy start from."""

import frappe
import pytest
from frappe.query_builder import Criterion
from frappe.utils import add_days, add_years, nowdate

from liaison_app.ledger.audit import rebuild_lines
from tests import factories as make


def consent_values(family: str, **values) -> dict:
	"""A consent of the family's first adult to tell a clinic of attendance, for a month."""
	return {
		"doctype": "Family Consent",
		"family": family,
		"given_by": make.adult_of(family),
		"recipient": "Elm Street Clinic",
		"record_kinds": [{"record_kind": "Attendance"}],
		"purpose": "To find out why Sam is ill so often.",
		"starts_on": nowdate(),
		"last_day": add_days(nowdate(), 30),
		**values,
	}


def make_consent(family: str, **values):
	"""A consent on file."""
	return make.insert("Family Consent", consent_values(family, **values))


def refusal(values: dict) -> str:
	"""The sentence by which a document is refused."""
	with pytest.raises(frappe.ValidationError) as refused:
		frappe.get_doc(values).insert()
	return str(refused.value)


def set_right(student: str, member: str, right: str, value: int) -> None:
	"""Give or take one right of an adult to a child, as an order would."""
	frappe.db.set_value("Guardianship", {"parent": student, "family_member": member}, right, value)


CLINIC = {
	"party_name": "Elm Street Clinic",
	"party_kind": "Agency or Service",
	"legitimate_interest": "Treats Sam.",
}


def entry_values(student: str, **values) -> dict:
	"""A disclosure of attendance to the clinic, by consent."""
	return {
		"doctype": "Disclosure Log Entry",
		"student": student,
		"parties": [dict(CLINIC)],
		"record_kinds": [{"record_kind": "Attendance"}],
		"what": "Days absent since August",
		"basis": "Consent",
		**values,
	}


def make_request(student: str, requester: str | None, **values):
	"""A parent's request for a child's records, of today."""
	basis = "Parent" if requester else "Student in Person"
	known = {"student": student, "requester": requester, "basis": basis, "identity_seen": "Photo ID"}
	return make.insert("Records Request", {**known, **values})


def let_ten_years_pass(family: str) -> None:
	"""The family left ten years ago, and all that was done for it was done before."""
	last = add_years(nowdate(), -10)
	for name in frappe.get_all("Family Enrolment", {"family": family}, pluck="name"):
		frappe.db.set_value(
			"Family Enrolment",
			name,
			{"status": "Exited", "last_day": last, "nominated_on": add_years(nowdate(), -12)},
		)
	for name in frappe.get_all("Liaison Contact", {"family": family}, pluck="name"):
		frappe.db.set_value("Liaison Contact", name, "contacted_at", f"{last} 12:00:00")
		rebuild_lines("Liaison Contact", [name])


def tables_with(word: str) -> set[str]:
	"""Every table in which a word stands."""
	columns = frappe.qb.Table("COLUMNS", schema="information_schema")
	texts = (
		frappe.qb.from_(columns)
		.select(columns.table_name, columns.column_name)
		.where((columns.table_schema == frappe.conf.db_name) & columns.table_name.like("tab%"))
		.where(columns.data_type.isin(["text", "longtext", "mediumtext", "varchar"]))
	).run()
	tables: dict[str, list[str]] = {}
	for table, column in texts:
		tables.setdefault(table, []).append(column)
	found = set()
	for table, names in tables.items():
		rows = frappe.qb.Table(table)
		stands = Criterion.any([rows[column].like(f"%{word}%") for column in names])
		if frappe.qb.from_(rows).select(rows[names[0]]).where(stands).limit(1).run():
			found.add(table)
	return found
