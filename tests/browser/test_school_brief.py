"""A school's figures in the desk: the principal reads brief and evaluation, and opens the page for paper."""

import re

import pytest
from frappe.utils import nowdate

from tests import factories as make
from tests.connection import committing

pytestmark = pytest.mark.browser

#: What a figure stands in, on a phone and on a desk.
FIGURE = {True: "[data-liaison=card] .liaison-lines > div", False: ".datatable .dt-cell__content"}


@pytest.fixture
def leader(site: str) -> str:
	"""The principal of a school with a family."""
	with committing():
		make.make_year_of(nowdate())
		school = make.make_school()
		liaison = make.make_liaison(school)
		make.make_contact(make.make_family(school, liaison), school, liaison)
		return make.make_leader(school)


@pytest.mark.parametrize("phone", [True, False])
def test_the_principal_reads_the_own_school_without_choosing_it(open_desk, leader, phone):
	desk = open_desk(leader, phone=phone).go("query-report", "School Brief")
	desk.see(FIGURE[phone], "Served")
	desk.look("school-brief")
	assert desk.fits() and desk.errors == []


def test_on_a_phone_a_figure_is_read_whole(open_desk, leader):
	desk = open_desk(leader).go("query-report", "School Brief")
	families = desk.see("[data-liaison=card]", "Waiting for a Decision")
	assert families.inner_text().startswith("Families")
	served = families.locator(".liaison-lines > div").filter(has_text=re.compile("^\\s*Served"))
	label, value, what_it_counts = served.inner_text().split("\n")
	assert (label, value) == ("Served", "1")
	assert what_it_counts == "Enrolled, and reached in the period, or at an event."
	assert served.evaluate("line => [...line.children].every((part) => part.scrollWidth <= part.clientWidth)")
	assert not desk.page.locator(".datatable:visible").count()
	assert desk.fits() and desk.errors == []


@pytest.mark.parametrize("phone", [True, False])
def test_the_evaluation_says_what_it_rests_on_and_what_is_not_known(open_desk, leader, phone):
	desk = open_desk(leader, phone=phone).go("query-report", "Title I Evaluation")
	desk.see(FIGURE[phone], "Families that took part")
	desk.see(f"{FIGURE[phone]} .liaison-no", "not known")
	desk.look("title-i")
	assert desk.fits() and desk.errors == []


def test_the_page_opens_with_the_same_school(open_desk, leader):
	desk = open_desk(leader, phone=False).go("query-report", "School Brief")
	desk.see(".datatable .dt-cell__content", "Served")
	with desk.page.context.expect_page() as opened:
		desk.see(
			".page-actions button, .custom-actions button, .inner-group-button", "One Page as PDF"
		).click()
	assert "format=School+Brief" in opened.value.url or opened.value.url == "about:blank"
	assert desk.errors == []
