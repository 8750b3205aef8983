"""Endpoints of the host that answer past the row rule, replaced by ones that follow it (hooks.py names them)."""

from typing import Any

import frappe
from frappe import _
from frappe.query_builder.functions import Count

from liaison_app.arguments import parse_json, parse_values
from liaison_app.permissions.documents import is_stored_row_allowed, stored_rights
from liaison_app.permissions.gate import refuse_beyond_link, refuse_sql
from liaison_app.permissions.questions import refuse_sought_words, refuse_tales
from liaison_app.permissions.rooms import CHILD_ROOMS, NAMING, ROOMS, SAVED

#: What the buttons of a form do to a document that is there.
FORM_RIGHTS = ("write", "delete", "submit", "cancel", "amend")


@frappe.whitelist()
def get(
	doctype: str,
	name: str | int | None = None,
	filters: dict | list | str | None = None,
	parent: str | None = None,
) -> dict:
	"""A document by name or by filters; by filters only such as the user's list shows.

	The host looks first and checks then: 403 where there is one and 404 where not answers any question on any
	field. Raises frappe.PermissionError in both cases.
	"""
	from frappe.client import get as get_of_host

	if name is None and filters not in (None, "") and not frappe.get_meta(doctype).issingle:
		found = frappe.get_list(
			doctype,
			filters=parse_json(filters),
			parent_doctype=parent,
			pluck="name",
			limit=1,
			order_by="creation asc",
		)
		if not found:
			frappe.throw(_("There is none that you may open."), frappe.PermissionError)
		name = found[0]
	return get_of_host(doctype, name, None, parent)


@frappe.whitelist()
def getdoc(doctype: str, name: str | int) -> None:
	"""A document for its form, with what the user may do to this one.

	The host asks the row rule for reading alone and says of the rest what the role may do to some: a form would let
	its user type, and refuse it then. Raises what the host raises.
	"""
	from frappe.desk.form.load import getdoc as getdoc_of_host

	getdoc_of_host(doctype, name)
	given = (frappe.response.get("docinfo") or {}).get("permissions")
	if given and doctype in ROOMS:
		of_role = [ptype for ptype in FORM_RIGHTS if given.get(ptype)]
		given.update(dict.fromkeys(of_role, 0))
		given.update(dict.fromkeys(stored_rights(doctype, str(name), of_role), 1))


@frappe.whitelist()
def get_chart(
	chart_name: str | None = None,
	chart: dict[str, Any] | str | None = None,
	filters: dict | list | str | None = None,
	**options: Any,
) -> dict | None:
	"""A dashboard chart's figures. A heatmap counts past the row rule, so there is none of families.

	Raises frappe.PermissionError for such a heatmap, for bars by a family's document, for SQL in the chart's filters
	and fields beyond a link.
	"""
	from frappe.desk.doctype.dashboard_chart.dashboard_chart import get as get_of_host

	wanted = (
		frappe.get_doc("Dashboard Chart", chart_name)
		if chart_name
		else frappe._dict(frappe.parse_json(chart))
	)
	if wanted.type == "Heatmap" and wanted.document_type in {*NAMING, *SAVED}:
		frappe.throw(
			_("A heatmap of {0} is not offered.").format(_(wanted.document_type)), frappe.PermissionError
		)
	refuse_tales(wanted)
	refuse_sql(parse_json(filters))
	refuse_sql(parse_json(wanted.filters_json))
	refuse_sought_words(wanted.document_type, parse_json(wanted.filters_json))
	if wanted.document_type:
		fields = ("based_on", "value_based_on", "group_by_based_on", "aggregate_function_based_on")
		refuse_beyond_link(wanted.document_type, [str(wanted.get(field) or "") for field in fields])
		if wanted.chart_type == "Group By":
			_refuse_titles(wanted.document_type, wanted.group_by_based_on)
	return frappe.call(get_of_host, chart_name=chart_name, chart=chart, filters=filters, **options)


def _refuse_titles(doctype: str, field: str | None) -> None:
	"""Refuse bars by a family's document that a field links to: Frappe 16 shows its title, past the row rule."""
	link = frappe.get_meta(doctype).get_field(field)
	room = ROOMS.get(link.options) if link and link.fieldtype == "Link" else None
	if room and (room.family or room.families or room.pupil):
		frappe.throw(
			_("A chart by {0} is not offered: choose another field.").format(_(link.label)),
			frappe.PermissionError,
		)


@frappe.whitelist()
def get_tagged_docs(doctype: str, tag: str) -> list[list]:
	"""The names of the documents with a tag that the user's list shows."""
	return frappe.get_list(
		doctype,
		filters={"_user_tags": ["like", tag]},
		fields=["name"],
		order_by="name asc",
		limit=0,
		as_list=True,
	)


@frappe.whitelist()
def get_group_by_count(doctype: str, current_filters: dict | list | str, field: str) -> list[dict]:
	"""How many rows of the user's list have each value of a field, or each assignee, most first."""
	from frappe.desk.listview import get_group_by_count as counts_of_host

	if field != "assigned_to":
		return counts_of_host(doctype, current_filters, field)
	names = frappe.get_list(
		doctype, filters=parse_json(current_filters), pluck="name", limit=0, order_by="name asc"
	)
	if not names:
		return []
	todo = frappe.qb.DocType("ToDo")
	count = Count("*")
	return (
		frappe.qb.from_(todo)
		.select(todo.allocated_to.as_("name"), count.as_("count"))
		.where(
			(todo.status != "Cancelled") & (todo.reference_type == doctype) & todo.reference_name.isin(names)
		)
		.groupby(todo.allocated_to)
		.orderby(count, order=frappe.qb.desc)
		.limit(50)
	).run(as_dict=True)


@frappe.whitelist()
def get_linked(doctype: str, docname: str) -> dict[str, list[dict]]:
	"""The documents linked to one, by DocType; only those that the user's lists show."""
	from frappe.desk.form import linked_with

	frappe.has_permission(doctype, "read", doc=docname, throw=True)
	# Frappe 15.44 refuses the whole answer for one DocType that the user may not read.
	links = linked_with.get_linked_doctypes(doctype)
	readable = {linked: link for linked, link in links.items() if frappe.has_permission(linked, "read")}
	answer = linked_with.get_linked_docs(doctype=doctype, name=docname, linkinfo=readable)
	found = {linked: _listed(linked, rows) for linked, rows in answer.items()}
	return {dt: rows for dt, rows in found.items() if rows}


@frappe.whitelist()
def get_submitted_linked_docs(
	doctype: str, name: str, ignore_doctypes_on_cancel_all: list | str | None = None
) -> dict:
	"""The submitted documents that hang on one, and their number; only those that the user's lists show."""
	from frappe.desk.form import linked_with

	frappe.has_permission(doctype, "read", doc=name, throw=True)
	more = (ignore_doctypes_on_cancel_all,) if ignore_doctypes_on_cancel_all else ()
	docs = linked_with.get_submitted_linked_docs(doctype, name, *more)["docs"]
	docs = [doc for doc in docs if _listed(doc["doctype"], [frappe._dict(doc)])]
	return {"docs": docs, "count": len(docs)}


@frappe.whitelist()
def get_open_count(doctype: str, name: str, items: list | str | None = None) -> dict:
	"""A document's connections with their numbers; of our documents only those that the user's lists show."""
	from frappe.desk.notifications import get_open_count as counts_of_host

	answer = counts_of_host(doctype, name, items)
	links = frappe.get_meta(doctype).get_dashboard_data()
	for linked, row in _connections(answer["count"]):
		if linked in NAMING:
			field = links.get("non_standard_fieldnames", {}).get(linked, links.get("fieldname"))
			row["count"] = len(_names_listed(linked, {field: name}, limit=100))
			row["open_count"] = 0
	return answer


def _connections(counted: list | dict) -> list[tuple[str, dict]]:
	"""Each linked DocType with its row. Early Frappe 15 gives one list, later ones keep own links apart."""
	if isinstance(counted, list):
		return [(row["name"], row) for row in counted]
	return [(row["doctype"], row) for row in counted["external_links_found"]]


@frappe.whitelist()
def get_workflow_state_count(
	doctype: str, workflow_state_field: str, states: list[str] | str
) -> list[dict[str, str | int]]:
	"""How many documents are in each state that is none of `states`, for the form of a workflow.

	The host asks for any column, of all rows, on behalf of whoever may read the DocType; an administrator,
	who reads no families, could not save a workflow.
	Raises frappe.PermissionError for who may not change workflows, and for a field that keeps no state.
	"""
	field = frappe.get_meta(doctype).get_field(workflow_state_field)
	if not frappe.has_permission("Workflow", "write") or not field or field.options != "Workflow State":
		frappe.throw(_("Count the documents of a workflow, by their state."), frappe.PermissionError)
	table = frappe.qb.DocType(doctype)
	state = table[workflow_state_field]
	query = frappe.qb.from_(table).select(state, Count("*").as_("count")).groupby(state).orderby(state)
	return query.where(state.notin([*frappe.parse_json(states), ""])).run(as_dict=True)


@frappe.whitelist(methods=["POST"])
def move_cards(board_name: str, order: dict | str) -> tuple:
	"""Put the cards of a board into columns, as the board shows them.

	The host compares a card with its column first and checks then: whether it refuses says what stands in any field
	of any card. Raises frappe.PermissionError for a card that the user may not read.
	"""
	from frappe.desk.doctype.kanban_board.kanban_board import update_order

	doctype = frappe.db.get_value("Kanban Board", board_name, "reference_doctype")
	columns = parse_values(order, _("Columns"))
	for card in (card for cards in columns.values() for card in cards):
		if doctype in ROOMS and not (isinstance(card, str) and is_stored_row_allowed(doctype, card)):
			frappe.throw(_("You may not open {0} {1}.").format(_(doctype), card), frappe.PermissionError)
	return update_order(board_name, frappe.as_json(columns))


@frappe.whitelist(methods=["POST"])
def zip_files(files: list | str) -> None:
	"""Some files in one archive; raises frappe.PermissionError for one that the user may not read."""
	from frappe.core.api.file import zip_files as zip_of_host

	for name in frappe.parse_json(files):
		frappe.get_doc("File", str(name)).check_permission("read")
	zip_of_host(files)


def _listed(doctype: str, rows: list[dict]) -> list[dict]:
	if doctype not in NAMING:
		return rows
	shown = _names_listed(doctype, {"name": ["in", [row["name"] for row in rows]]}, limit=0)
	return [row for row in rows if row["name"] in shown]


def _names_listed(doctype: str, filters: dict, limit: int) -> set[str]:
	if doctype in CHILD_ROOMS or not frappe.has_permission(doctype, "read"):
		return set()
	return set(frappe.get_list(doctype, filters=filters, pluck="name", limit=limit, order_by="name asc"))
