"""A school year: terms and years lie apart."""

import frappe
import pytest

from tests import factories as make

YEAR = {"starts_on": "1950-08-01", "ends_on": "1951-06-30"}


def make_year(*terms: tuple[str, str, str], **values):
	rows = [dict(zip(("term_name", "starts_on", "ends_on"), term, strict=True)) for term in terms]
	return make.insert("School Year", {"year_name": make.unique("Year"), **YEAR, "terms": rows, **values})


def test_terms_side_by_side_are_kept():
	doc = make_year(("Autumn", "1950-08-01", "1950-12-20"), ("Spring", "1950-12-21", "1951-06-30"))
	assert [row.term_name for row in frappe.get_doc("School Year", doc.name).terms] == ["Autumn", "Spring"]


def test_terms_that_overlap_by_a_day_are_refused_by_name_and_nothing_is_kept():
	before = frappe.db.count("School Year")
	with pytest.raises(
		frappe.ValidationError, match="Terms Autumn and Spring overlap: change Starts On or Ends On"
	):
		make_year(("Spring", "1950-12-20", "1951-06-30"), ("Autumn", "1950-08-01", "1950-12-20"))
	assert frappe.db.count("School Year") == before


def test_a_year_with_days_of_another_is_refused_by_its_name():
	first = make_year()
	with pytest.raises(frappe.ValidationError, match=f"School Year {first.name} has some of the same days"):
		make_year(starts_on="1951-06-30", ends_on="1952-06-30")


def test_a_term_that_ends_before_it_begins_is_refused():
	with pytest.raises(frappe.ValidationError, match=r"Ends on.* must be on or after .*Starts on"):
		make_year(("Autumn", "1950-12-20", "1950-08-01"))
