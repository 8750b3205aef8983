"""Inviting families to an event: it is a message to many (`outreach/message.py`), with words to begin with."""

from typing import Any

import frappe
from frappe import _
from frappe.model.document import Document

from liaison_app.moments import moment_text
from liaison_app.outreach.places import shown_place
from liaison_app.outreach.work import own_liaison
from liaison_app.permissions.scope import get_scope


@frappe.whitelist()
def get_invitation(event: str) -> dict[str, Any]:
	"""Whom the session's user could invite to an event, and in which words to begin.

	Returns families (names of those on the user's caseload that are enrolled at the event's school), subject, text and
	purpose. Who of them is written to, and in which language, is decided where the message is sent.
	Raises frappe.PermissionError for whoever may not read the event.
	"""
	doc = frappe.get_doc("Engagement Event", event)
	doc.check_permission("read")
	return {
		"families": _families(doc.school) if own_liaison() else [],
		"subject": doc.event_name,
		"text": _text(doc),
		"purpose": doc.purpose,
	}


def _families(school: str) -> list[str]:
	rows = frappe.get_list(
		"Family Enrolment",
		filters={
			"school": school,
			"status": "Enrolled",
			"family": ["in", sorted(get_scope().caseload) or [""]],
		},
		pluck="family",
		order_by="family_name asc, family asc",
		limit=0,
	)
	return list(dict.fromkeys(rows))


def _text(event: Document) -> str:
	"""When and where, and what makes it possible to come; all of it public."""
	helps = {"child_care": _("child care"), "transport": _("transport"), "meals": _("a meal")}
	offered = [words for field, words in helps.items() if event.get(field)]
	if event.interpreters:
		offered.append(_("interpreters"))
	at_school = event.place_kind == "School" and not event.place_words
	place = event.school if at_school else shown_place(event.as_dict())
	lines = [f"{event.event_name}: {moment_text(event.planned_start)}", place]
	if offered:
		lines.append(_("There is: {0}.").format(", ".join(offered)))
	return "\n".join(lines)
