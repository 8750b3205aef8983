"""Requests for a child's records (34 CFR 99.10, 99.12, 99.20-22): who asks, what they are given, what follows."""

import frappe
from frappe import _
from frappe.model.document import Document
from frappe.utils import add_days, getdate, nowdate

from liaison_app.arguments import parse_name
from liaison_app.outreach.contact_rights import is_of_family
from liaison_app.permissions.documents import check_stored_row
from liaison_app.privacy.disclosure_record import receiver
from liaison_app.privacy.disclosures import PARENT, disclose, log_refusal
from liaison_app.privacy.file import render
from liaison_app.privacy.pdf import answer_with_pdf
from liaison_app.privacy.rights import check_may_receive, forget_refusal, is_guardian
from liaison_app.stored import put_back

#: What only the actions below write.
OUTCOME = ("status", "closed_on", "closed_by", "disclosure", "refusal_reason")


def validate_request(doc: Document) -> None:
	"""Refuse a request of a day to come, or of somebody who is not of the child's households; say when it is due."""
	if getdate(doc.received_on) > getdate():
		frappe.throw(_("Received on is in the future."))
	days = frappe.db.get_single_value("Liaison Settings", "records_request_days")
	if not doc.student:
		return  # the host says that it is missing
	if doc.is_new():
		doc.due_on = add_days(doc.received_on, days)
		_validate_requester(doc)
	else:
		doc.due_on = doc.get_doc_before_save().due_on


def keep_outcome(doc: Document) -> None:
	"""Keep how the request ended as it is stored: only the actions end one."""
	if doc.flags.ending:
		return
	put_back(doc, *OUTCOME)
	doc.status = doc.status or "Open"


def warning(doc: Document) -> str:
	"""Why this requester may not be given the records as things stand today; empty where they may."""
	try:
		check_may_receive(doc.student, doc.requester, _(doc.meta.get_label("requester")))
	except frappe.ValidationError as error:
		forget_refusal()
		return str(error)
	return ""


@frappe.whitelist(methods=["POST"])
def preview(request: str) -> None:
	"""Answer with the file as the requester would get it today, as a PDF for whoever reviews it.

	Raises frappe.PermissionError without write permission on the request: the file holds more than its readers see.
	"""
	_answer_with_file(_reviewed(request))


@frappe.whitelist(methods=["POST"])
def hand_over(request: str) -> dict:
	"""Give the file: log the disclosure and end the request. Returns given, and why not.

	Where the requester may not have it, nothing is given: the request is refused, which is logged.
	Raises frappe.PermissionError without write permission, frappe.ValidationError where it has ended already.
	"""
	doc = _reviewed(request)
	_check_open(doc)
	answer = disclose(doc.student, basis=PARENT, received_by=doc.requester, **_log_values(doc))
	_end(doc, "Given" if answer.given else "Refused", answer.entry, answer.sentence)
	if not answer.given:
		frappe.msgprint(answer.sentence, title=_("Refused"), indicator="red")
	return {"given": answer.given, "sentence": answer.sentence}


@frappe.whitelist(methods=["POST"])
def download(request: str) -> None:
	"""Answer with the file of a request that was handed over, on that day and by whoever did so.

	Raises frappe.PermissionError otherwise: what may be given is judged on the day.
	"""
	doc = _reviewed(request)
	is_now = (
		doc.status == "Given" and getdate(doc.closed_on) == getdate() and doc.closed_by == frappe.session.user
	)
	if not is_now or warning(doc):
		frappe.throw(_("The file was handed over before: record a new request."), frappe.PermissionError)
	_answer_with_file(doc)


@frappe.whitelist(methods=["POST"])
def close(request: str, status: str, reason: str) -> None:
	"""End a request without giving anything: status Refused (which is logged) or Withdrawn, with the reason.

	Raises frappe.PermissionError without write permission, frappe.ValidationError without a reason.
	"""
	doc = _reviewed(request)
	reason = str(reason or "").strip()
	_check_open(doc)
	if status not in ("Refused", "Withdrawn") or not reason:
		frappe.throw(_("Why: say why the request ends without the records."))
	entry = log_refusal(doc.student, reason, **_log_values(doc)) if status == "Refused" else None
	_end(doc, status, entry, reason)


def _validate_requester(doc: Document) -> None:
	label = _(doc.meta.get_label("requester"))
	family = frappe.db.get_value("Focus Student", doc.student, "family")
	if not doc.requester:
		if not frappe.db.get_value("Focus Student", doc.student, "stands_for_self"):
			frappe.throw(_("{0}: choose an adult, the student does not speak for themself.").format(label))
	elif not (is_guardian(doc.student, doc.requester) or (family and is_of_family(doc.requester, family))):
		frappe.throw(_("{0}: choose an adult of this family.").format(label))


def _reviewed(request: str) -> Document:
	name = parse_name(request, _("Request")) or ""
	check_stored_row("Records Request", name, ptype="write")
	return frappe.get_doc("Records Request", name, for_update=True)


def _check_open(doc: Document) -> None:
	if doc.status != "Open":
		frappe.throw(_("{0} has ended: record a new request.").format(doc.name))


def _log_values(doc: Document) -> dict:
	withheld = ", ".join(dict.fromkeys(row.why for row in doc.withheld))
	what = _("Records Request {0}").format(doc.name)
	return {
		"what": f"{what}; {_('withheld')}: {withheld}" if withheld else what,
		"parties": [receiver(doc.student, doc.requester, _("To inspect and review the records"))],
		"reference_doctype": doc.doctype,
		"reference_name": doc.name,
	}


def _end(doc: Document, status: str, entry: str | None, reason: str) -> None:
	doc.update(
		{
			"status": status,
			"closed_on": nowdate(),
			"closed_by": frappe.session.user,
			"disclosure": entry,
			"refusal_reason": reason,
		}
	)
	doc.flags.ending = True
	doc.save()


def _answer_with_file(doc: Document) -> None:
	answer_with_pdf(render(doc), f"{doc.name}.pdf")
