"""The job that rolls over: part by part, each committed; it may be killed and started again, with the same result.

Who has come to the new year is marked with it, so nobody goes up twice. A start is an attempt with a number, and of two
jobs for one rollover the older stops.
"""

import frappe
from frappe import _
from frappe.model.document import Document
from frappe.utils import now

from liaison_app.arguments import parse_name
from liaison_app.jobs import begin_attempt, is_last_attempt, marking_failure, one_by_one
from liaison_app.rollover.families import Open, end, open_enrolments
from liaison_app.rollover.grades import STUDENT, advance, waiting

#: Seconds that the job may take.
TIMEOUT = 3600
CHILDREN_AT_ONCE = 1_000
DOCTYPE = "Year Rollover"


@frappe.whitelist(methods=["POST"])
def start(rollover: str) -> None:
	"""Start a rollover, or start it again after it was killed or failed; it goes on in the background.

	Raises frappe.PermissionError without the right to write it, frappe.ValidationError for one that is finished.
	"""
	doc = frappe.get_doc(DOCTYPE, parse_name(rollover, _("Rollover")), for_update=True)
	doc.check_permission("write")
	if doc.status == "Finished":
		frappe.throw(_("The rollover to {0} is finished.").format(doc.name))
	begin_attempt(doc)
	frappe.enqueue(
		roll_over,
		queue="long",
		timeout=TIMEOUT,
		enqueue_after_commit=True,
		rollover=doc.name,
		attempt=doc.attempt,
	)


def roll_over(rollover: str, attempt: int) -> None:
	"""The job. Commits part by part. Raises any error after the rollover has been marked."""
	with marking_failure(DOCTYPE, rollover, attempt):
		_roll_over(rollover, attempt)


def _roll_over(rollover: str, attempt: int) -> None:
	doc = frappe.get_doc(DOCTYPE, rollover)
	while part := _part(doc.name):
		if not is_last_attempt(DOCTYPE, rollover, attempt):
			return
		advance(part, doc)
		_count(doc, "child_count", len(part))
		_show_progress(rollover, _("{0} children have come to the new year").format(doc.child_count))
		frappe.db.commit()
	one_by_one(lambda one: _end(one, doc), _leaving(doc), title="A family could not exit in the rollover")
	if is_last_attempt(DOCTYPE, rollover, attempt):
		left = len(_leaving(doc))
		failure = _("{0} families could not exit: see the Error Log.").format(left) if left else None
		frappe.db.set_value(
			DOCTYPE, doc.name, {"failure": failure, "status": "Finished", "finished_at": now()}
		)
	frappe.db.commit()
	# Who waits with the rollover open sees it end.
	doc.notify_update()


def _part(year: str) -> list[tuple[str, str | None]]:
	student = frappe.qb.DocType(STUDENT)
	query = frappe.qb.from_(student).select(student.name, student.grade).where(waiting(year))
	return list(query.orderby(student.name).limit(CHILDREN_AT_ONCE).run())


def _leaving(doc: Document) -> list[Open]:
	return [one for one in open_enrolments(frappe.session.user, doc) if one.leaves]


def _end(one: Open, doc: Document) -> None:
	end(one, doc)
	_count(doc, "family_count", 1)


def _count(doc: Document, field: str, more: int) -> None:
	"""In the transaction of what is counted: an attempt that is killed has counted what it did."""
	doc.set(field, doc.get(field) + more)
	frappe.db.set_value(DOCTYPE, doc.name, field, doc.get(field))


def _show_progress(rollover: str, what: str) -> None:
	frappe.publish_progress(50, title=_("Rollover"), doctype=DOCTYPE, docname=rollover, description=what)
