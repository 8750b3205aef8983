"""What the form of an event shows beside its fields."""

from typing import Any

import frappe
from frappe.model.document import Document
from frappe.utils import get_datetime, getdate, now_datetime

from liaison_app.outreach.work import own_liaison
from liaison_app.partnership.events import CALLED_OFF, PLANNED


def page_of(event: Document) -> dict[str, Any]:
	"""Who came, by the rights of the session's user, and what the user can do about it now.

	Returns activity_name, attendance (name, title, family, adults, children, signed_in_at of each row, the latest first; None for
	whoever is told the head count alone), may_add, may_open_sign_in, has_sign_in (a link was made), may_invite.
	"""
	is_over = get_datetime(event.planned_end) <= now_datetime()
	is_ahead = event.status == PLANNED and not is_over
	return {
		"activity_name": event.activity
		and frappe.db.get_value("Partnership Activity", event.activity, "activity"),
		"attendance": _attendance(event),
		"may_add": _may_add(event),
		"may_open_sign_in": is_ahead and bool(frappe.has_permission(event.doctype, "create", doc=event)),
		"has_sign_in": bool(event.sign_in_key),
		"may_invite": is_ahead
		and bool(own_liaison())
		and bool(frappe.has_permission("Liaison Contact", "create")),
	}


def _attendance(event: Document) -> list[dict] | None:
	if not frappe.has_permission("Event Attendance", "read"):
		return None
	return frappe.get_list(
		"Event Attendance",
		filters={"event": event.name},
		fields=["name", "title", "family", "adults", "children", "signed_in_at"],
		order_by="creation desc, name asc",
		limit=0,
	)


def _may_add(event: Document) -> bool:
	if event.status == CALLED_OFF or getdate(event.planned_start) > getdate():
		return False
	row = frappe.new_doc("Event Attendance")
	row.update({"event": event.name, "school": event.school})
	return bool(frappe.has_permission("Event Attendance", "create", doc=row))
