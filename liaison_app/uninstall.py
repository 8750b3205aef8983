"""Removal: the host drops the app's DocTypes; this takes what it would leave behind."""

import frappe

from liaison_app import MODULE, records
from liaison_app.demo.remove import remove_beside_the_app
from liaison_app.install import NAME_FIELDS
from liaison_app.onboarding import KEY, own_steps
from liaison_app.permissions.rooms import REFERENCES

#: Further host DocTypes whose rows are about DocTypes of ours, and the column that names the DocType.
TRACES = {
	**{doctype: column for doctype, (column, _name) in REFERENCES.items()},
	"Activity Log": "reference_doctype",
	"Notification Log": "document_type",
	"Workflow Action": "reference_doctype",
	"Energy Point Log": "reference_doctype",
	"Custom DocPerm": "parent",
	"Data Import": "reference_doctype",
	"Prepared Report": "ref_report_doctype",
}
#: What somebody made for DocTypes of ours: few, and each has a history and links of its own.
MADE_FOR_OURS = {
	"File": "attached_to_doctype",
	"Custom Field": "dt",
	"Property Setter": "doc_type",
	"List View Settings": "name",
	"Client Script": "dt",
	"Server Script": "reference_doctype",
	"Print Format": "doc_type",
	"Report": "ref_doctype",
	"Web Form": "doc_type",
	"Notification": "document_type",
	"Assignment Rule": "document_type",
	"Document Naming Rule": "document_type",
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
	_remove_histories()
	_remove_first_steps()
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
	ours = frappe.get_all("DocType", filters={"module": MODULE}, pluck="name", order_by="name")
	for doctype, column in MADE_FOR_OURS.items():
		for name in _named_in(doctype, column, ours):
			_delete(doctype, name, ignore_on_trash=doctype != "File")  # a file's goes from the disk too
	for doctype, column in TRACES.items():
		if names := _named_in(doctype, column, ours):
			for table in frappe.get_meta(doctype).get_table_fields():
				frappe.db.delete(table.options, {"parenttype": doctype, "parent": ["in", names]})
			frappe.db.delete(doctype, {"name": ["in", names]})


def _named_in(doctype: str, column: str, ours: list[str]) -> list[str]:
	if not frappe.db.exists("DocType", doctype) or not frappe.db.has_column(doctype, column):
		return []
	return frappe.get_all(doctype, filters={column: ["in", ours]}, pluck="name", order_by="name")


def _remove_histories() -> None:
	"""The host leaves the history of what it deletes to a worker, which may not come any more."""
	fields = {"fieldname": "module", "options": "Module Def"}
	for doctype in frappe.get_all("DocField", fields, pluck="parent", order_by="parent"):
		if frappe.db.table_exists(doctype):
			names = frappe.get_all(doctype, filters={"module": MODULE}, pluck="name", order_by="name")
			frappe.db.delete("Version", {"ref_doctype": doctype, "docname": ["in", names]})


def _remove_first_steps() -> None:
	"""A step knows no module, so that the host would keep it."""
	for name in sorted(own_steps()):
		_delete("Onboarding Step", name)
	frappe.db.delete("DefaultValue", {"defkey": KEY})


def _remove_jobs() -> None:
	"""The host would go on calling functions that are gone."""
	jobs = {"method": ["like", "liaison_app.%"]}
	for name in frappe.get_all("Scheduled Job Type", filters=jobs, pluck="name", order_by="name"):
		_delete("Scheduled Job Type", name)
		frappe.db.delete("Scheduled Job Log", {"scheduled_job_type": name})


def _delete(doctype: str, name: str, **options: bool) -> None:
	if frappe.db.exists(doctype, name):
		# A removal runs as Administrator and asks nobody.
		options = {"force": True, "ignore_permissions": True, "delete_permanently": True, **options}
		frappe.delete_doc(doctype, name, **options)
		# The host leaves the history to a worker, which may not come any more.
		frappe.db.delete("Version", {"ref_doctype": doctype, "docname": name})
