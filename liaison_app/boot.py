"""What the desk's scripts need to know from the first moment, sent once with the desk."""

from typing import Any

import frappe

from liaison_app.families.nomination import schools_to_nominate_at
from liaison_app.outreach.work import assigned_schools, own_liaison
from liaison_app.permissions.matrix import COORDINATOR
from liaison_app.permissions.scope import has_app_permission


def extend_bootinfo(bootinfo: dict[str, Any]) -> None:
	"""Add `liaison` to the boot information of those who may work with families."""
	if not frappe.has_permission("Focus Family", "read"):
		return
	settings = frappe.get_cached_doc("Liaison Settings")
	bootinfo["liaison"] = {
		"is_liaison": bool(own_liaison()),
		"is_coordinator": COORDINATOR in frappe.get_roles(),
		"schools": assigned_schools(own_liaison()),
		"nominate_at": schools_to_nominate_at(),
		"cadence_days": settings.contact_cadence_days,
		"default_purpose": settings.default_contact_purpose,
		"due_diligence": {
			"attempts": settings.due_diligence_attempts,
			"dates": settings.due_diligence_dates,
			"channels": settings.due_diligence_channels,
		},
		"channels": _offered("Contact Channel", ["name", "way"], "position asc, name asc"),
		"purposes": _offered("Contact Purpose", ["name", "involvement_type"], "name asc"),
	}


def _offered(doctype: str, fields: list[str], order_by: str) -> list[dict]:
	return frappe.get_all(doctype, filters={"disabled": 0}, fields=fields, order_by=order_by)


def make_dashboard_settings() -> None:
	"""Make the user's settings of charts at login, and not by the workspace.

	The host's workspace makes them when it is first opened, twice at once, and the second attempt pops up an error.
	"""
	user = frappe.session.user
	if has_app_permission() and not frappe.db.exists("Dashboard Settings", user):
		settings = frappe.new_doc("Dashboard Settings")
		settings.name = user
		settings.insert(ignore_permissions=True, ignore_if_duplicate=True)
