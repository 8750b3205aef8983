"""The Case Report: a child's progress and the family's part, and nothing else of the family."""

import io

import frappe
import pytest
from frappe.utils import nowdate
from frappe.www.printview import get_html_and_style
from pypdf import PdfReader

from tests import factories as make
from tests.connection import as_user
from tests.refusals import PRINT_REFUSED

FORMAT = "Case Report"
INSTRUCTION = "No voicemail. Ask the coordinator before visiting."


@pytest.fixture
def child(family, school, liaison) -> str:
	"""A child with figures, whose family was talked to once and tried once."""
	child = make.child_of(family)
	frappe.db.set_value("Focus Family", family, "safety_instruction", INSTRUCTION)
	make.make_progress(
		child, school, nowdate(), 80, 20, homework_assigned=20, homework_completed=13, days_tardy=3
	)
	make.make_assessment(child, "Reading", nowdate(), "410", at_grade_level="No")
	make.make_contact(family, school, liaison, summary="He has lost his job.", number_used="+1 303 555 0100")
	make.make_contact(family, school, liaison, outcome="No Answer")
	return child


def page(child: str, user: str, **posted) -> str:
	"""What the print page shows to a user, of the stored or of a posted document."""
	as_user(user)
	doc = frappe.as_json({**frappe.get_doc("Focus Student", child).as_dict(), **posted})
	html = get_html_and_style(doc, print_format=FORMAT)["html"]
	as_user("Administrator")
	return html


def words(html: str) -> str:
	return " ".join(frappe.utils.strip_html(html.replace("</td>", " </td>")).split())


def test_it_is_what_a_child_is_printed_on():
	assert frappe.get_meta("Focus Student").default_print_format == FORMAT
	assert frappe.db.get_value("Print Format", FORMAT, "standard") == "Yes"


def test_the_principal_reads_progress_and_the_familys_part(child, school, liaison):
	frappe.db.set_value("Family Liaison", liaison, "liaison_name", "Rosa Marin")
	text = words(page(child, make.make_leader(school)))
	for part in (
		"Absence Rate",
		"25.0%",
		"65.0%",
		"410, below grade level",
		"Severe",
		"Talks 1 1",
		"Rosa Marin",
	):
		assert part in text
	assert frappe.db.get_value("Focus Student", child, "full_name") in text


def test_it_names_no_adult_no_right_no_words_and_no_cause(child, family, school):
	doc = frappe.get_doc("Focus Family", family)
	doc.append("barriers", {"category": "Housing", "opened_on": nowdate(), "note": "In a shelter"})
	doc.append("goals", {"goal": "A flat of their own"})
	doc.save()
	adult = frappe.get_doc("Family Member", make.adult_of(family))
	html = page(child, make.make_leader(school))
	secrets = (
		adult.first_name, adult.last_name, adult.name, INSTRUCTION, "lost his job", "555 0100", "Housing", "shelter",
		"A flat", "May Pick Up", "May Receive Records", "Guardian", "Mother",
	)  # fmt: skip
	assert "Severe" in html
	assert [secret for secret in secrets if secret in html] == []


def test_what_is_not_known_is_told_as_that(school, liaison):
	family = make.make_family(school, liaison)
	text = words(page(make.child_of(family), make.make_leader(school)))
	assert "Absence Rate not known not known" in text
	assert "No attendance of this school year is on file." in text


def test_a_siblings_school_prints_its_own_child_without_the_family(child, family, school):
	elsewhere = make.make_school()
	sibling = make.make_student(family, elsewhere)
	make.make_progress(sibling, elsewhere, nowdate(), 80, 8)
	leader = make.make_leader(elsewhere)
	text = words(page(sibling, leader))
	assert "10.0%" in text
	assert "How the Family Takes Part" not in text
	assert "Enrolled Since" not in text
	assert "How the Family Takes Part" in words(page(child, make.make_leader(school)))


def test_another_school_prints_nothing_whatever_is_posted(child):
	elsewhere = make.make_school()
	stranger = make.make_leader(elsewhere)
	own = make.make_student(None, elsewhere)
	for posted in ({"school": elsewhere, "family": None}, {"school": elsewhere, "__islocal": 1}):
		with pytest.raises(PRINT_REFUSED):
			page(child, stranger, **posted)
	assert "Absence Rate" in page(own, stranger)


def test_a_posted_document_changes_nothing_of_what_is_printed(child, school):
	html = page(
		child, make.make_leader(school), full_name="Somebody Else", grade="Grade 9", family="FAM-99999"
	)
	assert "Somebody Else" not in html
	assert "25.0%" in html


def test_an_excluded_user_prints_nothing(child, family, school):
	leader = make.make_leader(school)
	assert "Severe" in page(child, leader)
	make.insert(
		"Access Exclusion",
		{"family": family, "user": leader, "reason": "A relative.", "starts_on": "2020-01-01"},
	)
	with pytest.raises(PRINT_REFUSED):
		page(child, leader)


def test_it_is_one_page_of_pdf(child):
	whole = frappe.get_print("Focus Student", child, FORMAT, as_pdf=True)
	pages = PdfReader(io.BytesIO(whole)).pages
	assert len(pages) == 1
	assert "Absence Rate" in " ".join(pages[0].extract_text().split())
