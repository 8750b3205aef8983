"""When the visitors of a home visit are expected back, and whether they are overdue."""

from collections.abc import Mapping
from datetime import datetime

import frappe
from frappe import _
from frappe.model.document import Document
from frappe.query_builder import Criterion
from frappe.utils import add_to_date, cint, get_datetime, now_datetime

from liaison_app.permissions.scope import get_scope
from liaison_app.stored import put_back

#: What an alarm writes, as it is before one. A new expected return begins anew.
NO_ALARM = {
	"reminded_at": None,
	"alarm_raised_at": None,
	"alarms_raised": 0,
	"alarm_taken_by": None,
	"alarm_taken_at": None,
}
#: What visitors have said. Another day of the visit begins anew.
SIGNS = ("arrived_at", "checked_in_at", "checked_in_by")


def fill_safety(visit: Document) -> None:
	"""Fill when visitors are expected back and who is alarmed. Call it from before_validate.

	A visit that was written down afterwards expects nobody back. What the server wrote stays as it is stored:
	a form that was opened before a check-in would take it back.
	"""
	keep_written(visit)
	_begin_on_arrival(visit)
	if not visit.alarm_person:
		usual = frappe.db.get_value("Liaison School", visit.school, "alarm_person")
		visit.alarm_person = usual if usual and not unfit_for_alarm(visit, usual) else None
	if not visit.expected_return or _follows_plan(visit):
		visit.expected_return = usual_return(visit)


def check_safety(visit: Document) -> None:
	"""Refuse a return before the visit, and a person to alarm who cannot help. Call it from validate."""
	before = visit.get_doc_before_save()
	if visit.expected_return and get_datetime(visit.expected_return) < get_datetime(visit.planned_start):
		frappe.throw(_("Expected Return is before Planned Start: check both times."))
	if visit.alarm_person and (not before or before.alarm_person != visit.alarm_person):
		sentence = unfit_for_alarm(visit, visit.alarm_person)
		if sentence:
			frappe.throw(sentence.format(_(visit.meta.get_label("alarm_person"))))


def keep_written(visit: Document) -> None:
	"""Put back what the server wrote; a new expected return, or another day, begins anew."""
	before = visit.get_doc_before_save()
	put_back(visit, *NO_ALARM, *SIGNS)
	if before and _moment(visit.expected_return) != _moment(before.expected_return):
		visit.update(NO_ALARM)
	if before and _is_put_off(visit, before):
		visit.update({**NO_ALARM, **dict.fromkeys(SIGNS)})


def note_outcome(visit: Document) -> None:
	"""Whoever writes down how a visit went began when they arrived, and is back."""
	if not visit.is_held:
		return
	_begin_on_arrival(visit)
	if visit.expected_return and not visit.checked_in_at:
		visit.checked_in_at, visit.checked_in_by = this_second(), frappe.session.user


def usual_return(visit: Document) -> datetime | None:
	"""When visitors are expected back whose return was not given: some time after the plan's end, unless that is over."""
	settings = frappe.get_cached_doc("Liaison Settings")
	if not (settings.expect_every_return and visit.planned_end):
		return visit.expected_return
	moment = add_to_date(get_datetime(visit.planned_end), minutes=settings.return_minutes)
	return moment if moment > now_datetime() else None


def overdue(visit, now: datetime) -> Criterion:
	"""The rows of a table of Home Visit whose visitors should be back, and have not said so for the minutes of grace."""
	return awaited(visit) & (visit.expected_return <= add_to_date(now, minutes=-_grace()))


def is_overdue(row: Mapping, now: datetime) -> bool:
	"""The same of one row with these columns; a planned meeting never is."""
	if row.get("checked_in_at") or not row.get("expected_return"):
		return False
	return row["expected_return"] <= add_to_date(now, minutes=-_grace())


def awaited(visit) -> Criterion:
	"""The rows of a table of Home Visit whose visitors are still to come back."""
	return (visit.docstatus == 0) & visit.expected_return.isnotnull() & visit.checked_in_at.isnull()


def is_awaited(visit: Document) -> bool:
	"""The same of one visit."""
	return bool(visit.docstatus == 0 and visit.expected_return and not visit.checked_in_at)


def this_second() -> datetime:
	"""The present, as people read a clock."""
	return now_datetime().replace(microsecond=0)


def visiting_liaisons(visit: Document) -> list[str]:
	"""The liaisons who go, the visit's own first."""
	return list(dict.fromkeys([visit.liaison, *(row.liaison for row in visit.visitors if row.liaison)]))


def _begin_on_arrival(visit: Document) -> None:
	if visit.actual_end or visit.is_held:
		visit.actual_start = visit.actual_start or visit.arrived_at


def _grace() -> int:
	return cint(frappe.get_cached_doc("Liaison Settings").return_grace_minutes)


def _is_put_off(visit: Document, before: Document) -> bool:
	start = _moment(visit.planned_start)
	return start != _moment(before.planned_start) and start > now_datetime()


def _follows_plan(visit: Document) -> bool:
	"""The plan was moved, and the return was not: it moves along."""
	before = visit.get_doc_before_save()
	return bool(before) and (
		_moment(visit.planned_end) != _moment(before.planned_end)
		and _moment(visit.expected_return) == _moment(before.expected_return)
	)


def unfit_for_alarm(visit: Document, user: str) -> str | None:
	"""Why a user cannot be alarmed for a visit, as a sentence with a place for the field's label."""
	if user in visiting_liaisons(visit):
		return _("{0} goes along on the visit: choose somebody who stays.")
	if not frappe.db.exists("User", {"name": user, "enabled": 1, "user_type": "System User"}):
		return _("{0} cannot open the desk: choose somebody else.")
	if visit.family in get_scope(user).excluded:
		return _("{0} may not know of this visit: choose somebody else.")
	return None


def _moment(value) -> datetime | None:
	return get_datetime(value) if value else None
