"""The people of the demo district."""

import json

import frappe

from liaison_app.demo.make import make_person
from liaison_app.demo.staff import DANA


def test_the_hosts_tours_do_not_lie_over_the_demo_and_the_apps_own_do():
	make_person(DANA, "Demo-of-a-test-1")
	taken = json.loads(frappe.db.get_value("User", DANA.user, "onboarding_status"))
	tours = frappe.get_all(
		"Form Tour", filters={"ui_tour": 1}, fields=["name", "module"], order_by="name asc"
	)
	own = {tour.name for tour in tours if tour.module == "Liaison App"}
	assert own and set(taken) == {tour.name for tour in tours} - own
	assert all(tour["is_complete"] for tour in taken.values())
