"""Keeps what was ranked: results with their findings, and what changed since the results before."""

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import ROUND_DOWN, Decimal
from itertools import islice

import frappe
from frappe.query_builder import Case
from frappe.query_builder.functions import Count
from frappe.utils import now

from liaison_app.bulk import insert_rows, read_columns
from liaison_app.screening.evidence import Evidence
from liaison_app.screening.measures import DOCTYPES
from liaison_app.screening.records import Value
from liaison_app.screening.scoring import Met, Ranking, Rule

#: So many children are stored in one transaction.
CHILDREN_AT_ONCE = 5_000
RESULT, FINDING = "Screening Result", "Screening Finding"
_RESULT_COLUMNS = (
	"name", "student", "student_name", "school", "grade", "family", "place", "score", "criteria_known", "is_candidate",
	"change", "previous_decision",
)  # fmt: skip
_FINDING_COLUMNS = (
	"name", "parent", "idx", "criterion", "value", "threshold", "outcome", "points", "source_type", "source",
)  # fmt: skip
_OUTCOMES: dict[Met, str] = {None: "Not Known", True: "Met", False: "Not Met"}


@dataclass(frozen=True)
class Before:
	"""The latest results until now. schools: those that were screened. results: of each child whether it was a
	candidate, and what was decided last."""

	schools: set[str]
	results: dict[str, tuple[bool, str]]


def read_before() -> Before:
	"""The latest results of all schools."""
	table = frappe.qb.DocType(RESULT)
	fields = ("student", "as_of", "creation", "school", "is_candidate", "decision", "previous_decision")
	columns = read_columns(table, [table[field] for field in fields], table.is_latest == 1)
	latest: dict[str, list] = {}
	for student, *row in zip(*columns, strict=True):
		latest[student] = max(latest.get(student, row), row)
	results = {student: (row[3] == "1", row[4] or row[5]) for student, row in latest.items()}
	return Before(set(columns[fields.index("school")]), results)


def parts(run: str, found: Evidence) -> list[dict[int, str]]:
	"""The names of the run's results, by the children's places in the columns, in parts of CHILDREN_AT_ONCE.

	A child's result in a run always has the same name, a hash of both. The parts are in the order of the names, in which
	the database keeps the rows.
	"""
	names = {_result_name(run, student): child for child, student in enumerate(found.students)}
	in_order = iter(sorted(names))
	return list(iter(lambda: {names[name]: name for name in islice(in_order, CHILDREN_AT_ONCE)}, {}))


def forget(run: str) -> None:
	"""Remove what a run has stored."""
	result, finding = frappe.qb.DocType(RESULT), frappe.qb.DocType(FINDING)
	of_run = frappe.qb.from_(result).select(result.name).where(result.run == run)
	frappe.qb.from_(finding).delete().where(
		(finding.parenttype == RESULT) & finding.parent.isin(of_run)
	).run()
	frappe.qb.from_(result).delete().where(result.run == run).run()


def store(
	run, part: dict[int, str], found: Evidence, ranking: Ranking, rules: list[Rule], before: Before
) -> None:
	"""Store the results of some children, with a finding for each rule."""
	user, moment = frappe.session.user, now()
	stamp = {"owner": user, "modified_by": user, "creation": moment, "modified": moment}
	of_run = {"run": run.name, "as_of": run.as_of, "is_latest": 0}
	insert_rows(RESULT, _RESULT_COLUMNS, _results(part, found, ranking, before), {**stamp, **of_run})
	of_result = {"parenttype": RESULT, "parentfield": "findings"}
	insert_rows(FINDING, _FINDING_COLUMNS, _findings(part, found, ranking, rules), {**stamp, **of_result})


def publish(run, schools: tuple[str, ...]) -> dict[str, int]:
	"""Make the run's results the latest of its schools and of its children. Returns the run's counts."""
	result = frappe.qb.DocType(RESULT)
	children = frappe.qb.from_(result).select(result.student).where(result.run == run.name)
	before = (result.is_latest == 1) & (result.school.isin(schools) | result.student.isin(children))
	frappe.qb.update(result).set(result.is_latest, 0).where(before & (result.run != run.name)).run()
	frappe.qb.update(result).set(result.is_latest, 1).where(result.run == run.name).run()
	counts = (
		frappe.qb.from_(result)
		.select(
			Count("*").as_("student_count"),
			Count(Case().when(result.is_candidate == 1, 1)).as_("candidate_count"),
		)
		.select(Count(Case().when(result.change == "New", 1)).as_("new_count"))
		.select(Count(Case().when(result.change == "No Longer", 1)).as_("no_longer_count"))
		.where(result.run == run.name)
	)
	return counts.run(as_dict=True)[0]


def _result_name(run: str, student: str) -> str:
	return hashlib.sha1(f"{run}{student}".encode(), usedforsecurity=False).hexdigest()[:20]


def _results(part: dict[int, str], found: Evidence, ranking: Ranking, before: Before) -> Iterator[tuple]:
	for child, name in part.items():
		student, school, verdict = found.students[child], found.schools[child], ranking.verdicts[child]
		was, decision = before.results.get(student, (False, ""))
		change = _change(was, verdict.is_candidate) if school in before.schools else ""
		yield (
			name, student, found.student_names[child], school, found.grades[child] or None, found.families[child] or None,
			ranking.places[child], verdict.score, verdict.known, int(verdict.is_candidate), change, decision or None,
		)  # fmt: skip


def _change(was: bool, is_now: bool) -> str:
	"""Against the child's latest result; nothing where the school was never screened."""
	if is_now:
		return "Still" if was else "New"
	return "No Longer" if was else ""


def _findings(part: dict[int, str], found: Evidence, ranking: Ranking, rules: list[Rule]) -> Iterator[tuple]:
	columns = list(zip(rules, found.values, found.sources, ranking.met, strict=True))
	texts = [
		{value: _value_text(value, rule) for value in {values[child] for child in part}}
		for rule, values, _sources, _met in columns
	]
	for child, name in part.items():
		for number, (rule, values, sources, met) in enumerate(columns):
			source = (_source_type(rule), sources[child]) if sources[child] else (None, None)
			yield (
				f"{name}-{number + 1}", name, number + 1, rule.name, texts[number][values[child]], rule.text,
				_OUTCOMES[met[child]], rule.weight if met[child] else 0, *source,
			)  # fmt: skip


def _value_text(value: Value, rule: Rule) -> str:
	"""As people read it; a number is cut off after two digits, so that it never looks as if it reached a threshold."""
	if value is None:
		return ""
	if not rule.measure.is_number:
		return "Yes" if value else "No"
	return f"{Decimal(repr(value)).quantize(Decimal('0.01'), ROUND_DOWN).normalize():f}"


def _source_type(rule: Rule) -> str:
	return DOCTYPES["Family" if rule.measure.kind == "barrier" else rule.measure.measure_of]
