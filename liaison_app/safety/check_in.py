"""Signs of life from a visit: each one tap, and none of them lost to a mandatory field or a form that is open elsewhere.

So they are written past the visit's validation, and leave its `modified` alone. Tapping twice, as one does where the
network is bad, is tapping once.
"""

from datetime import timedelta
from typing import Any

import frappe
from frappe import _
from frappe.model.document import Document
from frappe.utils import add_to_date, cint, get_datetime, now_datetime

from liaison_app.moments import moment_text
from liaison_app.permissions.matrix import COORDINATOR
from liaison_app.permissions.scope import get_scope
from liaison_app.safety.returning import NO_ALARM, SIGNS, is_awaited, this_second, visiting_liaisons


@frappe.whitelist(methods=["POST"])
def arrive(visit: str) -> dict[str, Any]:
	"""The visitors are at the door. Returns the visit's signs of life (see `signs`).

	Raises frappe.PermissionError for whoever does not go along, frappe.ValidationError hours before the visit.
	"""
	doc = _of_visitor(visit)
	if is_awaited(doc) and not doc.arrived_at:
		_write(doc, {"arrived_at": this_second()})
	return signs(doc)


@frappe.whitelist(methods=["POST"])
def stay_longer(visit: str) -> dict[str, Any]:
	"""The visitors are expected back later than until now, as Liaison Settings say, and an alarm ends (see `arrive`)."""
	doc = _of_visitor(visit)
	minutes = cint(frappe.get_cached_doc("Liaison Settings").stay_longer_minutes)
	if is_awaited(doc):
		# From now where that is later: thirty minutes after an hour's delay would be over already.
		start = max(get_datetime(doc.expected_return), this_second().replace(second=0))
		_write(doc, {**NO_ALARM, "expected_return": add_to_date(start, minutes=minutes)})
	return signs(doc)


@frappe.whitelist(methods=["POST"])
def come_back(visit: str) -> dict[str, Any]:
	"""The visitors are back, and the alarm ends. Whoever is alarmed may say so too (see `arrive`)."""
	doc = _locked(visit)
	if not (is_visitor(doc) or is_alarmed(doc)):
		_refuse()
	_check_begun(doc)
	if is_awaited(doc):
		_write(doc, {"checked_in_at": this_second(), "checked_in_by": frappe.session.user})
	return signs(doc)


@frappe.whitelist(methods=["POST"])
def take_alarm(visit: str) -> dict[str, Any]:
	"""The user looks for the visitors: the alarm is not repeated any more.

	Raises frappe.PermissionError for whoever is not alarmed. The first who takes it has it.
	"""
	doc = _locked(visit)
	if not is_alarmed(doc):
		_refuse()
	if is_awaited(doc) and doc.alarm_raised_at and not doc.alarm_taken_by:
		_write(doc, {"alarm_taken_by": frappe.session.user, "alarm_taken_at": this_second()})
	return signs(doc)


def signs(visit: Document) -> dict[str, Any]:
	"""What a form or a list shows of a visit's safety: when it is expected back, and who said what when."""
	return {field: visit.get(field) for field in ("expected_return", *SIGNS, "alarm_taken_by")}


def is_visitor(visit: Document, user: str | None = None) -> bool:
	"""Whether a user (default: the session's) goes along, and may read of it."""
	user = user or frappe.session.user
	return user in visiting_liaisons(visit) and frappe.has_permission("Home Visit", doc=visit, user=user)


def is_alarmed(visit: Document, user: str | None = None) -> bool:
	"""Whether a user (default: the session's) is told when nobody comes back.

	That is the person whom the visit names, and every coordinator who may read it.
	"""
	user = user or frappe.session.user
	if user == visit.alarm_person:
		return visit.family not in get_scope(user).excluded
	return COORDINATOR in frappe.get_roles(user) and frappe.has_permission("Home Visit", doc=visit, user=user)


def _of_visitor(name: str) -> Document:
	doc = _locked(name)
	if not is_visitor(doc):
		_refuse()
	_check_begun(doc)
	return doc


def _locked(name: str) -> Document:
	"""The visit as it is now, so that a run of the alarm waits until the sign is written, or the other way round."""
	if not frappe.db.exists("Home Visit", name):
		_refuse()
	return frappe.get_doc("Home Visit", name, for_update=True)


def _check_begun(visit: Document) -> None:
	"""A tap on the wrong visit would silence its alarm before it can ring."""
	early = timedelta(hours=cint(frappe.get_cached_doc("Liaison Settings").check_in_early_hours))
	if now_datetime() < get_datetime(visit.planned_start) - early:
		start = moment_text(visit.planned_start)
		frappe.throw(_("This visit is planned for {0}: there is nothing to say yet.").format(start))


def _write(visit: Document, values: dict[str, Any]) -> None:
	visit.update(values)
	frappe.db.set_value("Home Visit", visit.name, values, update_modified=False)


def _refuse() -> None:
	frappe.throw(_("Only who goes along on a visit, or is alarmed, can say so."), frappe.PermissionError)
