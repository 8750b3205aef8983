"""Keeps what was scored: results with their findings, and what changed since the results before."""

import frappe
from frappe.query_builder import Case
from frappe.query_builder.functions import Cast, Coalesce, Concat, Count
from frappe.query_builder.terms import ParameterizedValueWrapper
from frappe.utils import now
from pypika import CustomFunction
from pypika.terms import Term

from liaison_app.screening.measures import DOCTYPES
from liaison_app.screening.scoring import SCORES, Rule

#: About so many children are stored in one transaction.
CHILDREN_AT_ONCE = 5_000
RESULT, FINDING = "Screening Result", "Screening Finding"
COPIED = ("student", "student_name", "school", "grade", "family", "place", "score", "is_candidate")

_sha1 = CustomFunction("SHA1", ["text"])
_left = CustomFunction("LEFT", ["text", "length"])
_truncate = CustomFunction("TRUNCATE", ["number", "digits"])


def parts() -> list[list[str]]:
	"""The scored schools, in parts of about CHILDREN_AT_ONCE children."""
	counts = frappe.qb.from_(SCORES).select(SCORES.school, Count("*")).groupby(SCORES.school)
	found: list[list[str]] = []
	held = CHILDREN_AT_ONCE
	for school, children in counts.orderby(SCORES.school).run():
		if held + children > CHILDREN_AT_ONCE:
			found.append([])
			held = 0
		found[-1].append(school)
		held += children
	return found


def forget(run: str) -> None:
	"""Remove what a run has stored."""
	result, finding = frappe.qb.DocType(RESULT), frappe.qb.DocType(FINDING)
	of_run = frappe.qb.from_(result).select(result.name).where(result.run == run)
	frappe.qb.from_(finding).delete().where(
		(finding.parenttype == RESULT) & finding.parent.isin(of_run)
	).run()
	frappe.qb.from_(result).delete().where(result.run == run).run()


def store(run, schools: list[str], rules: list[Rule]) -> None:
	"""Store the results of the children of some schools, with a finding for each rule.

	A child's result in a run always has the same name, a hash of both.
	"""
	_store_results(run, schools)
	for number, rule in enumerate(rules):
		_store_findings(run, schools, rule, number)


def publish(run, schools: tuple[str, ...]) -> dict[str, int]:
	"""Make the run's results the latest of its schools. Returns the run's counts."""
	result = frappe.qb.DocType(RESULT)
	before = (result.is_latest == 1) & result.school.isin(schools)
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


def _store_results(run, schools: list[str]) -> None:
	old = frappe.qb.DocType(RESULT).as_("old")
	columns = {
		**_host_columns(),
		**{field: SCORES[field] for field in COPIED},
		"name": _result_name(run),
		"criteria_known": SCORES.known,
		"run": run.name,
		"as_of": run.as_of,
		"is_latest": 0,
		"change": _change(old),
		"previous_decision": Coalesce(old.decision, old.previous_decision),
	}
	_insert(RESULT, columns, schools, lambda query: query.left_join(old).on(_is_before(old)))


def _store_findings(run, schools: list[str], rule: Rule, number: int) -> None:
	met, source = SCORES[f"met_{number}"], SCORES[f"source_{number}"]
	columns = {
		**_host_columns(idx=number + 1),
		"name": Concat(_result_name(run), "-", number + 1),
		"parent": _result_name(run),
		"parenttype": RESULT,
		"parentfield": "findings",
		"criterion": rule.name,
		"value": _value_text(SCORES[f"value_{number}"], rule),
		"threshold": rule.text,
		"outcome": Case().when(met.isnull(), "Not Known").when(met == 1, "Met").else_("Not Met"),
		"points": Coalesce(met, 0) * rule.weight,
		"source_type": Case().when(source.isnull(), None).else_(_source_type(rule)),
		"source": source,
	}
	_insert(FINDING, columns, schools)


def _insert(doctype: str, columns: dict, schools: list[str], join=lambda query: query) -> None:
	query = frappe.qb.into(frappe.qb.DocType(doctype)).columns(*columns).from_(SCORES)
	values = [
		value if isinstance(value, Term) else ParameterizedValueWrapper(value) for value in columns.values()
	]
	join(query).select(*values).where(SCORES.school.isin(schools)).run()


def _host_columns(idx: int = 0) -> dict:
	user, moment = frappe.session.user, now()
	return {
		"owner": user, "modified_by": user, "creation": moment, "modified": moment, "docstatus": 0, "idx": idx,
	}  # fmt: skip


def _result_name(run) -> Term:
	return _left(_sha1(Concat(run.name, SCORES.student)), 20)


def _is_before(old) -> Term:
	return (old.student == SCORES.student) & (old.is_latest == 1)


def _change(old) -> Term:
	"""Against the child's latest result; nothing where the school was never screened."""
	screened = frappe.get_all(
		RESULT, filters={"is_latest": 1}, pluck="school", distinct=True, order_by="school"
	)
	was, is_now = Coalesce(old.is_candidate, 0) == 1, SCORES.is_candidate == 1
	return (
		Case()
		.when(SCORES.school.notin(screened or [""]), "")
		.when(is_now & was, "Still")
		.when(is_now, "New")
		.when(was, "No Longer")
		.else_("")
	)


def _value_text(value: Term, rule: Rule) -> Term:
	"""As people read it; a number is cut off after two digits, so that it never looks as if it reached a threshold."""
	if not rule.measure.is_number:
		return Case().when(value.isnull(), "").when(value == 0, "No").else_("Yes")
	return Coalesce(Cast(Cast(_truncate(value, 2), "DOUBLE"), "CHAR"), "")


def _source_type(rule: Rule) -> str:
	return DOCTYPES["Family" if rule.measure.kind == "barrier" else rule.measure.measure_of]
