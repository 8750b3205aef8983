"""A document's lines in the ledger."""

import frappe

from tests import factories as make


def lines(voucher: str) -> list[dict]:
	return frappe.db.sql(
		"select * from `tabLiaison Ledger Entry` where voucher = %s order by liaison", voucher, as_dict=True
	)


def test_a_contact_posts_one_line_with_its_minutes_and_reach():
	school = make.make_school()
	liaison = make.make_liaison(school)
	family = make.make_family(school, liaison)
	contact = make.make_contact(family, school, liaison, staff_minutes=15)
	[line] = lines(contact.name)
	assert (line.family, line.liaison, line.school) == (family, liaison, school)
	assert (line.units, line.reached, line.attempted, line.staff_minutes) == (1, 1, 0, 15)
	assert line.involvement_type == "Communicating"
	assert frappe.db.get_value("Focus Family", family, "last_reached") == contact.contacted_at.date()


def test_week_and_school_year_follow_a_changed_calendar():
	school = make.make_school()
	liaison = make.make_liaison(school)
	contact = make.make_contact(make.make_family(school, liaison), school, liaison)
	day = contact.contacted_at.date()
	year = make.make_only_year(day, day, first_day_of_week="Sunday")
	[line] = lines(contact.name)
	assert line.school_year == year.name
	assert line.week.weekday() == 6
	year.update({"starts_on": make.days_ago(9)[:10], "ends_on": make.days_ago(8)[:10]})
	year.save()
	[line] = lines(contact.name)
	assert (line.school_year, line.week.weekday()) == ("", 0)
