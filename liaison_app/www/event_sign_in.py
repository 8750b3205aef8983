"""The sign-in page of an event (`partnership/sign_in.py`). It knows nothing of any event before its script asks."""

import frappe
from frappe.sessions import get_csrf_token

no_cache = 1
sitemap = 0


def get_context(context: dict) -> dict:
	"""Whether somebody is logged in: a device that opens the desk is not handed to strangers."""
	context["is_logged_in"] = frappe.session.user != "Guest"
	context["token"] = get_csrf_token() if context["is_logged_in"] else ""
	return context
