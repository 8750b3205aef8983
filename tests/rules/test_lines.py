"""Splitting minutes and naming entries: no site needed."""

from hypothesis import given
from hypothesis import strategies as some

from liaison_app.ledger.lines import entry_name, split_minutes


@given(some.integers(0, 10_000), some.integers(1, 50))
def test_split_minutes_sum_to_the_whole_and_differ_by_one_at_most(minutes, parts):
	shares = split_minutes(minutes, parts)
	assert sum(shares) == minutes
	assert len(shares) == parts
	assert max(shares) - min(shares) <= 1


@given(some.lists(some.tuples(some.text(), some.text(), some.text()), unique=True, min_size=2, max_size=5))
def test_different_lines_have_different_entry_names(keys):
	keys = [key for key in keys if not any("\x1f" in part for part in key)]
	assert len({entry_name(*key) for key in keys}) == len(keys)
