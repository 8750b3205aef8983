"""What it takes to screen a large district, against pandas that does the same from the same records as CSV files.

pandas reads what our query reads, finds each child's latest records, scores and ranks. Beside that, what it takes where
somebody has put all that is known of a child into one row already: no database keeps it so.
"""

import statistics
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

import frappe
import pandas
from frappe.utils import getdate

from benchmarks.pupils import DAY, draw_children, write_records
from liaison_app.bulk import read_columns
from liaison_app.school_calendar.weeks import school_year_of
from liaison_app.screening import storing
from liaison_app.screening.evidence import Evidence, evidence
from liaison_app.screening.records import Question
from liaison_app.screening.scoring import Ranking, Rule, rank

ROUNDS = 9
BOUND = 3
SINCE = "2023-03-20"
FILES = {
	"Focus Student": ("name", "full_name", "school", "grade", "family", "low_income"),
	"Student Progress Record": (
		"name", "student", "school", "as_of", "days_enrolled", "days_absent", "homework_assigned", "homework_completed",
	),
	"Student Assessment": ("name", "student", "subject", "assessed_on", "at_grade_level"),
	"Family Barrier": ("parent", "category", "opened_on", "resolved_on"),
}  # fmt: skip


def run() -> None:
	"""Make the children, then time reading, scoring and ranking in turns, and storing apart."""
	start = time.perf_counter()
	children = draw_children()
	write_records(children)
	print(f"  {len(children)} children written in {time.perf_counter() - start:.0f} s")
	rules, question = _rules(), _question({child.school for child in children})
	with tempfile.TemporaryDirectory() as folder:
		_write_files(Path(folder))
		wide = Path(folder) / "wide.csv"
		_facts(Path(folder)).to_csv(wide, index=False)
		ours, plain, ready = (
			lambda: _screen(question, rules),
			lambda: _rank(_facts(Path(folder))),
			lambda: _rank(pandas.read_csv(wide)),
		)
		_check(ours(), plain())
		timed = [[_timed(work) for work in (ours, plain, ready)] for _round in range(ROUNDS)]
	mine, same, side_by_side = (statistics.median(side) * 1000 for side in zip(*timed, strict=True))
	verdict = "within" if mine <= BOUND * same else "OVER"
	print(
		f"  read, score, rank: {mine:.0f} ms, pandas from CSV files of the same records {same:.0f} ms: "
		f"ratio {mine / same:.2f}; {verdict} {BOUND}"
	)
	print(f"  pandas from one file, a row a child: {side_by_side:.0f} ms: ratio {mine / side_by_side:.2f}")
	_store(question, rules)


def _rules() -> list[Rule]:
	names = frappe.get_all("Selection Criterion", filters={"disabled": 0}, pluck="name", order_by="name asc")
	return [Rule.of(frappe.get_doc("Selection Criterion", name)) for name in names]


def _question(schools: set[str]) -> Question:
	return Question(tuple(sorted(schools)), getdate(DAY), school_year_of(DAY), getdate(SINCE))


def _screen(question: Question, rules: list[Rule]) -> tuple[Evidence, Ranking]:
	found = evidence(question, [rule.measure for rule in rules])
	return found, rank(found, rules, minimum=1)


def _write_files(folder: Path) -> None:
	for doctype, fields in FILES.items():
		table = frappe.qb.DocType(doctype)
		columns = read_columns(table, [table[field] for field in fields])
		rows = pandas.DataFrame(dict(zip(fields, columns, strict=True)))
		rows.to_csv(folder / f"{doctype}.csv", index=False)


def _facts(folder: Path) -> pandas.DataFrame:
	"""What is known of each child, a row a child, by pandas."""
	students, progress, results, barriers = (pandas.read_csv(folder / f"{doctype}.csv") for doctype in FILES)
	progress = progress[progress.as_of <= DAY].sort_values("as_of")
	progress = progress.drop_duplicates(["student", "school"], keep="last")
	counts = list(FILES["Student Progress Record"][4:])
	facts = students.merge(
		progress.groupby("student")[counts].sum(), left_on="name", right_index=True, how="left"
	)
	results = results[results.assessed_on.between(SINCE, DAY)].sort_values("assessed_on")
	for subject in ("Reading", "Mathematics"):
		latest = results[results.subject == subject].drop_duplicates("student", keep="last")
		facts[subject] = facts.name.map(latest.set_index("student").at_grade_level)
	is_open = (barriers.opened_on <= DAY) & (barriers.resolved_on.fillna("9999").astype(str) > DAY)
	alienated = barriers[is_open & (barriers.category == "Alienation from School")].parent
	facts["alienated"] = facts.family.isin(alienated).where(facts.family.notna())
	return facts


def _rank(facts: pandas.DataFrame) -> pandas.DataFrame:
	facts["score"] = (
		(facts.days_absent * 100 / facts.days_enrolled >= 20).astype(int)
		+ (facts.homework_completed * 100 / facts.homework_assigned < 80)
		+ (facts.Reading == "No")
		+ (facts.Mathematics == "No")
		+ (facts.low_income == 1)
		+ (facts.alienated == True)  # noqa: E712
	)
	facts["place"] = facts.score.rank(method="min", ascending=False)
	return facts


def _check(ours: tuple[Evidence, Ranking], plain: pandas.DataFrame) -> None:
	found, ranking = ours
	scores = [(verdict.score, place) for verdict, place in zip(ranking.verdicts, ranking.places, strict=True)]
	mine = dict(zip(found.students, scores, strict=True))
	assert mine == dict(zip(plain.name, zip(plain.score, plain.place, strict=True), strict=True)), (
		"not the same ranks"
	)


def _store(question: Question, rules: list[Rule]) -> None:
	"""As the job does it, but in one transaction."""
	found, ranking = _screen(question, rules)
	doc = frappe.get_doc({"doctype": "Screening Run", "as_of": DAY}).insert()
	start = time.perf_counter()
	before = storing.read_before()
	for part in storing.parts(doc.name, found):
		storing.store(doc, part, found, ranking, rules, before)
	storing.publish(doc, question.schools)
	findings = len(found.students) * len(rules)
	seconds = time.perf_counter() - start
	print(f"  storing {len(found.students)} results with {findings} findings, apart: {seconds:.0f} s")


def _timed(work: Callable) -> float:
	start = time.perf_counter()
	work()
	return time.perf_counter() - start
