"""Brings the demo's pupils in as a district would: a file, through the host's Data Import, as the coordinator."""

import csv
import io

import frappe
from frappe.core.doctype.data_import.data_import import start_import

from liaison_app.demo.acting import acting_as
from liaison_app.demo.plan import Pupil

#: Columns as the host's template names them.
COLUMNS = ("First Name", "Last Name", "Local ID", "School", "Grade", "Birth Date", "Low Income")


def pupils_csv(pupils: tuple[Pupil, ...], schools: dict[str, str]) -> str:
	"""The import file. schools: name of the Liaison School by its code."""
	text = io.StringIO()
	writer = csv.writer(text)
	writer.writerow(COLUMNS)
	for pupil in pupils:
		child = pupil.child
		school = schools[child.school_code]
		marker = int(child.free_lunch)
		writer.writerow(
			[pupil.first_name, pupil.last_name, child.local_id, school, child.grade, child.birth_date, marker]
		)
	return text.getvalue()


def prepare_import(
	content: str, user: str, doctype: str = "Focus Student", import_type: str = "Insert New Records"
) -> str:
	"""A Data Import of this file into a DocType, the file kept private. Returns its name.

	Past the host's rights on Data Import itself, which System Managers hold.
	"""
	with acting_as(user):
		file = frappe.get_doc(
			{"doctype": "File", "file_name": "pupils.csv", "is_private": 1, "content": content}
		).insert(ignore_permissions=True)
		job = frappe.get_doc(
			{
				"doctype": "Data Import",
				"reference_doctype": doctype,
				"import_type": import_type,
				"import_file": file.file_url,
				"mute_emails": 1,
			}
		).insert(ignore_permissions=True)
		file.db_set({"attached_to_doctype": "Data Import", "attached_to_name": job.name})
	return job.name


def run_import(name: str, user: str) -> str:
	"""Run an import with the rights of a user. Rows that are in already are passed over.

	Returns the host's status: Success, Partial Success, Pending or Error.
	"""
	with acting_as(user):
		start_import(name)
	return frappe.db.get_value("Data Import", name, "status")
