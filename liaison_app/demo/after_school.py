"""Programs after lessons: who has a place and who waits, and the sessions so far."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from random import Random

import frappe
from frappe.model.document import Document
from frappe.utils import get_fullname

from liaison_app.after_school.enrolments import leave
from liaison_app.demo.acting import acting_as
from liaison_app.demo.calendar import Calendar
from liaison_app.demo.known import Known
from liaison_app.demo.rows import Rows
from liaison_app.demo.staff import LIAISON_OF, LINCOLN, RIVERSIDE, School
from liaison_app.ledger.audit import rebuild_lines

#: Sessions on these weekdays; the last so many are written down, and the next one is planned.
WEEKDAYS, HELD = (0, 2), 4
STARTS, MINUTES = time(15, 15), 75
BEGAN, WEEKS = -7, 20
#: How often a child comes, of a hundred sessions.
COMES = 84
WHY_LEFT = "Goes to the football club on Mondays."


@dataclass(frozen=True)
class Program:
	"""A program of a school. children: of families in the programme; others: names of children who are not on file."""

	name: str
	activity: str
	for_whom: str
	capacity: int
	children: int
	others: tuple[str, ...]
	volunteers: tuple[tuple[str, str, float], ...]
	measured_by: str


PROGRAMS = {
	RIVERSIDE.name: Program(
		"Reading Club", "After-school reading club", "Kindergarten to grade 3", 16, 15, ("Ella Novak", "Samir Haidari", "Joy Mensah", "Tomás Rivas", "Maya Lind"),
		(("Thomas Lindqvist", "Reads with the youngest", 14), ("Nora Bell, Elm Street Library", "Chooses books", 9.5)), "Who comes, and the reading record before and after",
	),
	LINCOLN.name: Program(
		"Homework Room", "Homework room", "Grades 6 to 8", 12, 11, ("Ben Carter", "Aisha Noor", "Lucía Campos", "Duc Tran"),
		(("Three pupils of Harbor High", "Mathematics", 21), ("Rosa Delgado", "Opens and closes", 12)), "Who comes, homework handed in before and after",
	),
}  # fmt: skip


@dataclass(frozen=True)
class Child:
	"""A child who applied. known: the family; None for a child who is not on file."""

	name: str
	known: Known | None = None
	student: str | None = None
	grade: str | None = None


def make_program(school: School, families: list[Known], activity: Document, calendar: Calendar) -> None:
	"""A school's program with its children and sessions. families: those that are led there."""
	planned, user = PROGRAMS[school.name], LIAISON_OF[school.name].user
	with acting_as(user):
		program = _insert(planned, school, activity, calendar)
	children = children_of(planned, school, families)
	rows = Rows()
	enrolments = [
		_enrol(rows, child, turn, planned, program, calendar) for turn, child in enumerate(children)
	]
	for start in sessions_of(calendar):
		_add_session(rows, start, children[: planned.capacity], program, activity, calendar)
	rebuild_lines("Engagement Event", rows.write()["Engagement Event"])
	with acting_as(user):
		leave(enrolments[planned.capacity - 1], WHY_LEFT)  # the app offers the place to who is next


def children_of(program: Program, school: School, families: list[Known]) -> list[Child]:
	"""Who applied, in turn."""
	on_file = [
		Child(f"{pupil.first_name} {pupil.last_name}", known, known.pupils[place], pupil.child.grade)
		for known in families
		if known.plan.status == "Enrolled" and not known.plan.kind.name
		for place, pupil in enumerate(known.plan.pupils)
		if pupil.child.school_code == school.code
	]
	chance = Random(f"program {school.name}")
	children = chance.sample(on_file, min(program.children, len(on_file)))
	return chance.sample(
		[*children, *(Child(name) for name in program.others)], len(children) + len(program.others)
	)


def sessions_of(calendar: Calendar) -> list[datetime]:
	"""The last sessions before the demo was begun, and the next one."""
	days = calendar.school_days(calendar.monday(BEGAN), calendar.monday(BEGAN + WEEKS))
	days = [day for day in days if day.weekday() in WEEKDAYS]
	past = [day for day in days if day < calendar.anchor][-HELD:]
	ahead = [day for day in days if day > calendar.anchor][:1]
	return [datetime.combine(day, STARTS) for day in (*past, *ahead)]


def _insert(planned: Program, school: School, activity: Document, calendar: Calendar) -> Document:
	user = LIAISON_OF[school.name].user
	return frappe.get_doc(
		{
			"doctype": "After School Program",
			"program_name": planned.name,
			"school": school.name,
			"school_year": activity.school_year,
			"activity": activity.name,
			"starts_on": activity.starts_on,
			"ends_on": activity.ends_on,
			"times": "Mondays and Wednesdays, 3:15 to 4:30 pm",
			"for_whom": planned.for_whom,
			"capacity": planned.capacity,
			"in_charge": user,
			"in_charge_name": get_fullname(user),
			"volunteers": [
				dict(zip(("volunteer_name", "helps_with", "hours"), row, strict=True))
				for row in planned.volunteers
			],
			"measured_by": planned.measured_by,
		}
	).insert()


def _enrol(
	rows: Rows, child: Child, turn: int, planned: Program, program: Document, calendar: Calendar
) -> str:
	applied = datetime.combine(calendar.monday(BEGAN - 2), time(8, 0)) + timedelta(hours=5 * turn)
	values = {
		"program": program.name,
		"school": program.school,
		"status": "Enrolled" if turn < planned.capacity else "Waiting",
		"applied_at": applied,
		"child_name": child.name,
		"student": child.student,
		"family": child.known and child.known.name,
		"grade": child.grade,
	}
	return rows.add("After School Enrolment", values, LIAISON_OF[program.school].user, applied)


def _add_session(
	rows: Rows, start: datetime, children: list[Child], program: Document, activity: Document, calendar: Calendar
) -> None:  # fmt: skip
	is_held, user = start.date() < calendar.anchor, LIAISON_OF[program.school].user
	came = list(_came(children, start.date())) if is_held else []
	values = {
		"event_name": program.program_name,
		"kind": "After-School Session",
		"activity": activity.name,
		"in_charge": activity.in_charge,
		"after_school_program": program.name,
		"status": "Held" if is_held else "Planned",
		"planned_start": start,
		"planned_end": start + timedelta(minutes=MINUTES),
		"place_kind": "School",
		"place_words": "Library",
		"school": program.school,
		"involvement_type": activity.involvement_type,
		"liaison": user,
		"staff_minutes": 30 if is_held else 0,
		"head_count": len(came),
	}
	made_on = datetime.combine(calendar.monday(BEGAN), time(12, 0))
	written = start + timedelta(minutes=MINUTES) if is_held else made_on
	name = rows.add("Engagement Event", values, user, made_on, written)
	for child in came:
		rows.add("Event Attendance", {"event": name, "school": program.school, **_row(child)}, user, written)


def _came(children: list[Child], day: date) -> Iterator[Child]:
	chance = Random(f"session {day}")
	return (child for child in children if chance.randrange(100) < COMES)


def _row(child: Child) -> dict:
	if not child.known:
		return {"title": child.name, "person_name": child.name, "children": 1}
	return {"title": child.name, "family": child.known.name, "student": child.student, "children": 1}
