"""The weekly report on paper: one page, the report's own figures, no family's name."""

import io

import frappe
import pytest
from frappe.www.printview import get_html_and_style
from pypdf import PdfReader

from tests import factories as make
from tests.connection import as_user

WORDS = "We sat with nine families about reading at home and they asked for an evening in the library. "


@pytest.fixture
def school() -> str:
	return make.make_school()


@pytest.fixture
def liaison(school) -> str:
	return make.make_liaison(school)


@pytest.fixture
def family(school, liaison) -> str:
	return make.make_family(school, liaison)


@pytest.fixture
def report(school, liaison, family):
	"""A report on last week, with a contact of 90 minutes."""
	at = f"{make.monday(1)} 09:30:00"
	make.make_contact(family, school, liaison, contacted_at=at, staff_minutes=90, travel_minutes=15)
	values = {"liaison": liaison, "school": school, "week_start": make.monday(1)}
	return make.insert("Weekly Activity Report", values)


def page(report) -> str:
	return frappe.get_print(report.doctype, report.name, "Weekly Activity Report")


def pdf(report) -> PdfReader:
	whole = frappe.get_print(report.doctype, report.name, "Weekly Activity Report", as_pdf=True)
	return PdfReader(io.BytesIO(whole))


def write(report, repeat: int) -> None:
	"""Fill every narrative with so many sentences."""
	for row in report.lines:
		row.narrative = WORDS * repeat
	report.update({"highlights": WORDS * repeat, "concerns": WORDS * repeat})
	report.save()


def test_it_is_what_a_report_is_printed_on():
	assert frappe.get_meta("Weekly Activity Report").default_print_format == "Weekly Activity Report"
	assert frappe.db.get_value("Print Format", "Weekly Activity Report", "standard") == "Yes"


def test_the_six_types_with_figures_hours_and_totals_are_on_it(report, school):
	text = " ".join(pdf(report).pages[0].extract_text().split())
	for kind in ("Parenting", "Communicating", "Volunteering", "Learning at Home", "Decision Making"):
		assert kind in text
	assert "1.5" in text  # 90 minutes
	assert "0.2" in text  # 15 minutes of travel
	assert school in text


def test_no_family_is_named(report, family):
	text = page(report)
	names = frappe.db.get_value("Focus Family", family, "family_name"), family, make.adult_of(family)
	assert "Communicating" in text
	assert not any(name in text for name in names)


def test_it_says_who_handed_it_in_and_who_approved_it(report, liaison, school):
	leader = make.make_leader(school)
	name = frappe.db.get_value("User", leader, "full_name")
	assert name not in page(report)
	make.hand_in(report.name, liaison)
	make.act(report.name, leader, "Approve")
	assert name in page(report)


def test_a_draft_is_printed_as_the_ledger_is_now(report, family, school, liaison):
	at = f"{make.monday(1)} 11:00:00"
	make.make_contact(family, school, liaison, contacted_at=at, staff_minutes=210)
	assert "5.0" in page(report)


@pytest.mark.parametrize("size", ["A4", "Letter"])
@pytest.mark.parametrize("repeat", [0, 2, 5, 60])
def test_one_page_whatever_was_written(report, size, repeat):
	frappe.db.set_single_value("Print Settings", "pdf_page_size", size)
	write(report, repeat)
	assert len(pdf(report).pages) == 1


def test_words_that_were_shortened_say_so(report):
	write(report, 60)
	assert "the whole text is in" in page(report)
	write(report, 2)
	assert "the whole text is in" not in page(report)


def test_what_was_typed_is_text_not_markup(report):
	report.db_set("highlights", "<script>alert(1)</script> 2 < 3")
	assert "<script>alert(1)" not in page(report)


def test_the_principal_of_the_school_prints_it_and_one_of_another_does_not(report, school):
	here, there = make.make_leader(school), make.make_leader(make.make_school())
	as_user(here)
	assert "Communicating" in get_html_and_style(report.doctype, report.name)["html"]
	as_user(there)
	with pytest.raises(frappe.PermissionError):
		get_html_and_style(report.doctype, report.name)


@pytest.mark.parametrize("new", [0, 1])
def test_a_posted_document_shows_no_figures_of_a_foreign_report(report, new):
	"""The print page takes a document that is posted to it, under whatever name."""
	other = make.make_school()
	stranger = make.make_leader(other)
	as_user(stranger)
	posted = {**report.as_dict(), "school": other, "liaison": stranger, "lines": [], "staff_minutes": 0}
	try:
		html = get_html_and_style(frappe.as_json({**posted, "__islocal": new}))["html"]
	except frappe.PermissionError:
		html = ""
	assert "1.5" not in html
