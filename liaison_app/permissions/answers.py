"""What an answer tells when something broke: one sentence.

The host sends tracebacks and SQL along: paths, what a field holds, and the very rule by which rows are chosen, which
names the families that a user is kept from. They stay in the Error Log, for System Managers.
"""

import json

import frappe
from frappe import _
from werkzeug.wrappers import Request, Response

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
	if failed:
		# The desk shows it where the host itself broke; elsewhere it only has to be there.
		body[FAILED] = json.dumps([_sentence() if response.status_code >= 500 else _("Refused")])
	response.set_data(json.dumps(body, separators=(",", ":")))


def _may_read_error_log() -> bool:
	user = getattr(frappe.local.session, "user", None) if hasattr(frappe.local, "session") else None
	return bool(user) and user != "Guest" and "System Manager" in frappe.get_roles(user)


def _sentence() -> str:
	return _(
		"This did not work, and nothing was saved. Try again; if it fails again, tell your administrator the time:"
		" the Error Log says why."
	)
