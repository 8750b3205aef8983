"""Work as somebody, with that person's rights."""

from collections.abc import Iterator
from contextlib import contextmanager

import frappe

from liaison_app.permissions.scope import forget_scopes


@contextmanager
def acting_as(user: str) -> Iterator[None]:
	"""Everything inside is done by this user, and judged by the user's rights."""
	before = frappe.session.user
	if user == before:  # changing users empties the host's caches
		yield
		return
	frappe.set_user(user)
	forget_scopes()
	try:
		yield
	finally:
		frappe.set_user(before)
		forget_scopes()
