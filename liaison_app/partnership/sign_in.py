"""The sign-in page of an event, for a tablet at the door or a phone: whoever comes types a name, and sees nobody else's.

The page is served to guests. Its link holds a token that nobody can guess, in the part that a browser sends to no
server by itself; the event keeps the token's hash alone. It is closed while the room is counted, and ends with the
event, or when another link is made: a later end does not open an old one again.
"""

from collections.abc import Iterator
from datetime import datetime
from hashlib import sha256
from typing import Any

import frappe
from frappe import _
from frappe.model.document import Document
from frappe.rate_limiter import rate_limit
from frappe.twofactor import get_qr_svg_code
from frappe.utils import add_to_date, cint, get_datetime, get_url, now_datetime

from liaison_app.families.contact_card import language_name
from liaison_app.locks import lock_rows
from liaison_app.moments import moment_text
from liaison_app.partnership.event_attendance import counted_in
from liaison_app.partnership.events import PLANNED

PAGE = "/event-sign-in"
#: Calls of one address in a minute. A school's tablets and phones share one.
A_MINUTE = 120
#: What a family or a group at the door may be.
MOST_PEOPLE = 20
MOST_LETTERS = 140


@frappe.whitelist(methods=["POST"])
def open_sign_in(event: str) -> dict[str, str]:
	"""Make the link to an event's sign-in page; one that was made before ends.

	Returns url and qr (a data address of its picture), opens_at and ends_at for people to read.
	Raises frappe.PermissionError for whoever may plan no event there, frappe.ValidationError where nobody can sign in.
	"""
	doc = frappe.get_doc("Engagement Event", event)
	doc.check_permission("create")
	_check_can_open(doc)
	token = frappe.generate_hash(length=40)
	doc.db_set("sign_in_key", _key(token), update_modified=False)
	url = get_url(f"{PAGE}#{token}")
	return {
		"url": url,
		"qr": f"data:image/svg+xml;base64,{get_qr_svg_code(url).decode()}",
		"opens_at": moment_text(_opens_at(doc)),
		"ends_at": moment_text(doc.planned_end),
	}


@frappe.whitelist(allow_guest=True, methods=["POST"])
@rate_limit(limit=A_MINUTE, seconds=60)
def get_sign_in(token: str) -> dict[str, Any]:
	"""What the page shows: event_name, and languages (value and label) that are spoken there; nothing where it is closed."""
	event = _open_event(token)
	return {"event_name": event.event_name, "languages": list(_languages(event))} if event else {}


@frappe.whitelist(allow_guest=True, methods=["POST"])
@rate_limit(limit=A_MINUTE, seconds=60)
def sign_in(
	token: str, entry: str, name: str = "", adults: int = 1, children: int = 0, language: str = ""
) -> None:
	"""Write down who has come. Without a name it is a walk-in.

	entry: the page's own word for this sign-in; sent again, it counts once. Tells nothing, to whoever asks.
	Raises frappe.ValidationError with a sentence where sign-in is closed, or the numbers cannot be.
	"""
	people = (cint(adults), cint(children))
	if min(people) < 0 or not 1 <= sum(people) <= MOST_PEOPLE:
		frappe.throw(_("How many of you are here? Choose from 1 to {0}.").format(MOST_PEOPLE))
	event = _open_event(token)
	if not event:
		frappe.throw(_("Sign-in is not open now. Please speak to your host."))
	row = sha256(f"{token} {entry}".encode()).hexdigest()[:20]
	# Locked, so that it sees what came in while this one waited.
	if not frappe.db.get_value("Event Attendance", row, "name", for_update=True):
		_insert(event, row, name, people, language)


def end_sign_in(event: Document) -> None:
	"""An event that is over forgets its link, also where it is now to end later. Call it from validate."""
	before = event.get_doc_before_save()
	ends = [get_datetime(doc.planned_end) for doc in (before, event) if doc and doc.planned_end]
	if event.status != PLANNED or any(end <= now_datetime() for end in ends):
		event.sign_in_key = None


def _insert(event: Document, row: str, name: str, people: tuple[int, int], language: str) -> None:
	adults, children = people
	doc = frappe.new_doc("Event Attendance")
	doc.flags.signing_in = True
	doc.update(
		{
			"event": event.name,
			"person_name": _clean(name),
			"adults": adults,
			"children": children,
			"asked_language": language if language in {row.language for row in event.languages} else None,
			"signed_in_at": now_datetime(),
		}
	)
	# By a guest: the link is the right.
	doc.insert(ignore_permissions=True, set_name=row)


def _clean(name: str) -> str:
	"""One line of letters, as long as the field is."""
	return " ".join("".join(sign if sign.isprintable() else " " for sign in name).split())[:MOST_LETTERS]


def _open_event(token: str) -> Document | None:
	"""The event that can be signed in to by this token now, locked; None where there is none."""
	name = token and frappe.db.get_value("Engagement Event", {"sign_in_key": _key(token)}, "name")
	if not name:
		return None
	lock_rows("Engagement Event", [name])
	event = frappe.get_doc("Engagement Event", name, for_update=True)
	return event if _is_open(event) else None


def _is_open(event: Document) -> bool:
	most = cint(frappe.db.get_single_value("Liaison Settings", "sign_in_most"))
	return (
		event.status == PLANNED
		and _opens_at(event) <= now_datetime() < get_datetime(event.planned_end)
		and not counted_in(event)
		and frappe.db.count("Event Attendance", {"event": event.name}) < most
	)


def _check_can_open(event: Document) -> None:
	if event.status != PLANNED or get_datetime(event.planned_end) <= now_datetime():
		frappe.throw(_("The event is over: write down who came under Who Came."))
	if counted_in(event):
		frappe.throw(
			_("Head Count: the room is counted, so sign-in is closed. Empty the groups to open it again.")
		)


def _opens_at(event: Document) -> datetime:
	early = cint(frappe.db.get_single_value("Liaison Settings", "sign_in_early_minutes"))
	return get_datetime(add_to_date(event.planned_start, minutes=-early))


def _languages(event: Document) -> Iterator[dict[str, str]]:
	for row in event.languages:
		yield {"value": row.language, "label": language_name(row.language) or row.language}


def _key(token: str) -> str:
	return sha256(token.encode()).hexdigest()
