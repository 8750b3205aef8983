"""The worklist: one row a family with all that waits for it, the most urgent first."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

import frappe
from frappe import _
from frappe.utils import getdate

from liaison_app.outreach.due import is_current_lead
from liaison_app.permissions.criteria import readable
from liaison_app.permissions.scope import get_scope, present_liaison
from liaison_app.worklist.reasons import Question, Reason, all_reasons

#: What comes first among things that are due: who did not come back, those with an hour, what others wait for, then the rest.
URGENCY = ("alarm", "appointment", "report", "unfinished", "step", "contact")


@dataclass(frozen=True)
class Worklist:
	"""rows: the most urgent, at most as many as asked for. more: how many were left out."""

	rows: list[dict]
	more: int


def worklist(question: Question, limit: int) -> Worklist:
	"""The list that answers a question, with at most `limit` rows (0: all).

	Each row: family, family_name, why, due_on, days_overdue, last_reached, school, liaison, liaison_name,
	next_step, has_instruction, the document to open as reference_doctype and reference_name, and the first
	visit of which the one who asks can give signs of life (see Reason). What is there by cover says so in why.
	"""
	groups = sorted(_by_family(all_reasons(question)), key=lambda reasons: _urgency(reasons[0]))
	shown = groups[:limit] if limit else groups
	facts = _facts({reasons[0].family for reasons in shown}, question.user)
	rows = [_row(reasons, facts.get(reasons[0].family) or {}) for reasons in shown]
	rows = _mark_covered(_with_liaison_names(rows), question)
	return Worklist(rows, len(groups) - len(shown))


def _by_family(reasons: Iterable[Reason]) -> list[list[Reason]]:
	"""The reasons of each family together, the most urgent first; those without a family stand alone."""
	groups: dict[tuple[str, str, str], list[Reason]] = {}
	for reason in reasons:
		alone = ("", reason.doctype, reason.name)
		groups.setdefault((reason.family, "", "") if reason.family else alone, []).append(reason)
	return [sorted(group, key=_urgency) for group in groups.values()]


def _urgency(reason: Reason) -> tuple:
	"""What is due stands before what is to come; the former by its kind, the latter by its day."""
	kind, is_ahead = URGENCY.index(reason.kind), reason.due_on > getdate()
	order = (reason.due_on, kind) if is_ahead else (kind, reason.due_on)
	return (is_ahead, *order, reason.family, reason.name)


def _facts(families: set[str], user: str) -> dict[str, dict]:
	"""Name, last reached, whether there is a safety instruction, and the lead, of families the user may read."""
	family, enrolment = frappe.qb.DocType("Focus Family"), frappe.qb.DocType("Family Enrolment")
	instruction = frappe.query_builder.functions.Coalesce(family.safety_instruction, "")
	query = (
		frappe.qb.from_(family)
		.left_join(enrolment)
		.on((enrolment.family == family.name) & is_current_lead(enrolment))
		.select(family.name, family.family_name, family.last_reached, (instruction != "").as_("has_instruction"))
		.select(enrolment.school, present_liaison(enrolment).as_("liaison"))
		.where(family.name.isin(sorted(families) or [""]))
		.orderby(enrolment.starts_on, enrolment.name)
	)  # fmt: skip
	rows = readable(query, family, "Focus Family", user).run(as_dict=True)
	return {row.name: row for row in reversed(rows)}


def _row(reasons: list[Reason], facts: dict) -> dict:
	first, due_on = reasons[0], min(reason.due_on for reason in reasons)
	document = next((reason for reason in reasons if reason.doctype), first)
	return {
		"family": facts.get("name"),
		"family_name": facts.get("family_name"),
		"why": " · ".join(dict.fromkeys(reason.text for reason in reasons)),
		"due_on": due_on,
		"days_overdue": _days_overdue(due_on),
		"last_reached": facts.get("last_reached"),
		"school": facts.get("school") or first.school,
		"liaison": facts.get("liaison") or first.liaison,
		"next_step": next((reason.step for reason in reasons if reason.step), ""),
		"has_instruction": int(bool(facts.get("has_instruction"))),
		"reference_doctype": document.doctype,
		"reference_name": document.name,
		"visit": next((reason.visit for reason in reasons if reason.visit), None),
	}


def _mark_covered(rows: list[dict], question: Question) -> list[dict]:
	covers = get_scope(question.liaison).covers if question.liaison else {}
	for row in rows:
		if row["liaison"] in covers:
			row["why"] = _("Covering for {0}").format(row["liaison_name"]) + " · " + row["why"]
	return rows


def _days_overdue(due_on: date) -> int:
	return max((getdate() - due_on).days, 0)


def _with_liaison_names(rows: list[dict]) -> list[dict]:
	table = frappe.qb.DocType("Family Liaison")
	liaisons = sorted({row["liaison"] for row in rows if row["liaison"]})
	query = frappe.qb.from_(table).select(table.name, table.liaison_name)
	names = dict(query.where(table.name.isin(liaisons or [""])).run())
	return [{**row, "liaison_name": names.get(row["liaison"]) or row["liaison"]} for row in rows]
