"""Removes what tests committed, so that the next ones, and a user's own bench, find the site as it was."""

from dataclasses import dataclass

import frappe

from liaison_app.ledger.calendar import follow_school_years
from liaison_app.ledger.freezing import restore_counted

#: Host DocTypes into which the app's documents, and the tests' logins, write, with their child tables.
HOST_DOCTYPES = (
	"User", "Contact", "Comment", "Version", "File", "View Log", "Activity Log", "Access Log", "Deleted Document",
	"Notification Log", "Notification Settings", "ToDo", "Route History", "Error Log", "Data Import",
	"Data Import Log", "Workflow Action", "Workflow State", "Workflow Action Master", "Workflow", "Role",
	"Communication", "Email Queue", "DocShare", "Module Profile",
	"DefaultValue", "Scheduled Job Log", "Permission Log", "Dashboard Settings", "Logs To Clear", "Tag",
	"Tag Link", "Reminder", "Document Follow", "Custom DocPerm", "Language", "Email Account",
)  # fmt: skip


@dataclass
class Leftovers:
	"""The names that were there before the tests."""

	names: dict[str, set[str]]

	@classmethod
	def remember(cls) -> "Leftovers":
		"""Note every row of the app's DocTypes and of those that they write into."""
		return cls({doctype: _names(doctype, column) for doctype, column in _columns().items()})

	def remove(self) -> None:
		"""Delete every row that was not there before, past all rules, and commit."""
		columns = _columns()
		found = {
			doctype: sorted(_names(doctype, columns[doctype]) - before)
			for doctype, before in self.names.items()
		}
		if not any(found.values()):
			return
		for doctype, added in found.items():
			for start in range(0, len(added), 500):
				frappe.db.delete(doctype, {columns[doctype]: ["in", added[start : start + 500]]})
		# A report or a school year that is gone may have counted work which stays.
		restore_counted()
		if found["School Year"]:
			follow_school_years()
		frappe.db.sql("commit")
		frappe.clear_cache()


def _columns() -> dict[str, str]:
	"""Each DocType and the column by which a row of it is known.

	A row of a host's child table goes with its document: one that is saved anew has its rows under other names.
	"""
	ours = frappe.get_all(
		"DocType", filters={"module": "Liaison App", "issingle": 0}, pluck="name", order_by="name asc"
	)
	hosts = [doctype for doctype in HOST_DOCTYPES if frappe.db.table_exists(doctype)]
	rows = {field.options for doctype in hosts for field in frappe.get_meta(doctype).get_table_fields()}
	return {**dict.fromkeys(sorted(rows), "parent"), **dict.fromkeys([*ours, *hosts], "name")}


def _names(doctype: str, column: str) -> set[str]:
	table = frappe.qb.DocType(doctype)
	query = frappe.qb.from_(table).select(table[column])
	if doctype == "DefaultValue":  # a site's default is written anew, under another name, each time it is set
		query = query.where(table.parent != "__default")
	return {name for (name,) in query.run()}
