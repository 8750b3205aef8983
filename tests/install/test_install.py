"""Installed, migrated, removed: on the real site, by the host's own functions."""

import frappe

from liaison_app import records
from liaison_app.install import NAME_FIELDS, after_install


def test_everything_that_installation_promises_is_there():
	for values in (*records.roles(), *records.masters(), *records.workflow_parts(), *records.workflows()):
		assert frappe.db.exists(values["doctype"], values[NAME_FIELDS[values["doctype"]]]), values
	assert frappe.db.get_single_value("Liaison Settings", "contact_cadence_days") == 28
	assert (
		frappe.db.get_single_value("Liaison Settings", "default_contact_purpose") == records.DEFAULT_PURPOSE
	)


def test_installing_twice_changes_nothing():
	before = {dt: frappe.db.count(dt) for dt in NAME_FIELDS}
	frappe.db.set_single_value("Liaison Settings", "contact_cadence_days", 14)
	after_install()
	assert {dt: frappe.db.count(dt) for dt in NAME_FIELDS} == before
	assert frappe.db.get_single_value("Liaison Settings", "contact_cadence_days") == 14


def test_each_line_of_the_patches_can_be_imported():
	for patch in frappe.get_file_items(frappe.get_app_path("liaison_app", "patches.txt")):
		if not patch.startswith(("[", "execute:")):
			frappe.get_attr(f"{patch.split()[0]}.execute")


def test_the_ledger_has_its_unique_key_and_indexes():
	rows = frappe.db.sql("show index from `tabLiaison Ledger Entry`", as_dict=True)
	unique = [row.Column_name for row in rows if row.Key_name == "voucher_line" and not row.Non_unique]
	assert unique == ["voucher_type", "voucher", "line_key"]
	assert {"week_liaison_type", "family_reached_date", "school_date_type", "open_lines"} <= {
		row.Key_name for row in rows
	}
