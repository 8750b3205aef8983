"""*Hand Over Caseload*: a liaison leaves, or has too many. The coordinator sees what would pass, and then it does."""

from datetime import date

import frappe
from frappe import _
from frappe.utils import cint, getdate

from liaison_app.arguments import parse_names
from liaison_app.families.search import children_of
from liaison_app.handover.enrolments import why_not
from liaison_app.handover.passing import Handover, open_work, pass_alarms, pass_work
from liaison_app.handover.staying import what_stays, what_to_know
from liaison_app.locks import lock_rows
from liaison_app.outreach.work import liaison_label
from liaison_app.overview.liaisons import caseloads
from liaison_app.permissions.criteria import is_granted_on_all, readable
from liaison_app.permissions.scope import open_enrolments, present_liaison


@frappe.whitelist()
def preview(from_liaison: str, to_liaison: str, starts_on: date | str) -> dict:
	"""What would pass from one liaison to another, and what would not.

	families: enrolment, family_name, children (names), school, role, problem (why it cannot pass, as a sentence). plans,
	steps, alarms: how many there are, with those of no family. places: how many more families the new one has room for. stays,
	to_know: sentences. Raises frappe.PermissionError for whoever is no coordinator.
	"""
	handover = _checked(from_liaison, to_liaison, starts_on)
	rows = _enrolments(handover)
	children = children_of(_families(rows))
	for row in rows:
		row.children = ", ".join(children.get(row.family, []))
	work = open_work(handover, _families(rows))
	target = cint(frappe.db.get_value("Family Liaison", handover.to_liaison, "caseload_target"))
	return {
		"families": rows,
		"plans": len(work.plans),
		"steps": len(work.steps) + len(work.other_steps),
		"alarms": len(work.alarms),
		"places": target - caseloads(frappe.session.user)[handover.to_liaison],
		"stays": what_stays(handover, work),
		"to_know": what_to_know(handover),
	}


@frappe.whitelist(methods=["POST"])
def hand_over(
	from_liaison: str,
	to_liaison: str,
	starts_on: date | str,
	enrolments: list | str,
	with_other_work: bool | int | str = False,
) -> dict:
	"""Hand these families over, from a day on, and what is open on them; all of it or nothing.

	with_other_work: plans and next steps of no family, and alarms of others' visits, too. Called again, it changes
	nothing more. Returns families (how many passed) and stays (sentences).
	Raises frappe.PermissionError for whoever is no coordinator, frappe.ValidationError where a family cannot pass.
	"""
	handover = _checked(from_liaison, to_liaison, starts_on)
	lock_rows("Family Liaison", [handover.from_liaison, handover.to_liaison])
	wanted = parse_names(enrolments, _("Families"))
	rows = [row for row in _enrolments(handover) if row.enrolment in wanted]
	for row in rows:
		if row.problem:
			frappe.throw(_("{0} cannot be handed over: {1}.").format(row.family_name, row.problem))
		_pass_family(row.enrolment, handover)
	if cint(with_other_work):
		pass_work(handover, None)
		pass_alarms(handover)
	return {
		"families": len(rows),
		"stays": what_stays(handover, open_work(handover, _families(rows))),
	}


def _pass_family(enrolment: str, handover: Handover) -> None:
	doc = frappe.get_doc("Family Enrolment", enrolment, for_update=True)
	doc.update({"next_liaison": handover.to_liaison, "next_liaison_from": _day_for(doc, handover)})
	# A state that the workflow closes to coordinators is handed over too.
	doc.save(ignore_permissions=True)


def _day_for(enrolment, handover: Handover) -> date:
	"""Nobody had a family before it came."""
	return max(handover.day, getdate(enrolment.starts_on or handover.day))


def _checked(from_liaison: str, to_liaison: str, starts_on: date | str) -> Handover:
	if not is_granted_on_all("Family Enrolment", "write"):
		frappe.throw(_("A coordinator hands a caseload over."), frappe.PermissionError)
	for label, name in ((_("From"), from_liaison), (_("To"), to_liaison)):
		if not frappe.db.exists("Family Liaison", str(name)):
			frappe.throw(_("{0}: choose a liaison.").format(label))
	if from_liaison == to_liaison:
		frappe.throw(_("To: choose somebody else than {0}.").format(liaison_label(from_liaison)))
	if not frappe.db.get_value("Family Liaison", to_liaison, "enabled"):
		frappe.throw(_("To: {0} is not active.").format(liaison_label(to_liaison)))
	if not starts_on:
		frappe.throw(_("From Which Day is missing: give the first day of the new liaison."))
	return Handover(from_liaison, to_liaison, getdate(starts_on))


def _enrolments(handover: Handover) -> list[dict]:
	"""The former's open enrolments that the user may read, by family name."""
	enrolment, user = frappe.qb.DocType("Family Enrolment"), frappe.session.user
	query = (
		frappe.qb.from_(enrolment)
		.select(enrolment.name.as_("enrolment"), enrolment.family, enrolment.family_name)
		.select(enrolment.school, enrolment.role, enrolment.next_liaison, enrolment.next_liaison_from)
		.where(present_liaison(enrolment) == handover.from_liaison)
		.where(open_enrolments(enrolment, handover.first_day))
		.orderby(enrolment.family_name, enrolment.name)
	)
	found = readable(query, enrolment, "Family Enrolment", user).run(as_dict=True)
	rows = [row for row in found if not _is_planned(row, handover)]
	for row in rows:
		row.problem = why_not(row.family, row.school, handover.to_liaison, handover.day)
	return rows


def _families(rows: list[dict]) -> list[str]:
	return sorted({row.family for row in rows})


def _is_planned(row: dict, handover: Handover) -> bool:
	planned = (row.next_liaison, row.next_liaison_from and getdate(row.next_liaison_from))
	return planned == (handover.to_liaison, handover.day)
