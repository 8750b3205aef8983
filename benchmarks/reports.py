"""What lists and reports of a large district cost, against the plain SQL that answers with the same rows."""

import statistics
import time
from collections.abc import Callable
from datetime import date, timedelta

import frappe
from frappe.desk import reportview
from frappe.utils import add_days, getdate, nowdate

from benchmarks.compare import compare, timed
from benchmarks.district import CONTACTS, FAMILIES, District, make_district
from liaison_app.liaison_app.report.activity_by_involvement_type import activity_by_involvement_type
from liaison_app.liaison_app.report.family_worklist import family_worklist
from liaison_app.school_calendar.weeks import is_staff_day
from tests.connection import as_user

PAGE = 20
FIELDS = ["name", "family_name", "last_reached", "pause_reason", "pause_ends_on"]
PLAIN_FIELDS = ", ".join(f"family.{field}" for field in FIELDS)
#: The rule of definitions.md and of the row rule, as one would write it by hand for one liaison.
OF_LIAISON = """`tabFamily Enrolment` enrolment join `tabFocus Family` family on family.name = enrolment.family
	where enrolment.liaison = %(liaison)s and enrolment.status = 'Enrolled' and enrolment.role = 'Lead'
	and enrolment.starts_on <= %(today)s and (enrolment.last_day is null or enrolment.last_day >= %(today)s)"""
PLAIN_WORKLIST = (
	f"""select family.name, family.family_name, family.last_reached, enrolment.school, null as what, family.last_reached
	from {OF_LIAISON} and coalesce(family.last_reached, enrolment.starts_on) <= %(last_start)s""",
	f"""select family.name, family.family_name, family.last_reached, enrolment.school, step.what, step.due_on
	from `tabNext Step` step join {OF_LIAISON.replace("where", "on step.family = family.name where")}
	and step.done = 0 and step.due_on <= %(until)s""",
	f"""select family.name, family.family_name, family.last_reached, enrolment.school, null, visit.planned_start
	from `tabHome Visit` visit join {OF_LIAISON.replace("where", "on visit.family = family.name where")}
	and visit.docstatus = 0 and visit.planned_start < %(until)s + interval 1 day""",
)


def run() -> None:
	"""Make the district, then time lists, counts and reports as a liaison and as a coordinator."""
	start = time.perf_counter()
	district = make_district()
	print(f"  {FAMILIES} families and {CONTACTS} contacts written in {time.perf_counter() - start:.0f} s")
	for user in (district.liaisons[0], district.coordinator):
		as_user(user)
		_lists("liaison" if user in district.liaisons else "coordinator", user, district)
	as_user(district.liaisons[0])
	_worklist(district)
	as_user(district.coordinator)
	_whole_district()
	as_user("Administrator")


def _lists(who: str, user: str, district: District) -> None:
	liaison = {"liaison": user, "today": nowdate()}
	source = OF_LIAISON if user in district.liaisons else "`tabFocus Family` family"
	page = f"select {PLAIN_FIELDS} from {source} order by family.family_name limit {PAGE}"
	count = f"select count(distinct family.name) from {source}"
	_compare(
		f"list of {PAGE} as {who}",
		lambda: frappe.get_list("Focus Family", fields=FIELDS, order_by="family_name asc", limit=PAGE),
		lambda: frappe.db.sql(page, liaison, as_dict=True),
	)
	_compare(
		f"count as {who}",
		_count_as_the_desk_asks,
		lambda: frappe.db.sql(count, liaison),
		same=lambda ours, plain: ours == plain[0][0],
	)


def _count_as_the_desk_asks() -> int:
	frappe.local.form_dict = frappe._dict(doctype="Focus Family", fields="[]", filters="[]", distinct="false")
	return reportview.get_count()


def _worklist(district: District) -> None:
	settings = frappe.get_cached_doc("Liaison Settings")
	until = getdate(add_days(nowdate(), family_worklist.DAYS_AHEAD))
	values = {
		"liaison": district.liaisons[0], "today": nowdate(), "until": until,
		"last_start": add_days(_last_staff_day(until), -settings.contact_cadence_days),
	}  # fmt: skip
	_compare(
		"worklist as liaison",
		lambda: family_worklist.execute({"liaison": district.liaisons[0]}),
		lambda: [row for query in PLAIN_WORKLIST for row in frappe.db.sql(query, values, as_dict=True)],
		same=lambda ours, plain: ours[4][0]["value"] == len({row.name for row in plain}),
	)


def _last_staff_day(day: date) -> date:
	"""A family that falls due after it is moved past the day."""
	return next(day - timedelta(ago) for ago in range(7) if is_staff_day(day - timedelta(ago)))


def _whole_district() -> None:
	"""What no bound is set for, printed to be watched."""
	year = {"from_date": add_days(nowdate(), -365), "period": "Month"}
	for name, work in (
		("worklist as coordinator", lambda: family_worklist.execute({})),
		("activity of a year as coordinator", lambda: activity_by_involvement_type.execute(year)),
	):
		print(f"  {name}: {statistics.median(timed(work) for _round in range(3)) * 1000:.0f} ms")


def _compare(name: str, ours: Callable, plain: Callable, same: Callable | None = None) -> None:
	a, b = compare(name, ours, plain, same or _are_the_same_rows)
	bound = 1.5 * b + 50
	print(f"    {'within' if a <= bound else 'OVER'} {bound:.0f} ms")


def _are_the_same_rows(ours: list, plain: list) -> bool:
	return [row.name for row in ours] == [row.name for row in plain]
