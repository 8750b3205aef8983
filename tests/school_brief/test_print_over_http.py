"""The School Brief on paper: one page, by the rights of whoever prints."""

import io

import frappe
import pytest
from frappe.utils import nowdate
from pypdf import PdfReader

from liaison_app.permissions.matrix import TEACHER, TEAM
from tests import factories as make
from tests.connection import committing
from tests.web import Client

PDF = "/api/method/frappe.utils.print_format.download_pdf"
RUN = "/api/method/frappe.desk.query_report.run"


def page(school: str, **period) -> dict:
	return {
		"doctype": "Liaison School",
		"name": school,
		"format": "School Brief",
		"no_letterhead": 1,
		**period,
	}


@pytest.fixture(scope="module")
def staff(world) -> dict[str, str]:
	with committing():
		make.make_year_of(nowdate())
		staff = {name: make.make_user(role) for name, role in (("teacher", TEACHER), ("team", TEAM))}
		for name, role in (("teacher", TEACHER), ("team", TEAM)):
			make.assign(world.here.name, staff[name], role)
	return {**staff, "leader": world.here.leader, "stranger": world.there.leader}


def test_the_principal_downloads_one_page_of_figures_and_no_family(server, world, staff):
	pdf = Client(server, staff["leader"]).download(PDF, **page(world.here.name))
	pages = PdfReader(io.BytesIO(pdf)).pages
	text = " ".join(pages[0].extract_text().split())
	assert len(pages) == 1
	assert world.here.name in text and "Learning at Home" in text
	for family in (world.here.family, world.there.family):
		name = frappe.db.get_value("Focus Family", family, "family_name")
		child = frappe.db.get_value("Focus Student", make.child_of(family), "full_name")
		assert not any(word in text for word in (family, name, child))


def test_the_page_is_of_the_period_that_was_asked_for(server, world, staff):
	client = Client(server, staff["leader"])
	texts = [
		client.get("/printview", **page(world.here.name, from_date=day, to_date=day)).text
		for day in (nowdate(), "2020-01-15")
	]
	assert "2020-01-15" in texts[1] and "2020-01-15" not in texts[0]
	assert client.get("/printview", **page(world.here.name, from_date="nonsense")).status == 417


@pytest.mark.parametrize("who", ["teacher", "team", "stranger"])
def test_who_may_not_count_at_the_school_prints_nothing_whatever_is_posted(server, world, staff, who):
	client = Client(server, staff[who])
	answer = client.get("/printview", **page(world.here.name))
	assert "Home Visits Tried" not in answer.text
	posted = frappe.as_json(
		{**frappe.get_doc("Liaison School", world.there.name).as_dict(), "name": world.here.name}
	)
	answer = client.call("frappe.www.printview.get_html_and_style", doc=posted, print_format="School Brief")
	assert "Home Visits Tried" not in answer.text
	assert (
		"Home Visits Tried" in Client(server, staff["leader"]).get("/printview", **page(world.here.name)).text
	)


@pytest.mark.parametrize("who", ["teacher", "team", "stranger"])
def test_nobody_else_runs_the_report(server, world, staff, who):
	run = {"report_name": "School Brief", "filters": {"school": world.here.name}}
	assert Client(server, staff[who]).get(RUN, **run).status == 403
	assert Client(server, staff["leader"]).get(RUN, **run).status == 200
