"""Removal: the host drops the app's DocTypes; this takes what it would leave behind."""

import frappe

from liaison_app import records
from liaison_app.demo.remove import remove_beside_the_app
from liaison_app.install import NAME_FIELDS
from liaison_app.permissions.rooms import REFERENCES

#: Further host DocTypes whose rows are about DocTypes of ours, and the column that names the DocType.
TRACES = {
	**REFERENCES,  # files first: the host comments on each that goes
	"ToDo": "reference_type",
	"Activity Log": "reference_doctype",
	"Notification Log": "document_type",
	"Workflow Action": "reference_doctype",
	"Energy Point Log": "reference_doctype",
	"Custom DocPerm": "parent",
	"Property Setter": "doc_type",
	"Data Import": "reference_doctype",
	"Prepared Report": "ref_report_doctype",
	"Auto Repeat": "reference_doctype",
	"Kanban Board": "reference_doctype",
	"List Filter": "reference_doctype",
	"Dashboard Chart": "document_type",
	"Number Card": "document_type",
}


def before_uninstall() -> None:
	"""Remove workflows, their parts where no other workflow uses them, roles and traces of documents."""
	for doctype in records.WORKFLOWS:
		for name in frappe.get_all(
			"Workflow", filters={"document_type": doctype}, pluck="name", order_by="name"
		):
			_delete("Workflow", name)
	for values in records.workflow_parts():
		_delete_unless_used(values)
	remove_beside_the_app()
	_remove_traces()
	_remove_jobs()
	for values in records.roles():
		frappe.db.delete("Has Role", {"role": values["role_name"]})
		_delete("Role", values["role_name"])
	# The host drops tables, and a Single has none of its own.
	frappe.db.delete("Singles", {"doctype": "Liaison Settings"})


def _delete_unless_used(values: dict) -> None:
	doctype, name = values["doctype"], values[NAME_FIELDS[values["doctype"]]]
	uses = {
		"Workflow State": (("Workflow Document State", "state"), ("Workflow Transition", "next_state")),
		"Workflow Action Master": (("Workflow Transition", "action"),),
	}[doctype]
	if not any(frappe.db.exists(child, {field: name}) for child, field in uses):
		_delete(doctype, name)


def _remove_traces() -> None:
	ours = frappe.get_all("DocType", filters={"module": "Liaison App"}, pluck="name", order_by="name")
	for doctype, column in TRACES.items():
		if not frappe.db.exists("DocType", doctype) or not frappe.get_meta(doctype).has_field(column):
			continue
		names = frappe.get_all(doctype, filters={column: ["in", ours]}, pluck="name", order_by="name")
		if doctype == "File":
			for name in names:
				_delete("File", name)  # deletes the file on disk too
		elif names:
			for table in frappe.get_meta(doctype).get_table_fields():
				frappe.db.delete(table.options, {"parenttype": doctype, "parent": ["in", names]})
			frappe.db.delete(doctype, {"name": ["in", names]})


def _remove_jobs() -> None:
	"""The host would go on calling functions that are gone."""
	jobs = {"method": ["like", "liaison_app.%"]}
	for name in frappe.get_all("Scheduled Job Type", filters=jobs, pluck="name", order_by="name"):
		_delete("Scheduled Job Type", name)
		frappe.db.delete("Scheduled Job Log", {"scheduled_job_type": name})


def _delete(doctype: str, name: str) -> None:
	if frappe.db.exists(doctype, name):
		# A removal runs as Administrator and asks nobody.
		frappe.delete_doc(doctype, name, force=True, ignore_permissions=True, delete_permanently=True)
