"""Scores and ranks many children in the database: one temporary table, a row a child, gone with the connection."""

import operator
from dataclasses import dataclass
from functools import reduce

import frappe
from frappe import _
from frappe.query_builder import Case, Order
from frappe.query_builder.functions import Coalesce
from frappe.query_builder.terms import NamedParameterWrapper
from pypika import Table
from pypika.analytics import Rank
from pypika.terms import Term, ValueWrapper

from liaison_app.screening.evidence import Question, evidence
from liaison_app.screening.measures import OPERATORS, Measure, find_measure, find_threshold

SCORES = Table("liaison_screening_scores")
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


def score_all(question: Question, rules: list[Rule], minimum: float) -> None:
	"""Fill SCORES with a row a child: student, school, family, place, score, is_candidate, known, and for the n-th
	rule value_n, source_n and met_n (null: not known).

	Everything is read in one statement, and so at one moment. minimum: the least score of a candidate. Begins with
	an empty transaction, for the database ends one before it makes a table.
	"""
	drop = frappe.qb.drop_table(SCORES).if_exists()
	create = frappe.qb.create_table(SCORES).temporary().as_select(ranking(question, rules, minimum))
	for statement in (drop, create):
		# The host's builder can run selects and changes, and no more.
		values = NamedParameterWrapper()
		frappe.db.sql(statement.get_sql(quote_char="`", param_wrapper=values), values.get_parameters())


def ranking(question: Question, rules: list[Rule], minimum: float):
	"""The query behind score_all. Equal scores share a place; candidates stand before the others."""
	facts = evidence(question, [rule.measure for rule in rules]).as_("facts")
	judged = (
		frappe.qb.from_(facts).select(facts.star)
		.select(*(_met(facts, rule, number).as_(f"met_{number}") for number, rule in enumerate(rules)))
	).as_("judged")  # fmt: skip
	scored = (
		frappe.qb.from_(judged).select(judged.star)
		.select(_score(judged, rules).as_("score"), _known(judged, rules).as_("known"))
		.select(_has_required(judged, rules).as_("has_required"))
	).as_("scored")  # fmt: skip
	is_candidate = Case().when((scored.has_required == 1) & (scored.score >= minimum), 1).else_(0)
	named = frappe.qb.from_(scored).select(scored.star, is_candidate.as_("is_candidate")).as_("named")
	place = Rank().orderby(named.is_candidate, order=Order.desc).orderby(named.score, order=Order.desc)
	return frappe.qb.from_(named).select(named.star, place.as_("place"))


def _met(facts, rule: Rule, number: int) -> Term:
	value = facts[f"value_{number}"]
	return Case().when(value.isnull(), None).when(_COMPARE[rule.operator](value, rule.threshold), 1).else_(0)


def _score(judged, rules: list[Rule]) -> Term:
	points = [Coalesce(judged[f"met_{number}"], 0) * rule.weight for number, rule in enumerate(rules)]
	return reduce(operator.add, points)


def _known(judged, rules: list[Rule]) -> Term:
	is_known = [Case().when(judged[f"met_{number}"].isnull(), 0).else_(1) for number in range(len(rules))]
	return reduce(operator.add, is_known)


def _has_required(judged, rules: list[Rule]) -> Term:
	"""1 where all that is required is met; what is not known is not met."""
	required = [Coalesce(judged[f"met_{number}"], 0) for number, rule in enumerate(rules) if rule.required]
	return reduce(operator.mul, required, ValueWrapper(1))
