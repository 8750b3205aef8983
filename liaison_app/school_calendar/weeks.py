"""School years, weeks and staff days (docs/definitions.md)."""

from datetime import date, timedelta

import frappe
from frappe.query_builder import Case
from frappe.utils import getdate
from pypika.terms import Term, ValueWrapper

WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
#: No stretch without a staff day is longer; the search for one ends here.
LONGEST_CLOSURE_DAYS = 400


def school_year_of(day: date) -> str | None:
	"""The name of the school year of a day. The summer before a year belongs to it.

	Returns None where no year ends on or after that day.
	"""
	year = _year_of(getdate(day))
	return year.name if year else None


def school_year_term(column: Term) -> Term:
	"""The name of the school year of a day that a query's column holds (see `school_year_of`); "" where there is none."""
	years = Case()
	for year in _years():
		years = years.when(column <= getdate(year.ends_on), year.name)
	return years.else_("") if _years() else ValueWrapper("")


def year_start(day: date) -> date:
	"""The first day that counts in the school year of a day: the one after the year before, or 1 January."""
	day = getdate(day)
	earlier = [getdate(year.ends_on) for year in _years() if getdate(year.ends_on) < day]
	if earlier:
		return max(earlier) + timedelta(days=1)
	year = _year_of(day)
	return min(getdate(year.starts_on), day) if year else date(day.year, 1, 1)


def week_start(day: date) -> date:
	"""The first date of the week of a day, by the first weekday of its school year (else Monday)."""
	day = getdate(day)
	year = _year_of(day)
	first = WEEKDAYS.index(year.first_day_of_week) if year else 0
	return day - timedelta(days=(day.weekday() - first) % 7)


def is_staff_day(day: date, school: str | None = None) -> bool:
	"""Whether staff work on a day; a school's own rows override those for all schools."""
	day = getdate(day)
	year = _year_of(day)
	if not year:
		return day.weekday() < 5
	rows = [row for row in year.days_off if getdate(row.starts_on) <= day <= getdate(row.ends_on)]
	own = [row for row in rows if row.school and row.school == school]
	if own:
		return not any(row.no_staff for row in own)
	if any(row.no_staff for row in rows if not row.school):
		return False
	return bool(year.get(f"staff_on_{WEEKDAYS[day.weekday()].lower()}"))


def next_staff_day(day: date, school: str | None = None) -> date:
	"""The day itself if staff work on it, else the next on which they do."""
	day = getdate(day)
	for offset in range(LONGEST_CLOSURE_DAYS):
		if is_staff_day(day + timedelta(days=offset), school):
			return day + timedelta(days=offset)
	return day


def add_staff_days(day: date, count: int, school: str | None = None) -> date:
	"""The `count`-th staff day after a day."""
	day = getdate(day)
	for _step in range(count):
		day = next_staff_day(day + timedelta(days=1), school)
	return day


def forget_years() -> None:
	"""Drop the school years read in this request; called when one is saved."""
	frappe.local.liaison_school_years = None


def _year_of(day: date):
	return next((year for year in _years() if day <= getdate(year.ends_on)), None)


def _years() -> list:
	"""All school years in order, with their days off; read once a request (a handful of rows)."""
	if getattr(frappe.local, "liaison_school_years", None) is None:
		names = frappe.get_all("School Year", pluck="name", order_by="starts_on asc")
		frappe.local.liaison_school_years = [frappe.get_cached_doc("School Year", name) for name in names]
	return frappe.local.liaison_school_years
