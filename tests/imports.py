"""Imports as a coordinator would run them, and what the host says of them."""

import csv
import io
import json

import frappe

from liaison_app.demo.pupils import prepare_import, run_import


def import_rows(
	user: str, doctype: str, columns: tuple, *rows: tuple, update: bool = False
) -> tuple[str, str]:
	"""Import these rows with a user's rights; returns the import's name and status. Commits."""
	text = io.StringIO()
	csv.writer(text).writerows([columns, *rows])
	kind = "Update Existing Records" if update else "Insert New Records"
	name = prepare_import(text.getvalue(), user, doctype, kind)
	# As the desk has saved it: the host rolls back at the first row that fails.
	frappe.db.commit()
	frappe.clear_messages()
	return name, run_import(name, user)


def failures(name: str) -> dict[int, str]:
	"""What the import says of each row that failed, by the row's number in the file."""
	logs = frappe.get_all(
		"Data Import Log", filters={"data_import": name, "success": 0}, fields=["row_indexes", "messages"]
	)
	return {json.loads(log.row_indexes)[0]: log.messages for log in logs}
