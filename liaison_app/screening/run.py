"""The job that screens: scores all at one moment, stores part by part, and may be killed and started again.

A start is an attempt with a number. Each transaction of a job locks the run and looks whether its attempt is still
the last one, so that of two jobs for one run the older one stops.
"""

import frappe
from frappe import _
from frappe.utils import getdate, now

from liaison_app.arguments import parse_name
from liaison_app.jobs import begin_attempt, is_last_attempt, marking_failure
from liaison_app.school_calendar.weeks import school_year_of
from liaison_app.screening import storing
from liaison_app.screening.evidence import evidence
from liaison_app.screening.records import Question
from liaison_app.screening.scoring import Rule, rank

#: Seconds that a job may take.
TIMEOUT = 3600


@frappe.whitelist(methods=["POST"])
def start(run: str) -> None:
	"""Start a run, or start it again after it was killed or failed; it goes on in the background.

	Raises frappe.PermissionError without the right to write runs, frappe.ValidationError for a run that is finished,
	or one of whose criteria cannot be measured any more.
	"""
	doc = frappe.get_doc("Screening Run", parse_name(run, _("Run")), for_update=True)
	doc.check_permission("write")
	if doc.status == "Finished":
		frappe.throw(_("This run is finished: make a new one to screen again."))
	if not doc.criteria:
		doc.freeze_criteria()
	for row in doc.criteria:
		Rule.of(row)
	begin_attempt(doc)
	frappe.enqueue(
		screen, queue="long", timeout=TIMEOUT, enqueue_after_commit=True, run=doc.name, attempt=doc.attempt
	)


def screen(run: str, attempt: int) -> None:
	"""The job: score, store, publish. Commits part by part. Raises any error after the run has been marked."""
	with marking_failure("Screening Run", run, attempt):
		_screen(run, attempt)


def _screen(run: str, attempt: int) -> None:
	doc = frappe.get_doc("Screening Run", run)
	rules = [Rule.of(row) for row in doc.criteria]
	question = question_of(doc)
	if not is_last_attempt("Screening Run", run, attempt):
		return
	storing.forget(run)
	frappe.db.commit()
	# One transaction from here on reads everything as it stands at one moment.
	_show_progress(run, 0, _("Reading what is known of the children"))
	found = evidence(question, [rule.measure for rule in rules])
	ranking, before = rank(found, rules, doc.minimum_score), storing.read_before()
	parts = storing.parts(run, found)
	for number, part in enumerate(parts, start=1):
		frappe.db.commit()
		if not is_last_attempt("Screening Run", run, attempt):
			return
		storing.store(doc, part, found, ranking, rules, before)
		_show_progress(run, number / len(parts), _("Part {0} of {1} is stored").format(number, len(parts)))
	frappe.db.commit()
	if is_last_attempt("Screening Run", run, attempt):
		counts = storing.publish(doc, question.schools)
		frappe.db.set_value("Screening Run", run, {**counts, "status": "Finished", "finished_at": now()})
		frappe.db.commit()
		# Who waits with the run open sees it end.
		doc.notify_update()


def question_of(doc) -> Question:
	"""What a run asks: its schools (none chosen: all that are not disabled), its day, its year."""
	schools = [row.school for row in doc.schools] or frappe.get_all(
		"Liaison School", filters={"disabled": 0}, pluck="name", order_by="name asc"
	)
	return Question(
		tuple(schools), getdate(doc.as_of), school_year_of(doc.as_of) or "", getdate(doc.assessments_since)
	)


def _show_progress(run: str, share: float, what: str) -> None:
	title = _("Screening")
	frappe.publish_progress(share * 100, title=title, doctype="Screening Run", docname=run, description=what)
