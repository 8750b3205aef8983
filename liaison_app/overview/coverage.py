"""How well the enrolled families are covered: reached in time, due, or tried with due diligence.

A constant number of statements, narrowed by the row rule of the user who asks.
"""

import frappe
from frappe import _
from frappe.query_builder import Criterion
from frappe.utils import getdate

from liaison_app.activity.figures import Question, counted_lines, reached_rate
from liaison_app.ledger.figures import FIGURES, figures
from liaison_app.outreach.diligence import Diligence, due_diligences
from liaison_app.outreach.due import ContactDue, contacts_due
from liaison_app.permissions.criteria import criterion, is_row_allowed
from liaison_app.worklist.reasons import leads_or_covers

#: Every family is in one of these, those that ask for work first.
STATES = ("Due", "Diligence Done", "Not Reached Yet", "Reached in Time", "Paused")


def state_labels() -> dict[str, str]:
	"""Each state in the reader's language."""
	return {
		"Due": _("Due"),
		"Diligence Done": _("Diligence Done"),
		"Not Reached Yet": _("Not Reached Yet"),
		"Reached in Time": _("Reached in Time"),
		"Paused": _("Paused"),
	}


def coverage(question: Question) -> list[dict]:
	"""The enrolled families whose contacts the user may read, those that are due first.

	question: its school and liaison choose families; its days are those whose contacts are counted. Each row: family,
	family_name, school, liaison, liaison_name, state, last_reached, due_on, days_overdue, the ledger's figures,
	reached_rate, attempts, dates, channels, missing.
	"""
	families = {due.family: due for due in _enrolled(question)}
	done, worked = due_diligences(families), _worked(question, families)
	names = _names(families)
	rows = [_row(due, done[family], worked.get(family), names) for family, due in families.items()]
	return sorted(rows, key=lambda row: (STATES.index(row["state"]), row["due_on"], row["family"]))


def _enrolled(question: Question) -> list[ContactDue]:
	family, enrolment = frappe.qb.DocType("Focus Family"), frappe.qb.DocType("Family Enrolment")
	parts = [
		criterion(family, "Focus Family", question.user),
		enrolment.school == question.school if question.school else None,
		leads_or_covers(enrolment, question.liaison) if question.liaison else None,
	]
	found = contacts_due(Criterion.all(part for part in parts if part is not None))
	return [due for due in found if _may_read_contacts(due, question.user)]


def _may_read_contacts(due: ContactDue, user: str) -> bool:
	"""A principal reads the family, and nothing of the tries to reach it."""
	return is_row_allowed({"family": due.family, "school": due.school}, "Liaison Contact", user)


def _worked(question: Question, families: dict) -> dict[str, dict]:
	entry = frappe.qb.DocType("Liaison Ledger Entry")
	which = counted_lines(question) & entry.family.isin(sorted(families) or [""])
	return {row.family: row for row in figures(which, family=entry.family)}


def _names(families: dict[str, ContactDue]) -> dict[str, str]:
	"""The names of families and liaisons."""
	family, liaison = frappe.qb.DocType("Focus Family"), frappe.qb.DocType("Family Liaison")
	liaisons = {due.liaison for due in families.values() if due.liaison}
	queries = (
		frappe.qb.from_(family).select(family.name, family.family_name).where(family.name.isin(sorted(families) or [""])),
		frappe.qb.from_(liaison).select(liaison.name, liaison.liaison_name).where(liaison.name.isin(sorted(liaisons) or [""])),
	)  # fmt: skip
	return dict(row for query in queries for row in query.run())


def _row(due: ContactDue, diligence: Diligence, worked: dict | None, names: dict[str, str]) -> dict:
	worked = worked or dict.fromkeys(FIGURES, 0)
	return {
		"family": due.family,
		"family_name": names.get(due.family),
		"school": due.school,
		"liaison": due.liaison,
		"liaison_name": names.get(due.liaison),
		"state": _state(due, diligence),
		"last_reached": due.last_reached,
		"due_on": due.due_on,
		"days_overdue": max((getdate() - due.due_on).days, 0),
		**{figure: worked[figure] for figure in ("outgoing", "reached", "incoming")},
		"reached_rate": reached_rate(worked),
		"attempts": diligence.attempts,
		"dates": diligence.dates,
		"channels": diligence.channels,
		"missing": "" if diligence.done else _missing(diligence),
	}


def _state(due: ContactDue, diligence: Diligence) -> str:
	if due.is_paused:
		return "Paused"
	if due.due_on <= getdate():
		return "Diligence Done" if diligence.done else "Due"
	return "Reached in Time" if due.last_reached else "Not Reached Yet"


def _missing(diligence: Diligence) -> str:
	settings = frappe.get_cached_doc("Liaison Settings")
	parts = (
		(_("{0} more tries"), settings.due_diligence_attempts - diligence.attempts),
		(_("{0} more days"), settings.due_diligence_dates - diligence.dates),
		(_("{0} more ways"), settings.due_diligence_channels - diligence.channels),
	)
	return ", ".join(words.format(count) for words, count in parts if count > 0)
