"""The users of the tests. Making one clears the host's caches and costs a second: a session makes them once.

What a test gives them (profile, assignments) is rolled back with it; a role that it adds, too.
"""

import frappe

from liaison_app.permissions.matrix import COORDINATOR, LEADER, LIAISON, TEACHER, TEAM
from tests.web import PASSWORD

#: How many of each the busiest tests need. A System Manager first: the host makes one of the first user of a
#: site that has none, whatever roles were asked for.
STAFF = {("System Manager",): 1, (LIAISON,): 4, (LEADER,): 3, (COORDINATOR,): 3, (TEACHER,): 1, (TEAM,): 1}

_hired: dict[tuple[str, ...], list[str]] = {}
_free: dict[tuple[str, ...], list[str]] = {}


def hire() -> None:
	"""Make the session's people."""
	for roles, count in STAFF.items():
		_hired[roles] = [make_user(*roles) for _number in range(count)]


def return_all() -> None:
	"""A test has ended: everyone is free again."""
	_free.update({roles: list(users) for roles, users in _hired.items()})


def keep() -> None:
	"""Nobody is free: what is committed now needs people of its own."""
	_free.clear()


def borrow(*roles: str) -> str | None:
	"""One of the session's people with exactly these roles; None when all are taken."""
	users = _free.get(roles)
	return users.pop(0) if users else None


def make_user(*roles: str) -> str:
	"""A new desk user with these roles and the tests' password."""
	# Who works here for a while has seen the tours; on a first day they dim the desk.
	seen = {tour: {"is_complete": True} for tour in frappe.get_all("Form Tour", pluck="name")}
	user = frappe.get_doc(
		{
			"doctype": "User",
			"email": f"{frappe.generate_hash(length=10)}@tests.example",
			"onboarding_status": frappe.as_json(seen),
			"first_name": roles[0] if roles else "Nobody",
			"send_welcome_email": 0,
			"new_password": PASSWORD,
			"user_type": "System User",
			"roles": [{"role": role} for role in roles],
		}
	)
	user.flags.no_welcome_mail = True
	user.flags.ignore_password_policy = True
	# Tests switch users; only Administrator may make one.
	return user.insert(ignore_permissions=True).name
