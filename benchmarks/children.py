"""What 25,000 children cost: who is absent too much, and the new school year; against plain SQL for the same children."""

import statistics
import time

import frappe
from frappe.utils import add_days, now, nowdate

from benchmarks.compare import compare, timed
from benchmarks.pupils import Child, draw_children, write_records
from benchmarks.rows import write_rows
from liaison_app.jobs import begin_attempt
from liaison_app.liaison_app.report.chronic_absence_watch import chronic_absence_watch
from liaison_app.rollover.families import end, open_enrolments
from liaison_app.rollover.run import roll_over
from liaison_app.workflow.status import state_of
from tests import factories as make
from tests.connection import as_user

CHILDREN = 25_000
#: 12,500 families.
FAMILY_OF = 2
ROUNDS = 7
#: So many families exit, one after the other.
EXITS = 50
WHERE_AT_SCHOOL = "and student.school = 'Bench School 000'"
#: The rule of definitions.md by hand: the children in a tier, with what is on file for their families.
PLAIN_WATCH = """
	select student.name, student.full_name, student.school, student.grade, enrolment.family, enrolment.family_name,
		family.last_reached, sum(record.days_absent) as absent, sum(record.days_enrolled) as enrolled
	from (
		select student, school, max(as_of) as last_day from `tabStudent Progress Record`
		where school_year = %(year)s and as_of <= %(day)s group by student, school
	) newest
	join `tabStudent Progress Record` record
		on record.student = newest.student and record.school = newest.school and record.as_of = newest.last_day
	join `tabFocus Student` student on student.name = record.student
	left join `tabFocus Family` family on family.name = student.family
	left join `tabFamily Enrolment` enrolment on enrolment.family = family.name and enrolment.role = 'Lead'
		and enrolment.status = 'Enrolled' and enrolment.starts_on <= %(today)s
		and (enrolment.last_day is null or enrolment.last_day >= %(today)s)
	where 1 = 1 {where}
	group by student.name
	having enrolled >= 10 and absent * 10 >= enrolled"""
PLAIN_BARRIERS = """
	select parent, category from `tabFamily Barrier`
	where parent in %(families)s and opened_on <= %(today)s and (resolved_on is null or resolved_on > %(today)s)"""
PLAIN_CONTACTS = """
	select family, max(posting_date) from `tabLiaison Ledger Entry`
	where family in %(families)s and (reached = 1 or attempted = 1) group by family"""
PLAIN_ROLLOVER = """
	update `tabFocus Student` student join (
		select grade.name, (
			select above.name from `tabGrade Level` above
			where above.position > grade.position and above.disabled = 0 order by above.position limit 1
		) as following from `tabGrade Level` grade
	) step on step.name = student.grade
	set student.left_on = if(step.following is null, %(last_day)s, null),
		student.grade = coalesce(step.following, student.grade), student.grade_of_year = %(year)s,
		student.modified = %(now)s, student.modified_by = %(user)s
	where student.left_on is null and (student.grade_of_year is null or student.grade_of_year != %(year)s)"""


def run() -> None:
	"""Make the children, then time the watch list as a coordinator and as a liaison, and a rollover."""
	start = time.perf_counter()
	children, year = draw_children(CHILDREN, FAMILY_OF), make.make_year_of(nowdate())
	write_records(children, add_days(nowdate(), -45), nowdate())
	_enrol(children)
	coordinator, liaison = make.make_coordinator(), make.make_liaison("Bench School 000")
	print(f"  {len(children)} children written in {time.perf_counter() - start:.0f} s")
	for who, user, where in (("coordinator", coordinator, ""), ("liaison", liaison, WHERE_AT_SCHOOL)):
		as_user(user)
		_watch(who, year, where)
	as_user(coordinator)
	_rollover(year)
	as_user("Administrator")


def _enrol(children: list[Child]) -> None:
	state = state_of("Family Enrolment", "Enrolled")
	rows = (
		{
			"name": f"E{child.family}", "family": child.family, "family_name": child.family, "school": child.school,
			"role": "Lead", "status": "Enrolled", "workflow_state": state, "reason": "Bench",
			"nominated_on": "2020-01-01", "starts_on": "2020-01-01",
		}
		for child in children
		if child.family
	)  # fmt: skip
	write_rows("Family Enrolment", rows)


def _watch(who: str, year: str, where: str) -> None:
	query, today = PLAIN_WATCH.format(where=where), nowdate()

	def plain() -> list:
		rows = frappe.db.sql(query, {"year": year, "day": today, "today": today}, as_dict=True)
		earlier = frappe.db.sql(
			query, {"year": year, "day": add_days(today, -30), "today": today}, as_dict=True
		)
		families = {"families": sorted({row.family for row in rows if row.family}), "today": today}
		more = [frappe.db.sql(part, families) for part in (PLAIN_BARRIERS, PLAIN_CONTACTS)]
		return [rows, earlier, *more]

	compare(
		f"watch list as {who}",
		lambda: chronic_absence_watch.execute({"all_children": 1})[1],
		plain,
		same=lambda mine, theirs: {row["student"] for row in mine} == {row.name for row in theirs[0]},
		rounds=ROUNDS,
	)


def _rollover(year: str) -> None:
	doc = make.insert("Year Rollover", {"school_year": year})
	values = {
		"year": year, "user": frappe.session.user, "now": now(),
		"last_day": add_days(frappe.db.get_value("School Year", year, "starts_on"), -1),
	}  # fmt: skip

	def ours() -> tuple:
		doc.reload()
		begin_attempt(doc)
		roll_over(doc.name, doc.attempt)
		return _outcome()

	def plain() -> tuple:
		frappe.db.sql(PLAIN_ROLLOVER, values)
		return _outcome()

	compare("rollover of the children", ours, plain, lambda a, b: a == b, _back_to_the_old_year, ROUNDS)
	_exits(doc)


def _outcome() -> tuple:
	return frappe.db.sql(
		"select grade, count(*), count(left_on) from `tabFocus Student` group by grade order by grade"
	)


def _back_to_the_old_year() -> None:
	"""No family leaves: its children are in the grades below the last."""
	frappe.db.sql(
		"""update `tabFocus Student` set left_on = null, grade_of_year = null,
		grade = concat('Grade ', if(family is null, 12, 11) - mod(substring(name, -5) div 2, 11))"""
	)


def _exits(doc) -> None:
	"""Each exit is a document's, with its evidence and what follows from it."""
	_back_to_the_old_year()
	frappe.db.sql(f"update `tabFocus Student` set grade = 'Grade 12' where family is not null limit {EXITS}")
	leaving = [one for one in open_enrolments(frappe.session.user, doc) if one.leaves]
	seconds = [timed(lambda one=one: end(one, doc)) for one in leaving]
	print(
		f"  a family that exits in the rollover: {statistics.median(seconds) * 1000:.0f} ms, of {len(seconds)}"
	)
