"""The One-Year Action Plan on paper: a landscape table a goal, for the principal to sign."""

import io

import frappe
import pytest
from frappe.utils import formatdate, nowdate
from frappe.www.printview import get_html_and_style
from pypdf import PdfReader

from tests import factories as make
from tests.connection import working_as
from tests.partnership.plans import approve, change, make_activity, prepare
from tests.refusals import PRINT_REFUSED

FORMAT = "One-Year Action Plan"


@pytest.fixture(autouse=True)
def _site_that_answers(server: str):
	"""Printing to PDF fetches stylesheets from the site's own address; a test site's name leads nowhere."""
	kept, frappe.local.conf.host_name = frappe.local.conf.host_name, server
	yield
	frappe.local.conf.host_name = kept


def page(here, user: str, **posted) -> str:
	"""What the print page shows to a user, of the stored or of a posted document."""
	with working_as(user):
		doc = frappe.as_json({**frappe.get_doc("Partnership Plan", here.plan).as_dict(), **posted})
		return get_html_and_style(doc, print_format=FORMAT)["html"]


def pdf(here) -> PdfReader:
	return PdfReader(io.BytesIO(frappe.get_print("Partnership Plan", here.plan, FORMAT, as_pdf=True)))


def test_it_is_what_a_plan_is_printed_on():
	assert frappe.get_meta("Partnership Plan").default_print_format == FORMAT
	assert frappe.db.get_value("Print Format", FORMAT, "standard") == "Yes"


@pytest.mark.parametrize("size", ["A4", "Letter"])
def test_the_page_is_wider_than_high(here, size):
	frappe.db.set_single_value("Print Settings", "pdf_page_size", size)
	box = pdf(here).pages[0].mediabox
	assert box.width > box.height
	assert abs(float(box.width) - (842 if size == "A4" else 792)) < 5


def test_each_goal_has_a_page_of_its_own(here):
	doc = frappe.get_doc("Partnership Plan", here.plan)
	doc.append("goals", {"goal": "Attendance", "focus": "Behaviour"})
	doc.save()
	make_activity(here.plan, goal="Attendance", activity="Walking bus")
	first, second = [" ".join(one.extract_text().split()) for one in pdf(here).pages]
	assert "Family reading night" in first and "Walking bus" not in first
	assert "Walking bus" in second and "Principal, date" in second


def test_it_says_who_does_what_when_and_how_it_is_prepared_and_evaluated(here):
	prepare(here.activity, "Order books", nowdate(), here.liaison)
	change(
		here.activity, here.liaison, helpers="Two parents", measured_by="Head count", title_i_requirement="Compact",
		grades=[{"grade": "Grade 1"}, {"grade": "Grade 2"}], status="Done", result="Forty families read.", rating="4",
	)  # fmt: skip
	html = page(here, here.leader)
	for part in (
		"Family reading night", "4 Learning at Home", "Ms Keller", "Two parents", "Head count", "Compact", "Grade 1, Grade 2",
		"Forty families read. (4/5)", "Order books", formatdate(nowdate(), "MMM yyyy"), "Grade 3 reads at level", "Pat Head",
	):  # fmt: skip
		assert part in " ".join(html.replace("</strong>", "").split()), part


def test_it_says_who_approved_it_and_what_was_changed_since(here):
	approve(here)
	change(here.activity, here.liaison, helpers="Two parents", change_reason="More hands are needed.")
	html = page(here, here.parent)
	assert frappe.utils.get_fullname(here.leader) in html
	assert "More hands are needed." in html


def test_what_was_typed_is_text_not_markup(here):
	frappe.db.set_value("Partnership Activity", here.activity, "activity", "<script>alert(1)</script> 2 < 3")
	frappe.db.set_value("Partnership Goal", {"parent": here.plan}, "goal", "<b onclick=x>")
	html = page(here, here.liaison)
	assert "<script>alert(1)" not in html and "<b onclick" not in html


def test_a_principal_of_another_school_prints_nothing_whatever_is_posted(here):
	school = make.make_school()
	stranger = make.make_leader(school)
	with pytest.raises(PRINT_REFUSED):
		page(here, stranger, school=school)
	with pytest.raises(PRINT_REFUSED):
		page(here, stranger, school=school, __islocal=1)
	assert "Family reading night" in page(here, here.leader)


def test_a_familys_step_is_on_no_plan(here):
	prepare(here.activity, "Order books", nowdate(), here.liaison)
	step = prepare(here.activity, "Call the Ruiz family", nowdate(), here.liaison)
	frappe.db.set_value("Next Step", step.name, "family", make.make_family(here.school, here.liaison))
	html = page(here, here.leader)
	assert "Order books" in html
	assert "Ruiz" not in html
