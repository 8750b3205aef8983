"""Counts by what the law names: refused where they cannot be, hidden where they are of a few."""

import frappe
import pytest
from frappe.utils import nowdate
from hypothesis import given
from hypothesis import strategies as some

from liaison_app.title_i.population import shown_groups
from tests import factories as make


def population(school: str, **values):
	usual = {
		"school": school, "school_year": make.make_year_of(nowdate()), "characteristic": "Disability",
		"families": 40, "took_part": 20, "source": "Student system, October",
	}  # fmt: skip
	return make.insert("Title I Population", {**usual, **values})


def test_more_than_there_are_cannot_have_taken_part(school):
	with pytest.raises(frappe.ValidationError, match="Took Part: 41 is more than the 40 families"):
		population(school, took_part=41)


@pytest.mark.parametrize("group", [None, "Yes"])
def test_a_group_stands_once_in_a_year(school, group):
	population(school, group_name=group)
	with pytest.raises(frappe.ValidationError, match=r"Group: .* is there already"):
		population(school, group_name=group)
	assert population(make.make_school(), group_name=group)
	assert population(school, group_name="No")


GROUPS = some.lists(
	some.tuples(some.integers(0, 60), some.integers(0, 60)).map(
		lambda pair: {"families": max(pair), "took_part": min(pair)}
	),
	min_size=1,
	max_size=5,
)


@given(GROUPS)
def test_no_shown_count_is_of_a_few_nor_leaves_a_few(rows):
	named = [{**row, "group_name": f"Group {number}"} for number, row in enumerate(rows)]
	for row, shown in zip(rows, shown_groups(named, 10), strict=True):
		assert shown["families"] in (None, row["families"])
		assert shown["took_part"] in (None, row["took_part"])
		assert shown["families"] is None or not 0 < shown["families"] < 10
		if shown["took_part"] is not None:
			assert shown["families"] is not None
			assert not 0 < row["took_part"] < 10
			assert not 0 < row["families"] - row["took_part"] < 10


def test_large_groups_are_shown_as_they_are():
	rows = [{"group_name": name, "families": 40, "took_part": 20} for name in ("Yes", "No")]
	assert shown_groups(rows, 10) == rows
