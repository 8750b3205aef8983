"""The connection to the site: commits held back, jobs inline."""

import os
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager

import frappe

_held_back = {}


@contextmanager
def connected(bench: str, site: str) -> Iterator[None]:
	"""Connect to a site for the whole session. Frappe looks for its logs beside the working folder."""
	start = os.getcwd()
	os.chdir(os.path.join(bench, "sites"))
	frappe.init(site=site)
	frappe.connect()
	frappe.flags.in_test = True
	frappe.flags.mute_emails = True
	# The host makes at most 60 users an hour; the tests commit more.
	frappe.local.conf.throttle_user_limit = 10_000
	_hold_commits()
	try:
		yield
	finally:
		frappe.db.commit = _held_back.pop("commit")
		frappe.destroy()
		os.chdir(start)


@contextmanager
def committing() -> Iterator[None]:
	"""Let commits through, and commit at the end. What is committed needs people of its own."""
	from tests import people

	people.keep()
	frappe.db.rollback()
	held, frappe.db.commit = frappe.db.commit, _held_back["commit"]
	try:
		yield
		frappe.db.commit()
	finally:
		frappe.db.commit = held


def in_parallel(*works: Callable[[], None]) -> None:
	"""Run each in a thread of its own with its own connection, and raise the first error."""
	site, errors = frappe.local.site, []

	def run(work: Callable[[], None]) -> None:
		frappe.init(site=site)
		frappe.connect()
		frappe.flags.in_test = True
		frappe.set_user("Administrator")
		try:
			work()
		except Exception as error:
			errors.append(error)
		finally:
			frappe.destroy()

	threads = [threading.Thread(target=run, args=(work,)) for work in works]
	for thread in threads:
		thread.start()
	for thread in threads:
		thread.join()
	if errors:
		raise errors[0]


def forget_request() -> None:
	"""Drop what the app keeps for the length of a request."""
	from liaison_app.permissions.scope import forget_scopes
	from liaison_app.school_calendar.weeks import forget_years

	forget_scopes()
	forget_years()
	frappe.local.message_log = []
	frappe.local.role_permissions = {}


def forget_caches() -> None:
	"""Drop cached documents and roles, which a rollback leaves as they were inside the test."""
	frappe.cache().delete_keys("document_cache")
	frappe.cache().delete_value("roles")
	frappe.local.document_cache = {}
	frappe.db.value_cache.clear()


def as_user(user: str) -> None:
	"""Work as a user from here on, as at the start of a request."""
	frappe.set_user(user)
	forget_request()


@contextmanager
def working_as(user: str) -> Iterator[None]:
	"""Work as a user for a while, and then as before."""
	before = frappe.session.user
	as_user(user)
	try:
		yield
	finally:
		as_user(before)


def _hold_commits() -> None:
	from frappe.utils import background_jobs

	_held_back["commit"] = frappe.db.commit
	frappe.db.commit = lambda *args, **kwargs: None

	def run_inline(method, *args, **kwargs):
		for name in ("queue", "timeout", "event", "is_async", "job_name", "now", "enqueue_after_commit",
			"on_success", "on_failure", "at_front", "job_id", "deduplicate"):  # fmt: skip
			kwargs.pop(name, None)
		return frappe.call(method, **kwargs)

	frappe.enqueue = background_jobs.enqueue = run_inline
