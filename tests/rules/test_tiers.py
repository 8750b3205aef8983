"""Tiers and trends of absence: pure rules, no site needed."""

import pytest
from hypothesis import given
from hypothesis import strategies as some

from liaison_app.attendance.tiers import Limits, tier_of, trend_of

PUBLISHED = Limits(chronic=10, severe=20, least_days=10, least_absent=2)
#: On Pace for the first three months.
LATER = Limits(chronic=10, severe=20, least_days=61, least_absent=2)


@pytest.mark.parametrize(
	("absent", "enrolled", "tier"),
	[
		(0, 0, None),
		(0, 90, None),
		(8, 90, None),
		(9, 90, "Chronic"),
		(17, 90, "Chronic"),
		(18, 90, "Severe"),
		(90, 90, "Severe"),
		(1, 10, "Chronic"),
		(1, 9, None),
		(2, 9, "On Pace"),
		(5, 5, "On Pace"),
	],
)
def test_the_published_tiers(absent, enrolled, tier):
	assert tier_of(absent, enrolled, PUBLISHED) == tier


@pytest.mark.parametrize(("absent", "enrolled"), [(2, 20), (4, 40), (6, 60)])
def test_two_four_and_six_days_at_twenty_forty_and_sixty_are_on_pace(absent, enrolled):
	assert tier_of(absent, enrolled, LATER) == "On Pace"
	assert tier_of(absent - 1, enrolled, LATER) is None


@given(some.integers(0, 200), some.integers(0, 200))
def test_whoever_is_severe_misses_a_fifth_and_nobody_without_a_day_is_in_a_tier(absent, enrolled):
	tier = tier_of(min(absent, enrolled), enrolled, PUBLISHED)
	assert (tier == "Severe") == (enrolled >= 10 and 5 * min(absent, enrolled) >= enrolled)
	assert enrolled or tier is None


@pytest.mark.parametrize(
	("now", "before", "trend"),
	[
		((9, 90), (8, 60), "Better"),
		((12, 90), (4, 60), "Worse"),
		((9, 90), (6, 60), "Same"),
		((9, 90), (9, 90), None),
		((9, 90), (0, 0), None),
		((9, 90), None, None),
	],
)
def test_the_trend_compares_the_days_since_with_those_before(now, before, trend):
	assert trend_of(now, before) == trend
