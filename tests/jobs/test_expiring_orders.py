"""Orders that end soon: one step each, for the right person, in words that tell nothing."""

import frappe
import pytest
from frappe.utils import add_days, nowdate

from liaison_app.families import expiring_orders
from liaison_app.families.expiring_orders import warn_of_expiring_orders
from liaison_app.permissions.matrix import COORDINATOR
from liaison_app.permissions.may_know import coordinators
from tests import factories as make
from tests.connection import as_user


@pytest.fixture
def school() -> str:
	return make.make_school()


@pytest.fixture
def liaison(school) -> str:
	return make.make_liaison(school)


@pytest.fixture
def family(school, liaison) -> str:
	return make.make_family(school, liaison)


def order(student: str, ends_in: int, right: str = "may_receive_records", withheld: bool = True) -> str:
	"""An order on the student's first guardian that ends in so many days. Returns its day."""
	ends_on = add_days(nowdate(), ends_in)
	row = frappe.get_all("Guardianship", filters={"parent": student}, pluck="name", order_by="idx", limit=1)[
		0
	]
	frappe.db.set_value("Guardianship", row, {"order_ends_on": ends_on, right: int(not withheld)})
	return ends_on


def steps(student: str) -> list[dict]:
	filters = {"reference_doctype": "Focus Student", "reference_name": student}
	return frappe.get_all("Next Step", filters=filters, fields=["*"], order_by="creation")


def test_the_lead_liaison_gets_one_step_while_there_is_time_to_ask(family, liaison):
	child = make.child_of(family)
	ends_on = order(child, ends_in=20)
	warn_of_expiring_orders()
	[step] = steps(child)
	assert (step.assignee, step.family, step.done) == (liaison, family, 0)
	assert frappe.format(ends_on, "Date") in step.what
	assert str(step.due_on) < ends_on


def test_who_is_kept_from_the_family_is_passed_over(family, liaison):
	child, told = make.child_of(family), make.make_coordinator()
	coordinators = frappe.get_all("Has Role", {"role": COORDINATOR, "parenttype": "User"}, pluck="parent")
	for user in {liaison, *coordinators} - {told}:
		make.insert("Access Exclusion", {"user": user, "family": family, "reason": "A relative"})
	order(child, ends_in=20)
	warn_of_expiring_orders()
	assert [step.assignee for step in steps(child)] == [told]


def test_administrator_is_told_of_nothing_whatever_its_roles(family, liaison):
	child, coordinator = make.child_of(family), make.make_coordinator()
	role = {"role": COORDINATOR, "parent": "Administrator", "parenttype": "User", "parentfield": "roles"}
	make.insert("Has Role", role)
	make.insert("Access Exclusion", {"user": liaison, "family": family, "reason": "A relative"})
	order(child, ends_in=20)
	warn_of_expiring_orders()
	[step] = steps(child)
	assert step.assignee != "Administrator" and COORDINATOR in frappe.get_roles(step.assignee)
	assert "Administrator" not in coordinators() and coordinator in coordinators()


def test_the_step_names_nobody(family):
	child = make.child_of(family)
	order(child, ends_in=20)
	warn_of_expiring_orders()
	adult = frappe.get_doc("Family Member", make.adult_of(family))
	assert not any(word in steps(child)[0].what for word in (adult.first_name, adult.last_name, "custody"))


def test_warned_once_however_often_the_job_runs(family):
	child = make.child_of(family)
	order(child, ends_in=20)
	warn_of_expiring_orders()
	frappe.db.set_value("Next Step", steps(child)[0].name, "done", 1)
	warn_of_expiring_orders()
	assert len(steps(child)) == 1


def test_an_order_that_was_prolonged_is_warned_of_again(family):
	child = make.child_of(family)
	order(child, ends_in=5)
	warn_of_expiring_orders()
	order(child, ends_in=25)
	warn_of_expiring_orders()
	assert len(steps(child)) == 2


@pytest.mark.parametrize(
	("ends_in", "warned"), [(31, False), (30, True), (0, True), (-30, True), (-31, False)]
)
def test_the_setting_says_how_long_before_and_a_late_run_makes_up(family, ends_in, warned):
	child = make.child_of(family)
	order(child, ends_in)
	warn_of_expiring_orders()
	assert bool(steps(child)) is warned


def test_an_order_that_withholds_nothing_any_more_is_not_warned_of(family):
	child = make.child_of(family)
	order(child, ends_in=10, withheld=False)
	warn_of_expiring_orders()
	assert steps(child) == []


@pytest.mark.parametrize("right", ["may_be_contacted", "may_pick_up"])
def test_any_right_that_is_withheld_counts(family, right):
	child = make.child_of(family)
	order(child, ends_in=10, right=right)
	warn_of_expiring_orders()
	assert len(steps(child)) == 1


def test_without_a_lead_liaison_a_coordinator_gets_it(school):
	coordinator = make.make_coordinator()
	student = make.make_student(None, school, make.make_member(make.make_family(school)), stands_for_self=1)
	order(student, ends_in=10)
	warn_of_expiring_orders()
	[step] = steps(student)
	assert "Liaison Coordinator" in frappe.get_roles(step.assignee)
	as_user(coordinator)
	assert step.name in frappe.get_list("Next Step", pluck="name", limit=0)


def test_only_who_sees_the_family_sees_the_step(family, liaison):
	child, stranger = make.child_of(family), make.make_liaison(make.make_school())
	order(child, ends_in=10)
	warn_of_expiring_orders()
	[step] = steps(child)
	as_user(liaison)
	assert step.name in frappe.get_list("Next Step", pluck="name", limit=0)
	as_user(stranger)
	assert step.name not in frappe.get_list("Next Step", pluck="name", limit=0)


def test_a_run_that_is_killed_half_way_is_made_whole_by_the_next(school, liaison, family, monkeypatch):
	children = [make.child_of(family), make.child_of(make.make_family(school, liaison))]
	for child in children:
		order(child, ends_in=10)
	warn, warned = expiring_orders._warn, []

	def killed(row):
		if warned:
			raise KeyboardInterrupt
		warn(row)
		warned.append(row)

	monkeypatch.setattr(expiring_orders, "_warn", killed)
	with pytest.raises(KeyboardInterrupt):
		warn_of_expiring_orders()
	monkeypatch.setattr(expiring_orders, "_warn", warn)
	warn_of_expiring_orders()
	assert [len(steps(child)) for child in children] == [1, 1]
