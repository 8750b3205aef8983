"""Counts of a few are hidden, also where one could work them out: a pure rule, no site needed."""

from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as some

from liaison_app.small_cells import hide_small, hide_whole

FEW_CELLS = some.integers(1, 4).flatmap(
	lambda number: some.tuples(some.permutations("abcd"[:number]), some.lists(some.integers(0, 7), min_size=number, max_size=number))
)  # fmt: skip
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


@pytest.mark.parametrize(
	("counts", "shown"),
	[
		({"a": 4, "b": 4, "c": 5, "d": 9}, {"a": None, "b": None, "c": None, "d": 9}),
		({"a": 4, "b": 4, "c": 0, "d": 9}, {"a": None, "b": None, "c": None, "d": 9}),
		({"a": 4, "b": 3, "c": 5, "d": 9}, {"a": None, "b": None, "c": 5, "d": 9}),
		({"a": 4, "b": 5, "c": 5, "d": 9}, {"a": None, "b": None, "c": None, "d": 9}),
		({"a": 4, "b": 9, "c": 0}, {"a": None, "b": None, "c": None}),
		({"a": 5, "b": 0}, {"a": 5, "b": 0}),
		({"a": 4, "b": 4}, {"a": None, "b": None}),
	],
)
def test_the_edges_below_five(counts, shown):
	assert hide_small(counts, 5) == shown


def certain(counts, least, rule) -> list[str]:
	"""The hidden counts that whoever knows the whole, the least count shown and the rule itself can work out."""
	shown = rule(counts, least)
	hidden = [name for name, count in shown.items() if count is None]
	whole = sum(counts[name] for name in hidden)
	guesses = [
		dict(zip(hidden, guess, strict=True)) for guess in product(range(whole + 1), repeat=len(hidden))
	]
	possible = [
		guess
		for guess in guesses
		if sum(guess.values()) == whole and rule({**counts, **guess}, least) == shown
	]
	return [name for name in hidden if len({guess[name] for guess in possible}) == 1]


def hide_only_small(counts, least):
	return {name: None if 0 < count < least else count for name, count in counts.items()}


def hide_two(counts, least):
	"""What is hidden until two are, together of no few: not enough where both are as large as a hidden one can be."""
	hidden = hide_only_small(counts, least)
	return hidden if list(hidden.values()).count(None) > 1 else hide_small(counts, least)


@given(FEW_CELLS, some.integers(0, 6))
def test_whoever_knows_the_whole_and_the_rule_is_certain_of_no_hidden_count(cells, least):
	counts = dict(zip(*cells, strict=True))
	everything_hidden = set(hide_small(counts, least).values()) == {None}
	if everything_hidden and (len(counts) == 1 or set(counts.values()) == {1}):
		return  # the whole alone tells it: whoever shows one asks for it too
	assert certain(counts, least, hide_small) == []


@pytest.mark.parametrize(
	("counts", "rule"),
	[({"a": 4, "b": 9}, hide_only_small), ({"a": 4, "b": 4, "c": 5}, hide_two)],
)
def test_the_same_guesser_is_certain_where_less_is_hidden(counts, rule):
	assert certain(counts, 5, rule)
	assert not certain(counts, 5, hide_small)


@given(COUNTS)
def test_nothing_is_hidden_where_nothing_is_small(counts):
	assert hide_small(counts, 1) == hide_small(counts, 0) == counts


def test_a_count_that_stands_alone():
	assert [hide_whole(count, 10) for count in (0, 1, 9, 10)] == [0, None, None, 10]
