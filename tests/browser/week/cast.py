"""Who is in the week: a school, its staff and three families. Committed, as of the Monday on which it begins."""

from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache

import frappe
from frappe.utils import add_days, nowdate

from liaison_app.permissions.matrix import COORDINATOR, LEADER, LIAISON
from tests import factories as make
from tests.clock import at
from tests.connection import committing


@cache
def monday() -> date:
	"""The Monday of the week: that before this week, so that it is over on every day on which the tests run."""
	return make.monday(1)


def on(weekday: str, clock: str = "08:00") -> str:
	"""A time of the week, such as on("Wednesday", "16:00"); "Next Monday" is the day after it."""
	days = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday", "Next Monday")
	return f"{monday() + timedelta(days=days.index(weekday))} {clock}:00"


@dataclass(frozen=True)
class Family:
	"""A family with an adult who has a phone."""

	name: str
	title: str
	adult: str
	adult_name: str


@dataclass(frozen=True)
class Cast:
	"""The people of the week. The colleague goes along on the visit; the third hands nothing in.

	elsewhere: a liaison of another school.
	"""

	school: str
	liaison: str
	colleague: str
	third: str
	elsewhere: str
	leader: str
	coordinator: str
	alvarez: Family
	okafor: Family
	tran: Family


def make_cast() -> Cast:
	"""Make everyone, as if they had come into the system on the Monday morning."""
	with committing(), at(on("Monday", "06:00")):
		school = make.make_school()
		liaison, colleague, third = (
			_staff(school, LIAISON, name) for name in ("Ana Reyes", "Ben Okoro", "Cleo Marsh")
		)
		return Cast(
			school=school,
			liaison=liaison,
			colleague=colleague,
			third=third,
			elsewhere=_staff(make.make_school(), LIAISON, "Finn Hale"),
			leader=_staff(school, LEADER, "Dora Lind"),
			coordinator=_person(COORDINATOR, "Eve Stone"),
			alvarez=_family(school, liaison, "Alvarez", "Rosa", safety_instruction="Ring twice."),
			okafor=_family(school, liaison, "Okafor", "Grace"),
			tran=_family(school, liaison, "Tran", "Linh"),
		)


def _staff(school: str, role: str, name: str) -> str:
	user = _person(role, name)
	if role == LIAISON:
		make.insert("Family Liaison", {"user": user})
	make.assign(school, user, role)
	return user


def _person(role: str, name: str) -> str:
	user = make.make_user(role)
	first, last = name.split()
	frappe.db.set_value("User", user, {"first_name": first, "last_name": last, "full_name": name})
	return user


def _family(school: str, liaison: str, title: str, first_name: str, **values) -> Family:
	title = make.unique(title)
	name = make.make_family(school, liaison, family_name=title, **values)
	adult = frappe.get_doc("Family Member", make.adult_of(name))
	adult.update({"first_name": first_name, "primary_contact": 1})
	adult.append("phones", {"phone_number": "303-555-0142", "kind": "Mobile"})
	adult.save()
	_can_be_met(name)
	step = {"what": f"Bring {title} the bus card", "family": name, "assignee": liaison}
	make.insert("Next Step", {**step, "due_on": add_days(nowdate(), -1)})
	return Family(name, title, adult.name, adult.full_name)


def _can_be_met(family: str) -> None:
	"""On Wednesdays, in the afternoon."""
	doc = frappe.get_doc("Focus Family", family)
	doc.append("availability", {"weekday": "Wednesday", "from_time": "16:00:00", "to_time": "18:00:00"})
	doc.save()
