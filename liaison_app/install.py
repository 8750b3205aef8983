"""Installation: inserts what records.py lists, once and idempotently."""

import frappe

from liaison_app import records

#: DocType -> the field that names its records, for records that the host may hold already.
NAME_FIELDS = {
	"Role": "role_name",
	"Workflow State": "workflow_state_name",
	"Workflow Action Master": "workflow_action_name",
	"Workflow": "workflow_name",
	"Involvement Type": "type_name",
	"Contact Purpose": "purpose_name",
	"Contact Channel": "channel_name",
	"Barrier Category": "category_name",
	"Grade Level": "grade_name",
}


def after_install() -> None:
	"""Insert roles, masters, settings and workflows. Running it again changes nothing."""
	for values in (*records.roles(), *records.masters(), *records.workflow_parts(), *records.workflows()):
		_insert_once(values)
	_set_defaults()


def _insert_once(values: dict) -> None:
	name = values[NAME_FIELDS[values["doctype"]]]
	if not frappe.db.exists(values["doctype"], name):
		# An installation runs as Administrator and asks nobody.
		frappe.get_doc(values).insert(ignore_permissions=True)


def _set_defaults() -> None:
	"""A Single has no row until it is saved: its defaults would read 0."""
	settings = frappe.get_doc("Liaison Settings")
	for field in settings.meta.fields:
		if field.default and not settings.get(field.fieldname):
			settings.set(field.fieldname, field.default)
	for field, value in records.SETTINGS.items():
		if not settings.get(field):
			settings.set(field, value)
	settings.save(ignore_permissions=True)
