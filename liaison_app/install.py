"""Installation: inserts what records.py lists, once and idempotently."""

from collections.abc import Iterable
from pathlib import Path

import frappe

from liaison_app import MODULE, records

#: DocType -> the field that names its records, for records that the host may hold already.
NAME_FIELDS = {
	"Role": "role_name",
	"Workflow State": "workflow_state_name",
	"Workflow Action Master": "workflow_action_name",
	"Workflow": "workflow_name",
	"Notification": "name",
	"Involvement Type": "type_name",
	"Contact Purpose": "purpose_name",
	"Contact Channel": "channel_name",
	"Barrier Category": "category_name",
	"Grade Level": "grade_name",
	"Assessment Subject": "subject_name",
	"Selection Criterion": "criterion_name",
	"Record Kind": "kind_name",
	"Partnership Role": "role_name",
	"Material Type": "type_name",
}


def after_install() -> None:
	"""Insert roles, masters, settings, workflows and notifications.

	Running it again changes nothing, also where an administrator has renamed or removed some: each kind is
	inserted only where there is none of it.
	"""
	_insert_missing(records.roles())
	insert_masters()
	_set_defaults()
	for doctype in records.WORKFLOWS:
		insert_workflow(doctype)
	_insert(_where_none(records.notifications(), module=MODULE))
	after_migrate()


def after_migrate() -> None:
	"""Let the app's prints be duplicated: the words of a standard one are in its file alone, and a copy would be empty."""
	ours = {"module": MODULE, "standard": "Yes"}
	for name in frappe.get_all("Print Format", filters=ours, pluck="name", order_by="name asc"):
		folder = frappe.scrub(name)
		words = Path(frappe.get_module_path(MODULE, "print_format", folder, f"{folder}.html"))
		if words.exists():
			frappe.db.set_value("Print Format", name, "html", words.read_text(), update_modified=False)


def insert_masters() -> None:
	"""Insert the masters of each kind of which there is none, also those that a new version brings."""
	_insert(_where_none(records.masters()))


def insert_workflow(doctype: str) -> None:
	"""Insert the workflow of a DocType that has none, with its states and actions."""
	if not frappe.db.exists("Workflow", {"document_type": doctype}):
		_insert_missing(records.workflow_parts(doctype))
		_insert(row for row in records.workflows() if row["document_type"] == doctype)


def _where_none(rows: list[dict], **of_ours: str) -> list[dict]:
	"""The records of those DocTypes that hold none yet."""
	held = {doctype: frappe.db.count(doctype, of_ours) for doctype in {row["doctype"] for row in rows}}
	return [row for row in rows if not held[row["doctype"]]]


def _insert_missing(rows: list[dict]) -> None:
	_insert(row for row in rows if not frappe.db.exists(row["doctype"], row[NAME_FIELDS[row["doctype"]]]))


def _insert(rows: Iterable[dict]) -> None:
	for row in rows:
		# An installation runs as Administrator and asks nobody.
		frappe.get_doc(row).insert(ignore_permissions=True)


def _set_defaults() -> None:
	"""A Single has no row until it is saved: its defaults would read 0."""
	settings = frappe.get_doc("Liaison Settings")
	for field in settings.meta.fields:
		if field.default and not settings.get(field.fieldname):
			settings.set(field.fieldname, field.default)
	for field, value in records.SETTINGS.items():
		if not settings.get(field):
			settings.set(field, value)
	# Installing and migrating are an administrator's, whoever is logged in.
	settings.save(ignore_permissions=True)
