"""What the desk's scripts need to know from the first moment, sent once with the desk."""

from typing import Any

import frappe
from frappe.sessions import get_csrf_token

from liaison_app import MODULE
from liaison_app.families.nomination import schools_to_nominate_at
from liaison_app.outreach.work import assigned_schools, own_liaison
from liaison_app.permissions.matrix import COORDINATOR
from liaison_app.permissions.scope import get_scope, has_app_permission
from liaison_app.records import WORKFLOWS
from liaison_app.safety.alarm import callee
from liaison_app.workflow.states import statuses_of


def extend_bootinfo(bootinfo: dict[str, Any]) -> None:
	"""Add `liaison` to the boot information of those who may work with families, and mend its breadcrumbs."""
	_keep_own_workspaces(bootinfo)
	if not frappe.has_permission("Focus Family", "read"):
		return
	settings = frappe.get_cached_doc("Liaison Settings")
	bootinfo["liaison"] = {
		"is_liaison": bool(own_liaison()),
		"is_coordinator": COORDINATOR in frappe.get_roles(),
		"can_be_called": bool(callee(frappe.session.user)["number"]),
		"check_in_early_hours": settings.check_in_early_hours,
		"stay_longer_minutes": settings.stay_longer_minutes,
		"covers": get_scope().covers,
		"schools": assigned_schools(own_liaison()),
		"own_schools": sorted(frozenset().union(*get_scope().schools.values())),
		"nominate_at": schools_to_nominate_at(),
		"cadence_days": settings.contact_cadence_days,
		"statuses": {doctype: statuses_of(doctype) for doctype in WORKFLOWS},
		"default_purpose": settings.default_contact_purpose,
		"due_diligence": {
			"attempts": settings.due_diligence_attempts,
			"dates": settings.due_diligence_dates,
			"channels": settings.due_diligence_channels,
		},
		"channels": _offered("Contact Channel", ["name", "way"], "position asc, name asc"),
		"purposes": _offered("Contact Purpose", ["name", "involvement_type"], "name asc"),
	}


def _keep_own_workspaces(bootinfo: dict[str, Any]) -> None:
	"""The host's breadcrumbs lead to a module's first workspace, whether or not the user may open it."""
	of_module = bootinfo.get("module_wise_workspaces") or {}
	workspaces = [frappe.get_cached_doc("Workspace", name) for name in of_module.get(MODULE, ())]
	roles = set(frappe.get_roles())
	own = [doc for doc in workspaces if not doc.roles or roles & {row.role for row in doc.roles}]
	if own:
		of_module[MODULE] = [doc.name for doc in sorted(own, key=lambda doc: doc.sequence_id)]


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
		# The user's own, of which the host lets users write none.
		settings.insert(ignore_permissions=True, ignore_if_duplicate=True)


@frappe.whitelist()
def resume_session() -> dict[str, str]:
	"""Who has logged in again, and the token by which a page that was left open may save: as the desk's own page says."""
	return {"user": frappe.session.user, "csrf_token": get_csrf_token()}
