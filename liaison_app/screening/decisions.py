"""What people make of a result: nominate, waitlist, enrol or decline, each with a reason and by whom.

The decision lives in the family's enrolment, and its workflow says who may take which. The result keeps the history.
"""

import frappe
from frappe import _
from frappe.model.document import Document

from liaison_app.families.nomination import nominate_again
from liaison_app.permissions.scope import OPEN
from liaison_app.screening.history import DECISIONS, note
from liaison_app.workflow.reaching import reach


@frappe.whitelist(methods=["POST"])
def decide(result: str, decision: str, reason: str, liaison: str | None = None) -> None:
	"""Take a decision on a result, and bring the family's enrolment there by its workflow.

	decision: one of DECISIONS. reason: why, in words. liaison: who is to serve the family (for Enrolled).
	A child without a family is nominated on the page *Nominate Family* (see nominate_family); it can be declined here.

	Raises frappe.PermissionError for whoever may not take it, frappe.ValidationError with one sentence where a reason
	is missing or the enrolment cannot get there.
	"""
	doc = frappe.get_doc("Screening Result", result, for_update=True)
	doc.check_permission("read")
	_check(decision, reason)
	enrolment = open_enrolment(doc.student)
	if decision == "Nominated":
		nominate_again(_family_of(doc), doc, reason, enrolment)
	elif enrolment:
		_bring(enrolment, decision, reason, liaison, doc)
	elif decision == "Declined":
		_check_may_decline()
		note(doc.name, decision, reason)
	else:
		frappe.throw(_("Nominate the family first."))


def open_enrolment(student: str) -> Document | None:
	"""The open Lead enrolment of a child's family, wherever it is."""
	family = frappe.db.get_value("Focus Student", student, "family")
	name = family and frappe.db.get_value(
		"Family Enrolment",
		{"family": family, "role": "Lead", "status": ["in", OPEN]},
	)
	return frappe.get_doc("Family Enrolment", name) if name else None


def _check(decision: str, reason: str) -> None:
	if decision not in DECISIONS:
		frappe.throw(_("Decision: choose one of {0}.").format(", ".join(_(one) for one in DECISIONS)))
	if not (reason or "").strip():
		frappe.throw(_("Reason is missing: say in a sentence why."))


def _check_may_decline() -> None:
	if not frappe.has_permission("Family Enrolment", "write"):
		frappe.throw(_("Only a coordinator declines a child."), frappe.PermissionError)


def _family_of(doc: Document) -> str:
	family = frappe.db.get_value("Focus Student", doc.student, "family")
	if not family:
		frappe.throw(
			_("The child has no family on file yet: nominate it with its adults, by Nominate Family.")
		)
	return family


def _bring(enrolment: Document, decision: str, reason: str, liaison: str | None, doc: Document) -> None:
	enrolment.check_permission("write")
	if liaison and liaison != enrolment.liaison:
		enrolment.liaison = liaison
		enrolment.save()
	if not enrolment.screening_result:
		# Nominated on judgement: the score came later, and the decision rests on both.
		enrolment.db_set({"screening_result": doc.name, "score": doc.score})
	reach(enrolment, decision, decision_reason=reason)
