"""How many calls of the app's functions a user may make in a minute: a script that reads out a caseload is slowed.

Counted for each user and not for each address: a district's people sit behind one.
"""

import hashlib
import time

import frappe
from frappe import _
from frappe.utils import cint
from redis.exceptions import RedisError

from liaison_app.permissions.gate import OURS

SECONDS = 60


class TooManyCallsError(frappe.ValidationError):
	"""A user calls faster than Liaison Settings allow."""

	http_status_code = 429


def check_pace() -> None:
	"""Refuse, with TooManyCallsError, a call beyond the user's number for this minute. Called before each request."""
	caller = _caller()
	if not caller or not _asked().startswith(OURS):
		return
	limit = cint(frappe.get_cached_doc("Liaison Settings").get("calls_a_minute"))
	if not limit:
		return
	minute, spent = divmod(int(time.time()), SECONDS)
	if _count(caller, minute) > limit:
		frappe.throw(
			# Not "called": to a liaison that is the telephone.
			_(
				"More than {0} requests in a minute came from your login. Wait {1} seconds, then try again: what you"
				" typed stays."
			).format(limit, SECONDS - spent),
			TooManyCallsError,
			title=_("Too Fast"),
		)


def _caller() -> str | None:
	"""Who is counted: the user, or the key of one whom the host looks up only later; nobody for guests."""
	user = frappe.session.user
	if user == "Administrator":
		return None
	if user and user != "Guest":
		return user
	key = frappe.get_request_header("Authorization")
	return hashlib.sha256(key.encode()).hexdigest() if key else None


def _asked() -> str:
	"""The function that the host is going to run."""
	return str(frappe.form_dict.get("cmd") or frappe.local.request.path.rstrip("/").rpartition("/")[2])


def _count(caller: str, minute: int) -> int:
	"""The number of this call in the minute; 0 while the cache is down, which locks nobody out."""
	key = frappe.cache.make_key(f"liaison-calls:{caller}:{minute}")
	try:
		pipeline = frappe.cache.pipeline()
		pipeline.incr(key)
		pipeline.expire(key, SECONDS)
		return pipeline.execute()[0]
	except RedisError:
		return 0
