"""*Transfer*: a family moves to another school, with its history. The old school's access ends on that day.

The enrolment there ends, one at the new school begins and names it; children, plans and open next steps go along. What
was done keeps its school. Another liaison at the same school is a handover (`handover/caseload.py`).
"""

from dataclasses import dataclass
from datetime import date

import frappe
from frappe import _
from frappe.model.document import Document
from frappe.utils import add_days, cint, escape_html, getdate

from liaison_app.arguments import parse_moment, parse_name, parse_names
from liaison_app.handover.enrolments import why_not
from liaison_app.handover.passing import Handover, open_plans, pass_on, why_it_stays
from liaison_app.locks import lock_rows
from liaison_app.outreach.work import liaison_label
from liaison_app.overview.liaisons import caseloads
from liaison_app.permissions.criteria import is_granted_on_all
from liaison_app.permissions.scope import OPEN, present_liaison
from liaison_app.workflow.reaching import reach

#: What the new enrolment keeps of how the family was chosen, and of what was known then.
KEPT = ("chosen_by", "score", "screening_result", "baseline_evidence")


@dataclass(frozen=True)
class Transfer:
	"""Of which enrolment, to which school and liaison, from which day on."""

	enrolment: Document
	former: str
	school: str
	liaison: str
	day: date

	@property
	def handover(self) -> Handover:
		"""How plans and steps pass."""
		return Handover(self.former, self.liaison, self.day)


@frappe.whitelist()
def preview(enrolment: str, school: str, liaison: str, starts_on: date | str) -> dict:
	"""What a transfer would do.

	children: student, student_name, school, goes_along (is at the old school). plans, steps: how many go along. stays,
	to_know: sentences. Raises as `transfer` does.
	"""
	asked = _checked(enrolment, school, liaison, starts_on)
	plans = _plans(asked)
	return {
		"children": _children(asked),
		"plans": sum(1 for _plan, why in plans if not why),
		"steps": len(_steps(asked)),
		"stays": [_stays(plan, why) for plan, why in plans if why],
		"to_know": _to_know(asked),
	}


@frappe.whitelist(methods=["POST"])
def transfer(
	enrolment: str, school: str, liaison: str, starts_on: date | str, reason: str, students: list | str
) -> str:
	"""Transfer a family; all of it or nothing. Returns the name of the new enrolment.

	students: the children who change to the new school. Raises frappe.PermissionError for whoever is no coordinator,
	frappe.ValidationError with one sentence for what cannot be.
	"""
	asked = _checked(enrolment, school, liaison, starts_on)
	if not (reason or "").strip():
		frappe.throw(_("Reason is missing: say in a sentence why the family changes."))
	moving, plans, steps = parse_names(students, _("Children")), _plans(asked), _steps(asked)
	lock_rows("Family Liaison", sorted({asked.former, asked.liaison} - {""}))
	_exit(asked.enrolment, add_days(asked.day, -1), reason)
	_end_supporting(asked, reason)
	new = _begin(asked, reason)
	_move_children(asked, moving)
	for plan, why in plans:
		if not why:
			_move_plan(plan, asked)
	_move_steps(steps, asked)
	return new.name


def _checked(enrolment: str, school: str, liaison: str, starts_on: date | str) -> Transfer:
	if not is_granted_on_all("Family Enrolment", "write"):
		frappe.throw(_("A coordinator transfers a family."), frappe.PermissionError)
	doc = frappe.get_doc("Family Enrolment", parse_name(enrolment, _("Enrolment")), for_update=True)
	doc.check_permission("write")
	school, liaison = parse_name(school, _("To School")), parse_name(liaison, _("To Liaison"))
	_check_enrolled(doc)
	if not school or cint(frappe.db.get_value("Liaison School", school, "disabled")) or school == doc.school:
		frappe.throw(
			_("To School: choose another school than {0} that is not closed.").format(escape_html(doc.school))
		)
	if not liaison or not frappe.db.get_value("Family Liaison", liaison, "enabled"):
		frappe.throw(_("To Liaison: choose an active liaison of the new school."))
	day = _day(starts_on, doc)
	if problem := why_not(doc.family, school, liaison, day):
		frappe.throw(_("To Liaison: {0}.").format(problem))
	return Transfer(doc, _present(doc), school, liaison, day)


def _check_enrolled(doc: Document) -> None:
	if doc.status != "Enrolled" or doc.role != "Lead":
		frappe.throw(_("Only an enrolled family is transferred, by its Lead enrolment: this one is {0}, {1}.").format(
			_(doc.role), _(doc.status)
		))  # fmt: skip


def _day(starts_on: date | str, doc: Document) -> date:
	day = parse_moment(starts_on, _("From Which Day")).date()
	if day > getdate():
		frappe.throw(_("From Which Day: a transfer takes effect at once, so choose today or an earlier day."))
	if day <= getdate(doc.starts_on):
		frappe.throw(
			_("From Which Day: the family is enrolled since {0}, so choose a later day.").format(
				frappe.format(getdate(doc.starts_on), "Date")
			)
		)
	return day


def _present(doc: Document) -> str:
	table = frappe.qb.DocType("Family Enrolment")
	return (
		frappe.qb.from_(table).select(present_liaison(table)).where(table.name == doc.name).run()[0][0] or ""
	)


def _children(asked: Transfer) -> list[dict]:
	rows = frappe.get_all(
		"Focus Student",
		filters={"family": asked.enrolment.family},
		fields=["name as student", "full_name as student_name", "school"],
		order_by="birth_date asc, full_name asc",
	)
	return [{**row, "goes_along": row.school == asked.enrolment.school} for row in rows]


def _plans(asked: Transfer) -> list[tuple[Document, str | None]]:
	"""The family's plans without an outcome, as of the new school; each with why it cannot go along (None where it can)."""
	plans = open_plans(asked.handover, [asked.enrolment.family])
	return [(plan, _why_a_plan_stays(plan, asked)) for plan in plans]


def _why_a_plan_stays(plan: Document, asked: Transfer) -> str | None:
	if set(plan.work_families) != {asked.enrolment.family}:
		return _("it is for other families too")
	plan.school = asked.school
	return why_it_stays(plan, asked.handover)


def _stays(plan: Document, why: str) -> str:
	moment = frappe.format(plan.planned_start, "Datetime")
	return _("{0} {1} of {2} stays, {3}.").format(_(plan.doctype), plan.name, moment, why)


def _steps(asked: Transfer) -> list[str]:
	"""Open next steps on the family of the former liaison, and of others at the old school."""
	step = frappe.qb.DocType("Next Step")
	is_theirs = (step.assignee == asked.former) | (step.school == asked.enrolment.school)
	query = frappe.qb.from_(step).select(step.name).orderby(step.due_on, step.name)
	rows = query.where((step.family == asked.enrolment.family) & (step.done == 0) & is_theirs).run()
	return [name for (name,) in rows]


def _to_know(asked: Transfer) -> list[str]:
	target = cint(frappe.db.get_value("Family Liaison", asked.liaison, "caseload_target"))
	over = caseloads(frappe.session.user)[asked.liaison] + 1 - target
	day = frappe.format(asked.day, "Date")
	known = [_("{0} no longer sees the family from {1} on.").format(asked.enrolment.school, day)]
	if over > 0 and asked.liaison != asked.former:
		known.append(
			_("{0} then has {1} more than the caseload target allows.").format(
				liaison_label(asked.liaison), over
			)
		)
	return known


def _exit(enrolment: Document, last_day: date, reason: str) -> None:
	enrolment.update(
		{
			"exit_reason": "Changed School",
			"last_day": last_day,
			"next_liaison": None,
			"next_liaison_from": None,
		}
	)
	enrolment.outcome = "\n".join(filter(None, (enrolment.outcome, reason)))
	reach(enrolment, "Exited")


def _end_supporting(asked: Transfer, reason: str) -> None:
	"""The new school leads from now on: what it had beside the lead ends."""
	open_ones = {"family": asked.enrolment.family, "school": asked.school, "status": ["in", OPEN]}
	for name in frappe.get_all("Family Enrolment", filters=open_ones, pluck="name", order_by="name asc"):
		doc = frappe.get_doc("Family Enrolment", name)
		if doc.status == "Enrolled":
			_exit(doc, max(getdate(add_days(asked.day, -1)), getdate(doc.starts_on)), reason)
		else:
			reach(doc, "Declined")


def _begin(asked: Transfer, reason: str) -> Document:
	former = asked.enrolment
	new = frappe.get_doc(
		{
			"doctype": "Family Enrolment",
			"family": former.family,
			"school": asked.school,
			"liaison": asked.liaison,
			"role": "Lead",
			"nominated_on": asked.day,
			"nominated_by": frappe.session.user,
			"starts_on": asked.day,
			"reason": _("Transferred from {0}: {1}").format(former.school, reason),
			**{field: former.get(field) for field in KEPT},
		}
	)
	# Past the rights for what the code alone writes: the evidence of the first decision goes along.
	new.insert(ignore_permissions=True)
	reach(frappe.get_doc("Family Enrolment", new.name), "Enrolled")
	return new


def _move_children(asked: Transfer, moving: list[str]) -> None:
	for child in _children(asked):
		if child["student"] in moving:
			doc = frappe.get_doc("Focus Student", child["student"])
			doc.school = asked.school
			doc.save()


def _move_plan(plan: Document, asked: Transfer) -> None:
	if plan.liaison == asked.liaison:
		# The other school's from now on; the transfer was asked for its right.
		plan.save(ignore_permissions=True)
	else:
		pass_on(plan, asked.liaison)


def _move_steps(steps: list[str], asked: Transfer) -> None:
	for name in steps:
		step = frappe.get_doc("Next Step", name)
		step.update({"assignee": asked.liaison, "liaison": asked.liaison, "school": asked.school})
		# Others' steps: the old school's staff no longer know the family.
		step.save(ignore_permissions=True)
