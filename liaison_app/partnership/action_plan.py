"""What the print *One-Year Action Plan* says: of each goal a table of its activities, with all that is to be prepared.

Only of what whoever prints may read, whatever document was posted.
"""

from typing import Any

import frappe
from frappe.model.document import Document
from frappe.utils import formatdate, get_fullname, getdate

from liaison_app.partnership.composition import chair_of, current_members
from liaison_app.partnership.plans import changes_of
from liaison_app.partnership.preparations import by_month, preparations_of
from liaison_app.partnership.what_came import add_what_came

#: Width and height in millimetres of a landscape page, by the host's Print Settings.
PAPER = {"Letter": (279, 216), "A4": (297, 210)}
FIELDS = (
	"name", "activity", "goal", "involvement_type", "approach", "starts_on", "ends_on", "title_i_requirement",
	"in_charge_name", "helpers", "measured_by", "status", "result", "rating", "called_off_reason",
)  # fmt: skip


def action_plan(plan: str) -> dict[str, Any]:
	"""A plan as it is signed, by the rights of the session's user.

	Returns plan (the stored document), title_i, team (name, chair, members as role and name), goals (each with its rows;
	a row has kind, the number and name of its type, grades and months of preparations), changes, approver, approved_on (the day), paper (width and height).
	Raises frappe.PermissionError for whoever may not read the plan.
	"""
	doc = frappe.get_doc("Partnership Plan", str(plan))
	doc.check_permission("read")
	rows = _rows(doc)
	return {
		"plan": doc,
		"title_i": frappe.db.get_value("Liaison School", doc.school, "title_i"),
		"team": _team(doc),
		"goals": [
			{"goal": goal, "rows": [row for row in rows if row.goal == goal.goal]} for goal in doc.goals
		],
		"changes": changes_of([row.name for row in rows]),
		"approver": doc.approved_by and get_fullname(doc.approved_by),
		"approved_on": doc.approved_on and formatdate(getdate(doc.approved_on)),
		"paper": PAPER.get(frappe.db.get_single_value("Print Settings", "pdf_page_size"), PAPER["A4"]),
	}


def _rows(plan: Document) -> list[dict]:
	rows = add_what_came(
		frappe.get_list(
			"Partnership Activity",
			filters={"plan": plan.name},
			fields=[*FIELDS],
			order_by="starts_on asc, name asc",
			limit=0,
		)
	)
	names = [row.name for row in rows]
	steps, grades, positions = preparations_of(names), _grades_of(names), _positions()
	for row in rows:
		row.kind = f"{positions.get(row.involvement_type, '')} {frappe._(row.involvement_type)}".strip()
		row.grades = grades.get(row.name, [])
		row.months = [(_month(of_month), of_month) for _key, of_month in by_month(steps.get(row.name, []))]
	return rows


def _month(steps: list[dict]) -> str:
	return formatdate(getdate(steps[0]["due_on"]), "MMM yyyy")


def _positions() -> dict[str, int]:
	return dict(
		frappe.get_all("Involvement Type", fields=["name", "position"], order_by="position asc", as_list=True)
	)


def _grades_of(activities: list[str]) -> dict[str, list[str]]:
	"""The grades of activities that may be read, by activity."""
	found: dict[str, list[str]] = {}
	if not activities:
		return found
	grade = frappe.qb.DocType("Partnership Grade")
	query = frappe.qb.from_(grade).select(grade.parent, grade.grade).where(grade.parent.isin(activities))
	for parent, name in query.orderby(grade.parent).orderby(grade.idx).run():
		found.setdefault(parent, []).append(name)
	return found


def _team(plan: Document) -> dict[str, Any] | None:
	"""The team as it is today, as far as it may be read."""
	if not plan.team:
		return None
	team = frappe.get_doc("Partnership Team", plan.team)
	team.check_permission("read")
	return {
		"name": team.team_name,
		"chair": chair_of(team),
		"members": [(row.role, row.member_name) for row in current_members(team)],
	}
