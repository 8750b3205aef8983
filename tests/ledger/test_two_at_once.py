"""Two people at once, on two connections, against one database."""

import threading
from collections.abc import Callable
from functools import partial

import frappe
import pytest

from liaison_app.ledger.audit import verify
from tests import factories as make
from tests.connection import committing, in_parallel


@pytest.fixture
def office(site):
	"""A school with two liaisons and a family, committed for other connections to see."""
	with committing():
		school = make.make_school()
		one, two = make.make_liaison(school), make.make_liaison(school)
		family = make.make_family(school, one)
		# The host's first document of a naming series deadlocks with a second at the same moment.
		make.make_contact(None, school, one, counterpart="Agency")
	return school, one, two, family


def test_last_reached_is_right_when_two_log_at_once(office):
	school, one, two, family = office
	barrier = threading.Barrier(2)

	def log(liaison: str, days: int) -> Callable[[], None]:
		def work() -> None:
			barrier.wait()
			for offset in range(5):
				make.make_contact(family, school, liaison, contacted_at=make.days_ago(days + offset))
				frappe.db.commit()

		return work

	in_parallel(log(one, 1), log(two, 3))
	with committing():
		count = frappe.db.count("Liaison Contact", {"family": family})
		assert count == 10
		assert verify() == []
		assert str(frappe.db.get_value("Focus Family", family, "last_reached")) == make.days_ago(1)[:10]


def test_a_contact_is_counted_in_the_report_or_stays_for_the_next_never_both(office):
	school, one, _two, family = office
	with committing():
		report = make.insert(
			"Weekly Activity Report", {"liaison": one, "school": school, "week_start": make.monday(1)}
		)
	barrier = threading.Barrier(2)

	def log() -> None:
		barrier.wait()
		make.make_contact(family, school, one, contacted_at=f"{make.monday(1)} 09:00:00", staff_minutes=7)
		frappe.db.commit()

	def hand_in() -> None:
		barrier.wait()
		make.hand_in(report.name, one)
		frappe.db.commit()

	in_parallel(log, hand_in)
	with committing():
		frozen = frappe.get_doc("Weekly Activity Report", report.name)
		held = frappe.db.sql(
			"select sum(staff_minutes) from `tabLiaison Ledger Entry` where counted_in = %s", report.name
		)[0][0]
		assert frozen.status == "In Review"
		assert frozen.staff_minutes == (held or 0)
		assert verify() == []


def test_two_open_leads_cannot_both_slip_in(office):
	school, one, _two, _family = office
	with committing():
		family = make.insert("Focus Family", {"family_name": make.unique("Family")}).name
	barrier, refused = threading.Barrier(2), []

	def nominate() -> None:
		barrier.wait()
		try:
			make.enrol(family, school, one, "Nominated")
			frappe.db.commit()
		except frappe.ValidationError as error:
			frappe.db.rollback()
			refused.append(str(error))

	in_parallel(nominate, nominate)
	with committing():
		assert frappe.db.count("Family Enrolment", {"family": family}) == 1
	assert len(refused) == 1
	assert "has an open Lead enrolment" in refused[0]


def test_a_report_counts_what_was_committed_while_it_was_being_handed_in(office):
	school, one, _two, family = office
	with committing():
		at = f"{make.monday(1)} 09:00:00"
		withdrawn = make.make_contact(family, school, one, contacted_at=at, staff_minutes=30)
		report = make.insert(
			"Weekly Activity Report", {"liaison": one, "school": school, "week_start": make.monday(1)}
		)
	opened, changed = threading.Event(), threading.Event()

	def hand_in() -> None:
		frappe.get_doc("Weekly Activity Report", report.name)
		opened.set()
		changed.wait()
		make.hand_in(report.name, one)
		frappe.db.commit()

	def change() -> None:
		opened.wait()
		frappe.delete_doc("Liaison Contact", withdrawn.name)
		students = [{"student": make.child_of(family)}]
		make.make_contact(family, school, one, contacted_at=at, staff_minutes=7, students=students)
		frappe.db.commit()
		changed.set()

	in_parallel(hand_in, change)
	with committing():
		frozen = frappe.get_doc("Weekly Activity Report", report.name)
		line = next(row for row in frozen.lines if row.units)
		assert (frozen.units, frozen.staff_minutes, line.staff_minutes, line.students) == (1, 7, 7, 1)
		assert verify() == []


def edit_minutes(contact: str, barrier: threading.Barrier, refused: list[str]) -> None:
	"""Correct a contact's minutes as soon as the other is ready; what is refused is told."""
	doc = frappe.get_doc("Liaison Contact", contact)
	barrier.wait()
	try:
		doc.update({"staff_minutes": 45, "correction_reason": "Misheard."})
		doc.save()
		frappe.db.commit()
	except frappe.ValidationError as error:
		frappe.db.rollback()
		refused.append(str(error))


def test_a_contact_that_is_edited_while_its_report_is_handed_in_is_counted_as_it_was_or_as_it_is(office):
	school, one, _two, family = office
	with committing():
		at = f"{make.monday(1)} 09:00:00"
		contact = make.make_contact(family, school, one, contacted_at=at, staff_minutes=30)
		report = make.insert(
			"Weekly Activity Report", {"liaison": one, "school": school, "week_start": make.monday(1)}
		)
	barrier, refused = threading.Barrier(2), []
	edit = partial(edit_minutes, contact.name, barrier, refused)

	def hand_in() -> None:
		barrier.wait()
		make.hand_in(report.name, one)
		frappe.db.commit()

	in_parallel(edit, hand_in)
	with committing():
		frozen = frappe.get_doc("Weekly Activity Report", report.name)
		stored = frappe.db.get_value("Liaison Contact", contact.name, "staff_minutes")
		assert (stored, len(refused)) in ((45, 0), (30, 1))
		assert frozen.staff_minutes == stored
		assert verify() == []


def test_a_contact_that_is_edited_while_its_report_is_approved_stays_as_it_was_counted(office):
	school, one, _two, family = office
	with committing():
		at = f"{make.monday(1)} 09:00:00"
		contact = make.make_contact(family, school, one, contacted_at=at, staff_minutes=30)
		report = make.insert(
			"Weekly Activity Report", {"liaison": one, "school": school, "week_start": make.monday(1)}
		)
		make.hand_in(report.name, one)
	barrier, refused = threading.Barrier(2), []
	edit = partial(edit_minutes, contact.name, barrier, refused)

	def approve() -> None:
		barrier.wait()
		make.act(report.name, "Administrator", "Approve")
		frappe.db.commit()

	in_parallel(edit, approve)
	with committing():
		frozen = frappe.get_doc("Weekly Activity Report", report.name)
		assert "has already counted this work" in refused[0]
		assert (frozen.status, frozen.docstatus, frozen.staff_minutes) == ("Approved", 1, 30)
		assert frappe.db.get_value("Liaison Contact", contact.name, "staff_minutes") == 30
		assert verify() == []
