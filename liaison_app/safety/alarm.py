"""Tells people that visitors are not back: first the visitors themselves, then whoever is alarmed.

Run by the scheduler every few minutes. What was told stands on the visit, written in the transaction that tells it,
so that a run that is repeated, late or killed half-way tells nothing twice and leaves nothing out.
"""

from collections.abc import Callable
from datetime import datetime

import frappe
from frappe import _
from frappe.model.document import Document
from frappe.query_builder import Criterion
from frappe.utils import add_to_date, cint, now_datetime

from liaison_app.jobs import one_by_one
from liaison_app.moments import moment_text
from liaison_app.permissions.may_know import coordinators, has_login
from liaison_app.safety.check_in import is_alarmed, is_visitor
from liaison_app.safety.returning import awaited, overdue, visiting_liaisons
from liaison_app.safety.telling import Notice, tell


def ring() -> None:
	"""The job: remind visitors who should be back, and raise or repeat the alarm for those who are overdue."""
	one_by_one(_remind, _find(_may_remind), title="Visitors could not be reminded to say that they are back")
	one_by_one(_raise, _find(_may_raise), title="The alarm of a home visit could not be raised")


def callee(liaison: str) -> dict[str, str]:
	"""A liaison's name, and the number of the login; empty without one."""
	user = frappe.db.get_value("User", liaison, ["full_name", "mobile_no", "phone"], as_dict=True)
	return {"name": user.full_name, "number": user.mobile_no or user.phone or ""}


def _may_remind(visit, now: datetime) -> Criterion:
	return awaited(visit) & (visit.expected_return <= now) & visit.reminded_at.isnull()


def _may_raise(visit, now: datetime) -> Criterion:
	due = visit.alarm_raised_at.isnull()
	if last := _last_time(now):
		due |= visit.alarm_raised_at <= last
	return overdue(visit, now) & visit.alarm_taken_by.isnull() & due


def _find(rule: Callable[..., Criterion], name: str | None = None) -> list[str]:
	"""The visits for which a rule holds now. With a name that one alone, locked, as it was committed last."""
	visit = frappe.qb.DocType("Home Visit")
	query = frappe.qb.from_(visit).select(visit.name).where(rule(visit, now_datetime()))
	query = query.orderby(visit.expected_return, visit.name)
	if name:
		query = query.where(visit.name == name).for_update()
	return [found for (found,) in query.run()]


def _last_time(now: datetime) -> datetime | None:
	"""An alarm that was raised by then is repeated; None where alarms are raised once."""
	minutes = cint(frappe.get_cached_doc("Liaison Settings").alarm_repeat_minutes)
	return add_to_date(now, minutes=-minutes) if minutes else None


def _remind(name: str) -> None:
	# Another run, or the visitors, may have been here since the list was made.
	if not _find(_may_remind, name):
		return
	visit = frappe.get_doc("Home Visit", name, for_update=True)
	frappe.db.set_value("Home Visit", name, "reminded_at", now_datetime(), update_modified=False)
	tell([user for user in visiting_liaisons(visit) if is_visitor(visit, user)], _reminder(visit))


def _raise(name: str) -> None:
	if not _find(_may_raise, name):
		return
	visit = frappe.get_doc("Home Visit", name, for_update=True)
	raised = {"alarm_raised_at": now_datetime(), "alarms_raised": cint(visit.alarms_raised) + 1}
	frappe.db.set_value("Home Visit", name, raised, update_modified=False)
	tell(_alarmed(visit), _alarm(visit))


def _alarmed(visit: Document) -> list[str]:
	"""The users with a login who are told, by name."""
	person = visit.alarm_person if has_login(visit.alarm_person) else None
	people = {*coordinators(), person} - {None, "Administrator"}
	return sorted(user for user in people if is_alarmed(visit, user))


def _reminder(visit: Document) -> Notice:
	return Notice(
		_("Are you back from your home visit?"),
		[
			_("You were expected back at {0}.").format(moment_text(visit.expected_return)),
			_("Say that you are back, or that you stay longer; otherwise others will be alarmed."),
		],
	)


def _alarm(visit: Document) -> Notice:
	"""Who is out, how to call them, when they were expected. No word on the family, and none on the place."""
	expected = moment_text(visit.expected_return)
	callees = [callee(liaison) for liaison in visiting_liaisons(visit)]
	return Notice(
		_("Not back from a home visit: {0}").format(callees[0]["name"]),
		[
			_("Expected back at {0}; nobody has said since that they are.").format(expected),
			*(_call(**person) for person in callees),
			frappe.get_cached_doc("Liaison Settings").alarm_instruction or "",
		],
	)


def _call(name: str, number: str) -> str:
	return _("Call {0}: {1}").format(name, number or _("no phone number on file"))
