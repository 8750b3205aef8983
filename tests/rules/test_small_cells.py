"""Counts of a few are hidden, also where one could subtract: a pure rule, no site needed."""

import pytest
from hypothesis import given
from hypothesis import strategies as some

from liaison_app.small_cells import hide_small, hide_whole

COUNTS = some.dictionaries(some.text(max_size=3), some.integers(0, 60), min_size=1, max_size=6)


@pytest.mark.parametrize(
	("counts", "shown"),
	[
		({"a": 30, "b": 12}, {"a": 30, "b": 12}),
		({"a": 30, "b": 0}, {"a": 30, "b": 0}),
		({"a": 3, "b": 4, "c": 40}, {"a": None, "b": None, "c": None}),
		({"a": 3, "b": 40, "c": 50}, {"a": None, "b": None, "c": 50}),
		({"a": 3}, {"a": None}),
		({}, {}),
	],
)
def test_what_is_hidden_below_ten(counts, shown):
	assert hide_small(counts, 10) == shown


@given(COUNTS, some.integers(0, 30))
def test_whoever_subtracts_what_is_shown_finds_no_count_of_a_few(counts, least):
	shown = hide_small(counts, least)
	hidden = [counts[name] for name, count in shown.items() if count is None]
	assert all(count is None or count == counts[name] for name, count in shown.items())
	assert not any(0 < count < least for count in shown.values() if count is not None)
	left = sum(counts.values()) - sum(count for count in shown.values() if count is not None)
	if hidden and len(hidden) < len(counts):
		assert len(hidden) >= 2 and left >= least


@given(COUNTS)
def test_nothing_is_hidden_where_nothing_is_small(counts):
	assert hide_small(counts, 1) == hide_small(counts, 0) == counts


def test_a_count_that_stands_alone():
	assert [hide_whole(count, 10) for count in (0, 1, 9, 10)] == [0, None, None, 10]
