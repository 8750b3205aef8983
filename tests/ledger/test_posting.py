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
