"""Writes documents in bulk, as rows that the app's own controllers would have left there.

A document by its controller costs about 30 ms, and the demo has thousands. What is written here is true
nevertheless: the host's defaults, names from the document's own series, links that lead somewhere. That each
row also passes the rules of its controller is what tests/demo/district/test_bulk.py proves.
"""

from datetime import datetime

import frappe
from frappe import _
from frappe.model.naming import NamingSeries

from liaison_app.workflow.states import statuses_of
from liaison_app.workflow.status import state_of

CHUNK = 500


class Rows:
	"""Documents to be written together, in the caller's transaction."""

	def __init__(self) -> None:
		self._rows: dict[str, list[dict]] = {}
		self._defaults: dict[str, dict] = {}
		self._last: dict[str, int] = {}

	def add(
		self, doctype: str, values: dict, owner: str, made_on: datetime, changed_on: datetime | None = None
	) -> str:
		"""Add a document, with its child rows as lists. Returns its name.

		A `status` brings its docstatus and the workflow's state with it.
		"""
		name = self._next_name(doctype)
		stamp = _stamp(owner, made_on, changed_on)
		self._add(doctype, {**values, **_state(doctype, values), **stamp, "name": name})
		for table in frappe.get_meta(doctype).get_table_fields():
			parent = {"parent": name, "parenttype": doctype, "parentfield": table.fieldname}
			self.add_children(table.options, parent, values.get(table.fieldname, ()), stamp)
		return name

	def add_children(self, doctype: str, parent: dict, rows: list[dict], stamp: dict) -> None:
		"""Add child rows. parent: their parent, parenttype and parentfield."""
		for idx, row in enumerate(rows, start=1):
			name = frappe.generate_hash(length=10)
			self._add(doctype, {**row, **parent, **stamp, "idx": idx, "name": name})

	def write(self) -> dict[str, list[str]]:
		"""Write everything. Returns the names by DocType.

		Raises frappe.ValidationError, naming a record that the demo needs and the site does not have.
		"""
		self._check_links()
		self._fetch()
		for doctype, rows in self._rows.items():
			columns = list(rows[0])
			frappe.db.bulk_insert(
				doctype, columns, ([row[column] for column in columns] for row in rows), chunk_size=CHUNK
			)
		for doctype, last in self._last.items():
			_series(doctype).update_counter(last)
		return {doctype: [row["name"] for row in rows] for doctype, rows in self._rows.items()}

	def _add(self, doctype: str, values: dict) -> None:
		if doctype not in self._defaults:
			self._defaults[doctype] = frappe.new_doc(doctype).get_valid_dict(ignore_virtual=True)
		defaults = self._defaults[doctype]
		row = {column: values.get(column, default) for column, default in defaults.items()}
		self._rows.setdefault(doctype, []).append(row)

	def _next_name(self, doctype: str) -> str:
		"""The next name of the DocType's series, which is locked from the first to the last of them."""
		if frappe.get_meta(doctype).autoname == "hash":
			return frappe.generate_hash(length=10)
		series = _series(doctype)
		if doctype not in self._last:
			series.generate_next_name(None)  # locks the counter
			self._last[doctype] = series.get_current_value()
		else:
			self._last[doctype] += 1
		return f"{series.get_prefix()}{self._last[doctype]:0{series.series.count('#')}}"

	def _check_links(self) -> None:
		"""An administrator may have renamed or removed what the demo names."""
		written = {doctype: {row["name"] for row in rows} for doctype, rows in self._rows.items()}
		for doctype, values in self._linked().items():
			unknown = sorted(values - written.get(doctype, set()))
			found = frappe.get_all(
				doctype, filters={"name": ["in", unknown]}, pluck="name", order_by="name asc"
			)
			for value in sorted(set(unknown) - set(found)):
				frappe.throw(
					_("The demo names {0} {1}, which this site does not have: add it first.").format(
						_(doctype), frappe.bold(value)
					)
				)

	def _fetch(self) -> None:
		"""Fill what the host fetches through a link: the family's name, the assignee's."""
		for doctype, rows in self._rows.items():
			meta = frappe.get_meta(doctype)
			for field in meta.get_fields_to_fetch():
				link, column = field.fetch_from.split(".")
				names = {row[link] for row in rows} - {None, ""}
				found = self._values(meta.get_field(link).options, column, names)
				for row in rows:
					row[field.fieldname] = found.get(row[link]) or row[field.fieldname]

	def _values(self, doctype: str, column: str, names: set[str]) -> dict[str, object]:
		"""A column of these documents, of those written here and of those on the site, by name."""
		here = {row["name"]: row[column] for row in self._rows.get(doctype, ())}
		others = sorted(names - set(here))
		stored = frappe.get_all(
			doctype,
			filters={"name": ["in", others]},
			fields=["name", column],
			order_by="name asc",
			as_list=True,
		)
		return {**here, **dict(stored)}

	def _linked(self) -> dict[str, set[str]]:
		"""The values of all links, by the DocType that they lead to."""
		found: dict[str, set[str]] = {}
		for doctype, rows in self._rows.items():
			for field in frappe.get_meta(doctype).get_link_fields():
				if field.get("is_virtual"):
					continue
				values = {row[field.fieldname] for row in rows} - {None, ""}
				found.setdefault(field.options, set()).update(values)
		return {doctype: values for doctype, values in found.items() if values}


def _series(doctype: str) -> NamingSeries:
	return NamingSeries(frappe.get_meta(doctype).autoname)


def _stamp(owner: str, made_on: datetime, changed_on: datetime | None) -> dict:
	return {"owner": owner, "modified_by": owner, "creation": made_on, "modified": changed_on or made_on}


def _state(doctype: str, values: dict) -> dict:
	"""Docstatus and workflow state that go with the document's status."""
	for docstatus, names in statuses_of(doctype).items():
		if values.get("status") in names:
			return {"docstatus": docstatus, "workflow_state": state_of(doctype, values["status"])}
	return {}
