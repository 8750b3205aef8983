"""Counts the statements that a piece of work sends to the database."""

from collections.abc import Callable

import frappe

from tests.connection import forget_request


def count_statements(work: Callable[[], object]) -> int:
	"""The statements of one run as in a request of its own, the host's caches warm."""
	work()
	forget_request()
	count, sql = 0, frappe.db.sql

	def counting(*args, **kwargs):
		nonlocal count
		count += 1
		return sql(*args, **kwargs)

	frappe.db.sql = counting
	try:
		work()
	finally:
		frappe.db.sql = sql
	return count
