"""The people of the demo district."""

import json

import frappe

from liaison_app.demo.make import make_person
from liaison_app.demo.staff import DANA


def test_no_tour_of_the_host_lies_over_the_demo():
	make_person(DANA, "Demo-of-a-test-1")
	taken = json.loads(frappe.db.get_value("User", DANA.user, "onboarding_status"))
	assert set(taken) == set(
		frappe.get_all("Form Tour", filters={"ui_tour": 1}, pluck="name", order_by="name asc")
	)
	assert taken
	assert all(tour["is_complete"] for tour in taken.values())
