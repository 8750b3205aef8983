"""Hands what is open on to another liaison: planned visits, meetings and events, next steps, alarms of others' visits."""

from dataclasses import dataclass
from datetime import date

import frappe
from frappe import _
from frappe.model.document import Document
from frappe.utils import getdate, now_datetime

from liaison_app.outreach.work import assigned_schools, liaison_label
from liaison_app.partnership.events import PLANNED
from liaison_app.permissions.scope import get_scope
from liaison_app.safety.returning import is_awaited, unfit_for_alarm

#: What is planned ahead, and the table in which liaisons are named beside the document's own.
PLANS = {"Home Visit": "visitors", "Liaison Meeting": "participants"}
#: Of a school and no family; whoever is in charge may be another than the liaison whose work it is.
EVENT = "Engagement Event"


@dataclass(frozen=True)
class Handover:
	"""From one liaison to another, from a day on."""

	from_liaison: str
	to_liaison: str
	day: date

	@property
	def first_day(self) -> date:
		"""The first day on which anything changes: a handover of the past changes nothing before today."""
		return max(self.day, getdate())


@dataclass(frozen=True)
class Work:
	"""What the former has open: plans and alarms, the names of next steps on the families, and of those of no family."""

	plans: list[Document]
	steps: list[str]
	other_steps: list[str]
	alarms: list[Document]


def open_work(handover: Handover, families: list[str]) -> Work:
	"""What is open on these families, and on none."""
	return Work(
		plans=[*open_plans(handover, families), *open_plans(handover, None)],
		steps=open_steps(handover, families),
		other_steps=open_steps(handover, None),
		alarms=open_alarms(handover),
	)


def open_plans(handover: Handover, families: list[str] | None) -> list[Document]:
	"""The former's plans without an outcome, the earliest first: for these families; None: for no family."""
	plans = [
		frappe.get_doc(doctype, name)
		for doctype in PLANS
		for name in frappe.get_all(
			doctype,
			filters={**_of_families(families), "liaison": handover.from_liaison, "docstatus": 0},
			pluck="name",
			order_by="planned_start asc, name asc",
		)
	]
	events = _open_events(handover) if families is None else []
	return [plan for plan in [*plans, *events] if _may_know(plan)]


def _open_events(handover: Handover) -> list[Document]:
	"""Planned events that are the former's work, or in the former's charge, the earliest first."""
	names = frappe.get_all(
		EVENT,
		filters={"status": PLANNED},
		or_filters={"liaison": handover.from_liaison, "in_charge": handover.from_liaison},
		pluck="name",
		order_by="planned_start asc, name asc",
	)
	return [frappe.get_doc(EVENT, name) for name in names]


def open_steps(handover: Handover, families: list[str] | None) -> list[str]:
	"""The former's next steps that are not done: for these families; None: for no family."""
	filters = {**_of_families(families), "assignee": handover.from_liaison, "done": 0}
	return frappe.get_all("Next Step", filters=filters, pluck="name", order_by="due_on asc, name asc")


def open_alarms(handover: Handover) -> list[Document]:
	"""Visits from that day on that would alarm the former, and those that do now."""
	names = frappe.get_all(
		"Home Visit",
		filters={"docstatus": 0, "alarm_person": handover.from_liaison},
		pluck="name",
		order_by="planned_start asc, name asc",
	)
	visits = [frappe.get_doc("Home Visit", name) for name in names]
	return [
		visit
		for visit in visits
		if _may_know(visit)
		and is_awaited(visit)
		and (getdate(visit.planned_start) >= handover.day or _is_out(visit))
	]


def why_it_stays(plan: Document, handover: Handover) -> str | None:
	"""Why a plan cannot pass, in a sentence; None where it can."""
	if getdate(plan.planned_start) < handover.day:
		return _("planned before that day: {0} says what came of it").format(
			liaison_label(handover.from_liaison)
		)
	if plan.doctype == "Home Visit" and _is_out(plan):
		return _("under way: {0} says that they are back").format(liaison_label(handover.from_liaison))
	if plan.school not in assigned_schools(handover.to_liaison, plan.planned_start):
		return _("{0} is not assigned to {1} on that day").format(
			liaison_label(handover.to_liaison), plan.school
		)
	if get_scope(handover.to_liaison).excluded & set(plan.work_families):
		return _("{0} may not know of this family").format(liaison_label(handover.to_liaison))
	return None


def pass_work(handover: Handover, families: list[str] | None) -> None:
	"""Pass what is open on these families (None: on no family). The caller has asked whether it may be.

	Plans of an earlier day stay, whatever else; next steps wait for the day, because the new one may read them then.
	"""
	for plan in open_plans(handover, families):
		if why_it_stays(plan, handover):
			continue
		if plan.doctype == EVENT:
			pass_event(plan, handover.from_liaison, handover.to_liaison)
		else:
			pass_on(plan, handover.to_liaison)
	if handover.day > getdate() and families is not None:
		return
	for name in open_steps(handover, families):
		step = frappe.get_doc("Next Step", name)
		if may_take_step(step, handover):
			step.update({"assignee": handover.to_liaison, "liaison": handover.to_liaison})
			# The former's, which a coordinator may not write.
			step.save(ignore_permissions=True)


def may_take_step(step: Document, handover: Handover) -> bool:
	"""A step of no family belongs to its school, and before the day only what is due from then on passes."""
	if not step.family and step.school not in assigned_schools(handover.to_liaison, handover.first_day):
		return False
	return handover.day <= getdate() or getdate(step.due_on) >= handover.day


def pass_alarms(handover: Handover) -> None:
	"""Alarm the new liaison in the place of the former, where the new one does not go along."""
	for visit in open_alarms(handover):
		if not unfit_for_alarm(visit, handover.to_liaison):
			visit.alarm_person = handover.to_liaison
			# Others' visits.
			visit.save(ignore_permissions=True)


def pass_on(plan: Document, to_liaison: str) -> None:
	"""Make a plan another liaison's own; the safety of a visit goes with it.

	The caller has asked whether it may be. Raises frappe.ValidationError where the other is not assigned to its school.
	"""
	former = plan.liaison
	plan.liaison = to_liaison
	_replace(plan, PLANS[plan.doctype], "liaison", former, to_liaison)
	if plan.doctype == "Liaison Meeting":
		_replace(plan, "invited", "user", former, to_liaison)
	if plan.get("alarm_person") == to_liaison:
		plan.alarm_person = None
	# The plan is still the former's: nobody else may write it.
	plan.save(ignore_permissions=True)


def pass_event(event: Document, former: str, to_liaison: str) -> None:
	"""Put a liaison in the place of another in a planned event: in charge, as whose work it is, or both.

	The caller has asked whether it may be. Who else takes part stays.
	"""
	for field in ("liaison", "in_charge"):
		if event.get(field) == former:
			event.set(field, to_liaison)
	_replace(event, "participants", "liaison", former, to_liaison)
	if event.liaison == to_liaison:
		event.set("participants", [row for row in event.participants if row.liaison != to_liaison])
	# In whatever state its workflow is.
	event.save(ignore_permissions=True)


def _replace(plan: Document, table: str, column: str, former: str, to_liaison: str) -> None:
	rows = plan.get(table)
	if any(row.get(column) == to_liaison for row in rows):
		plan.set(table, [row for row in rows if row.get(column) != former])
		return
	for row in rows:
		if row.get(column) == former:
			row.set(column, to_liaison)


def _may_know(plan: Document) -> bool:
	"""Whoever hands over is told nothing of a family that is kept from them."""
	return not get_scope().excluded & set(plan.work_families)


def _of_families(families: list[str] | None) -> dict:
	return {"family": ["is", "not set"] if families is None else ["in", families or [""]]}


def _is_out(visit: Document) -> bool:
	"""The visitors are on their way, there, or not back."""
	return is_awaited(visit) and bool(visit.arrived_at or visit.planned_start <= now_datetime())
