"""The monthly meetings of a team: Liaison Meetings that name it."""

import frappe
from frappe import _
from frappe.model.document import Document

from liaison_app.outreach.work import assigned_schools, own_liaison
from liaison_app.partnership.composition import check_team_of_school

#: About a year of monthly meetings.
SHOWN = 12


def meetings_of(team: str) -> list[dict]:
	"""A team's latest and coming meetings that the session's user may read, the newest first."""
	if not frappe.has_permission("Liaison Meeting", "read"):
		return []
	return frappe.get_list(
		"Liaison Meeting",
		filters={"team": team, "docstatus": ["<", 2]},
		fields=["name", "planned_start", "status", "head_count"],
		order_by="planned_start desc",
		limit=SHOWN,
	)


def may_plan_meeting(team: Document) -> bool:
	"""Whether the session's user is a liaison who meets with this team."""
	return not team.disabled and team.school in assigned_schools(own_liaison())


def check_team(meeting: Document) -> None:
	"""Refuse a meeting that names a team of another school, or is no team meeting. Call it from validate."""
	if not meeting.team:
		return
	if meeting.kind != "Team Meeting":
		frappe.throw(_("Partnership Team: only a Team Meeting has one. Choose that Kind, or empty it."))
	check_team_of_school(meeting)
