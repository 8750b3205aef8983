"""What a login prepares, so that the first page of a person opens without an error."""

import frappe

from tests import factories as make
from tests.connection import committing
from tests.web import Client


def test_a_login_makes_the_settings_that_the_workspace_would_make_twice_at_once(world, server):
	leader = world.here.leader
	with committing():
		frappe.db.delete("Dashboard Settings", {"name": leader})
	Client(server, leader)
	frappe.db.rollback()
	assert frappe.db.exists("Dashboard Settings", leader)
	assert Client(server, leader).names("Dashboard Settings") == {leader}


def test_a_login_of_somebody_outside_the_programme_makes_none(server):
	with committing():
		stranger = make.make_user("Website Manager")
	Client(server, stranger)
	frappe.db.rollback()
	assert not frappe.db.exists("Dashboard Settings", stranger)
