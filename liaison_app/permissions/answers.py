"""What an answer tells when something broke or is refused: one sentence.

The host sends tracebacks and SQL along: paths, what a field holds, and the very rule by which rows are chosen, which
names the families that a user is kept from. They stay in the Error Log, for System Managers. A refusal of newer hosts
names the document, also one that was asked for by the name of a file or of a row.
"""

import json
import re

import frappe
from frappe import _
from werkzeug.wrappers import Request, Response

from liaison_app.permissions.rooms import CHILD_ROOMS, ROOMS

#: What the host adds to an answer for developers, in its first and in its second version.
INTERNALS = ("_exc_source", "exception", "_debug_messages", "debug")
#: By these the desk knows that a call failed.
FAILED = "exc"


def hide_internals(response: Response | None, request: Request) -> None:
	"""Take tracebacks, SQL and paths out of an answer. Called after each request."""
	if response is None or _may_read_error_log():
		return
	if response.mimetype == "application/json":
		_hide_in_json(response)
	elif response.status_code >= 500 and b"Traceback (most recent call last)" in response.get_data():
		response.set_data(_sentence())


def _hide_in_json(response: Response) -> None:
	failed = response.status_code >= 400
	text = response.get_data()
	if not failed and not any(f'"{key}"'.encode() in text for key in (FAILED, *INTERNALS)):
		return
	body = json.loads(text)
	if not isinstance(body, dict):
		return
	for key in INTERNALS:
		body.pop(key, None)
	body.pop(FAILED, None)
	for error in body.get("errors") or ():
		error.pop("exception", None)
	if response.status_code == 403:
		_hide_names(body)
	if failed:
		# The desk shows it where the host itself broke; elsewhere it only has to be there.
		body[FAILED] = json.dumps([_sentence() if response.status_code >= 500 else _("Refused")])
	response.set_data(json.dumps(body, separators=(",", ":")))


def _hide_names(refusal: dict) -> None:
	"""Take out of a refusal which document of the app it was about, as in ": Focus Family - FAM-00001"."""
	labels = sorted({label for doctype in (*ROOMS, *CHILD_ROOMS) for label in (doctype, _(doctype))})
	named = re.compile(rf": (?:{'|'.join(map(re.escape, labels))}) - [^<]+")
	if any(label in str(refusal.get("_error_message")) for label in labels):
		refusal["_error_message"] = _("You may not do this with this document.")
	if "_server_messages" in refusal:
		messages = [json.loads(message) for message in json.loads(refusal["_server_messages"])]
		refusal["_server_messages"] = json.dumps([json.dumps(_without(named, said)) for said in messages])
	if "errors" in refusal:
		refusal["errors"] = [_without(named, error) for error in refusal["errors"]]


def _without(named: re.Pattern, said: dict) -> dict:
	return (
		{**said, "message": named.sub("", said["message"])} if isinstance(said.get("message"), str) else said
	)


def _may_read_error_log() -> bool:
	user = getattr(frappe.local.session, "user", None) if hasattr(frappe.local, "session") else None
	return bool(user) and user != "Guest" and "System Manager" in frappe.get_roles(user)


def _sentence() -> str:
	return _(
		"This did not work, and nothing was saved. Try again; if it fails again, tell your administrator the time:"
		" the Error Log says why."
	)
