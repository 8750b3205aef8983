"""What the host keeps about documents beside them: files, comments, versions, mails, deleted copies, notices, logs."""

from collections.abc import Mapping

import frappe

from liaison_app.permissions.rooms import REFERENCES, ROOMS

#: Host DocTypes whose rows name a document: the columns with its DocType and its name.
TRACES = {
	**REFERENCES,
	"Access Log": ("export_from", "reference_document"),
	"Activity Log": ("reference_doctype", "reference_name"),
	"Communication Link": ("link_doctype", "link_name"),
	"Email Queue": ("reference_doctype", "reference_name"),
	"Email Unsubscribe": ("reference_doctype", "reference_name"),
	"Error Log": ("reference_doctype", "reference_name"),
	"Milestone": ("reference_type", "reference_name"),
}


def delete_traces(documents: Mapping[str, list[str]], people: list[str]) -> None:
	"""Delete what names these documents (names by DocType), and copies of deleted ones that name these people."""
	for doctype, names in documents.items():
		if names:
			# First: the host writes a comment on each file that goes.
			_delete_files(doctype, names)
	for doctype, names in documents.items():
		if names:
			_delete_mails(doctype, names)
			for trace, (type_column, name_column) in TRACES.items():
				_delete(trace, {type_column: doctype, name_column: ["in", names]})
	_delete_copies(people)


def _delete_files(doctype: str, names: list[str]) -> None:
	filters = {"attached_to_doctype": doctype, "attached_to_name": ["in", names]}
	for file in frappe.get_all("File", filters=filters, pluck="name", order_by="name asc"):
		# Whoever erases was asked for the right to do so.
		frappe.delete_doc("File", file, force=True, ignore_permissions=True, delete_permanently=True)


def _delete_mails(doctype: str, names: list[str]) -> None:
	"""Mails about the documents, those still in the queue too, with whom they went to."""
	filters = {"reference_doctype": doctype, "reference_name": ["in", names]}
	mails = frappe.get_all("Communication", filters=filters, pluck="name", order_by="name asc")
	queued = frappe.get_all("Email Queue", filters=filters, pluck="name", order_by="name asc")
	if mails:
		queued += frappe.get_all(
			"Email Queue", {"communication": ["in", mails]}, pluck="name", order_by="name asc"
		)
		_delete_files("Communication", mails)
		_delete("Communication Link", {"parent": ["in", mails]})
	if queued:
		_delete("Email Queue Recipient", {"parent": ["in", queued]})
		_delete("Email Queue", {"name": ["in", queued]})


def _delete_copies(people: list[str]) -> None:
	"""What was deleted before: its copy names the family, a child or an adult by their number."""
	copy = frappe.qb.DocType("Deleted Document")
	for name in people:
		frappe.qb.from_(copy).delete().where(
			copy.deleted_doctype.isin(sorted(ROOMS)) & copy.data.like(f'%"{name}"%')
		).run()


def _delete(doctype: str, filters: dict) -> None:
	"""Not every version of the host has each of these tables, or its columns."""
	if frappe.db.table_exists(doctype) and set(filters) <= set(frappe.db.get_table_columns(doctype)):
		frappe.db.delete(doctype, filters)
