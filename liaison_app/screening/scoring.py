"""Scores and ranks many children, column by column."""

import operator
from collections import Counter
from dataclasses import dataclass

from frappe import _

from liaison_app.screening.evidence import Evidence
from liaison_app.screening.measures import OPERATORS, Measure, find_measure, find_threshold
from liaison_app.screening.records import Value

#: Whether a criterion is met; None where that is not known.
Met = bool | None
_COMPARE = {
	"At Least": operator.ge,
	"More Than": operator.gt,
	"At Most": operator.le,
	"Less Than": operator.lt,
	"Equal To": operator.eq,
	"Not Equal To": operator.ne,
}


@dataclass(frozen=True)
class Rule:
	"""A criterion, ready to be asked.

	name: the criterion's. threshold: as a number. text: threshold and operator for people.
	"""

	name: str
	measure: Measure
	operator: str
	threshold: float
	text: str
	weight: float
	required: bool

	@classmethod
	def of(cls, criterion) -> "Rule":
		"""Of a Selection Criterion, or of its copy in a run. Raises as find_measure and find_threshold do."""
		measure = find_measure(criterion)
		threshold = find_threshold(criterion, measure)
		text = f"{OPERATORS[criterion.operator]} {criterion.threshold if measure.is_number else _(criterion.threshold)}"
		name = criterion.get("criterion") or criterion.criterion_name
		return cls(
			name,
			measure,
			criterion.operator,
			threshold,
			text,
			float(criterion.weight),
			bool(criterion.required),
		)


@dataclass(frozen=True)
class Verdict:
	"""What a child's outcomes come to. known: how many of the rules could be judged."""

	score: float
	known: int
	is_candidate: bool


@dataclass(frozen=True)
class Ranking:
	"""The n-th of each list is of the n-th child. met: a list for each rule."""

	met: list[list[Met]]
	verdicts: list[Verdict]
	places: list[int]


def rank(found: Evidence, rules: list[Rule], minimum: float) -> Ranking:
	"""Judge, score and rank. minimum: the least score of a candidate.

	Equal scores share a place; candidates stand before the others.
	"""
	met = [_judge(values, rule) for values, rule in zip(found.values, rules, strict=True)]
	outcomes = list(zip(*met, strict=True))
	# A hundred thousand children have a few hundred different outcomes.
	verdict_of = {outcome: _verdict(outcome, rules, minimum) for outcome in set(outcomes)}
	verdicts = list(map(verdict_of.__getitem__, outcomes))
	return Ranking(met, verdicts, _places(verdicts))


def _judge(values: list[Value], rule: Rule) -> list[Met]:
	compare = _COMPARE[rule.operator]
	met_by = {value: None if value is None else compare(value, rule.threshold) for value in set(values)}
	return list(map(met_by.__getitem__, values))


def _verdict(outcome: tuple[Met, ...], rules: list[Rule], minimum: float) -> Verdict:
	"""What is not known is not met."""
	score = sum(rule.weight for met, rule in zip(outcome, rules, strict=True) if met)
	has_required = all(met for met, rule in zip(outcome, rules, strict=True) if rule.required)
	return Verdict(score, len(outcome) - outcome.count(None), has_required and score >= minimum)


def _places(verdicts: list[Verdict]) -> list[int]:
	standings = [(verdict.is_candidate, verdict.score) for verdict in verdicts]
	places, before = {}, 0
	for standing, children in sorted(Counter(standings).items(), reverse=True):
		places[standing] = before + 1
		before += children
	return list(map(places.__getitem__, standings))
