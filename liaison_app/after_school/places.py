"""Places of a program: given while there are any, then in turn. Counted over all children, whoever asks."""

from collections import Counter

import frappe
from frappe import _
from frappe.model.document import Document
from frappe.query_builder.functions import Count
from frappe.utils import cint, getdate, now_datetime, nowdate

from liaison_app.locks import lock_rows
from liaison_app.outreach.work import assigned_liaisons
from liaison_app.permissions.may_know import first_who_may_know
from liaison_app.school_calendar.weeks import add_staff_days

ENROLLED, OFFERED, WAITING, LEFT = "Enrolled", "Offered", "Waiting", "Left"
#: An offer keeps its place until the family has answered.
TAKEN = (ENROLLED, OFFERED)


def lock_program(program: str) -> None:
	"""Lock a program until the transaction ends, so that two at once do not get one place."""
	lock_rows("After School Program", [str(program)] if program else [])


def taken_places(program: str) -> int:
	"""How many places are taken, as committed last. The caller has locked the program."""
	row = frappe.qb.DocType("After School Enrolment")
	query = frappe.qb.from_(row).select(row.name).where((row.program == program) & row.status.isin(TAKEN))
	return len(query.for_update().run())


def give_place(row: Document) -> None:
	"""A child who applies gets a place, or waits. The caller has locked the program."""
	capacity = cint(frappe.db.get_value("After School Program", row.program, "capacity", for_update=True))
	row.status = ENROLLED if taken_places(row.program) < capacity else WAITING
	row.applied_at = now_datetime()


def offer_places(program: str) -> None:
	"""Offer what is free to the children who wait, in the order in which they applied; somebody is told to ask them."""
	lock_program(program)
	found = frappe.db.get_value(
		"After School Program",
		program,
		["name", "capacity", "in_charge", "school", "program_name", "ends_on"],
		as_dict=True,
		for_update=True,
	)
	if not found or getdate(found.ends_on) < getdate():
		return
	for name in _next_in_turn(program, cint(found.capacity) - taken_places(program)):
		frappe.db.set_value("After School Enrolment", name, {"status": OFFERED, "offered_on": nowdate()})
		_tell(name, found)


def places_of(program: str) -> dict[str, int]:
	"""How many children have a place, are offered one, wait, or have left. Figures alone, for all who read the program."""
	row = frappe.qb.DocType("After School Enrolment")
	query = frappe.qb.from_(row).select(row.status, Count(row.name)).where(row.program == program)
	counts = Counter(dict(query.groupby(row.status).orderby(row.status).run()))
	return {status: counts[status] for status in (ENROLLED, OFFERED, WAITING, LEFT)}


def turn_of(row: Document) -> tuple[int, int] | None:
	"""The how manyth of how many a child is who waits; None for one who does not. Counted over all children, whoever asks."""
	names = [name for (name,) in _in_turn(row.program).run()]
	return (names.index(row.name) + 1, len(names)) if row.name in names else None


def _next_in_turn(program: str, free: int) -> list[str]:
	if free < 1:
		return []
	return [name for (name,) in _in_turn(program).limit(free).for_update().run()]


def _in_turn(program: str):
	"""The children who wait, in the order in which they applied."""
	row = frappe.qb.DocType("After School Enrolment")
	return (
		frappe.qb.from_(row)
		.select(row.name)
		.where((row.program == program) & (row.status == WAITING))
		.orderby(row.applied_at)
		.orderby(row.creation)
	)


def _tell(enrolment: str, program: dict) -> None:
	"""A step for who is in charge, a liaison of the school or a coordinator: the first who may see this child."""
	people = (program.in_charge, *assigned_liaisons(program.school))
	assignee = first_who_may_know("After School Enrolment", enrolment, *people)
	if not assignee:
		return
	days = cint(frappe.db.get_single_value("Liaison Settings", "offer_staff_days"))
	step = frappe.get_doc(
		{
			"doctype": "Next Step",
			"what": _("Offer a place in {0}: ask the family, then Accept Place or Leave.").format(
				program.program_name
			),
			"assignee": assignee,
			"due_on": add_staff_days(getdate(), days, program.school),
			"reference_doctype": "After School Enrolment",
			"reference_name": enrolment,
		}
	)
	# The place became free by whoever it was; the step is for who may see the child.
	step.insert(ignore_permissions=True)
