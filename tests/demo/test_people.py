"""The people of the demo district."""

import json

import frappe

from liaison_app.demo.make import make_person
from liaison_app.demo.staff import DANA
from tests import factories as make


def test_no_tour_of_the_host_lies_over_the_demo():
	# Newer hosts bring none of their own.
	steps = [{"title": "Here", "description": "Look here.", "ui_tour": 1}]
	values = {"title": make.unique("Tour"), "ui_tour": 1, "view_name": "Workspaces", "steps": steps}
	tour = make.insert("Form Tour", values)
	make_person(DANA, "Demo-of-a-test-1")
	taken = json.loads(frappe.db.get_value("User", DANA.user, "onboarding_status"))
	assert set(taken) == set(
		frappe.get_all("Form Tour", filters={"ui_tour": 1}, pluck="name", order_by="name asc")
	)
	assert tour.name in taken
	assert all(tour["is_complete"] for tour in taken.values())
