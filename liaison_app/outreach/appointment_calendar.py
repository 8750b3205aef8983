"""One calendar of visits, meetings and events."""

import frappe
from frappe import _

from liaison_app.arguments import parse_json, parse_moment
from liaison_app.outreach.places import shown_place

FIELDS = (
	"name",
	"status",
	"docstatus",
	"school",
	"liaison",
	"planned_start",
	"planned_end",
	"place_kind",
	"place_words",
)
#: What each kind says beside these.
DOCTYPES = {
	"Home Visit": ("family_name", "place_protected"),
	"Liaison Meeting": ("family_name", "place_protected", "kind"),
	"Engagement Event": ("event_name",),
}


@frappe.whitelist()
def get_events(start: str, end: str, filters: str | list | dict | None = None) -> list[dict]:
	"""Visits, meetings and events that the user may see and that touch the days from `start` to `end`.

	filters: those of the list that the calendar was opened from; one that a kind does not have leaves
	that kind out of the answer. Each event has the fields' own names (so that the host can move it), and doctype,
	title (family and kind, never what it is about; of an event its name), place ("protected" where it is) and status.
	Raises frappe.PermissionError where the user may read none of these kinds.
	"""
	kinds = [doctype for doctype in DOCTYPES if frappe.has_permission(doctype, "read")]
	if not kinds:
		frappe.throw(_("You may not read visits, meetings or events."), frappe.PermissionError)
	conditions = _conditions(filters)
	events = [event for kind in kinds for event in _events(kind, start, end, conditions)]
	return sorted(events, key=lambda event: event["planned_start"])


def _events(doctype: str, start: str, end: str, conditions: list[list]) -> list[dict]:
	meta = frappe.get_meta(doctype)
	if not all(meta.has_field(condition[0]) or condition[0] == "name" for condition in conditions):
		return []
	within = [
		["planned_start", "<=", str(parse_moment(end, _("End")))],
		["planned_end", ">=", str(parse_moment(start, _("Start")))],
	]
	rows = frappe.get_list(
		doctype,
		filters=[*conditions, *within, ["docstatus", "<", 2]],
		fields=[*FIELDS, *DOCTYPES[doctype]],
		order_by="planned_start asc",
		limit=0,
	)
	return [_event(doctype, row) for row in rows]


def _event(doctype: str, row: dict) -> dict:
	what = row.get("event_name") or _(row.get("kind") or doctype)
	return {
		"doctype": doctype,
		"name": row.name,
		"title": f"{row.family_name}: {what}" if row.get("family_name") else what,
		"planned_start": row.planned_start,
		"planned_end": row.planned_end,
		"allDay": 0,
		"status": row.status,
		"place": shown_place(row),
	}


def _conditions(filters: str | list | dict | None) -> list[list]:
	"""The desk's filters as [field, operator, value], without the DocType of the list."""
	given = parse_json(filters) or []
	rows = [[field, "=", value] for field, value in given.items()] if isinstance(given, dict) else given
	if not isinstance(rows, list) or not all(isinstance(row, list) and len(row) >= 3 for row in rows):
		frappe.throw(_("Filters: give each as field, operator and value."))
	return [row[1:4] if len(row) >= 4 else row for row in rows]
