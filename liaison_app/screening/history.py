"""What was decided on a result, in order: a result's history follows the enrolment that rests on it."""

import frappe
from frappe import _
from frappe.model.document import Document
from frappe.utils import nowdate

#: Statuses of an enrolment that are decisions on a choice; the others are steps on the way, or what comes after.
DECISIONS = ("Nominated", "Waitlisted", "Enrolled", "Declined")


def note(result: str, decision: str, reason: str, enrolment: str | None = None) -> None:
	"""Write a decision into a result's history. Past its rights: nobody writes results, whoever decides was checked."""
	doc = frappe.get_doc("Screening Result", result)
	row = {"decision": decision, "reason": reason, "decided_by": frappe.session.user, "decided_on": nowdate()}
	doc.append("decisions", row)
	doc.decision = decision
	doc.enrolment = enrolment or doc.enrolment
	doc.save(ignore_permissions=True)


def follow(enrolment: Document, status: str) -> None:
	"""An enrolment that rests on a result has a new status: the result's history tells it."""
	if enrolment.screening_result and status in DECISIONS:
		given = enrolment.reason if status == "Nominated" else _("Decided in the enrolment.")
		reason = enrolment.flags.decision_reason or given
		note(enrolment.screening_result, status, reason, enrolment.name)
