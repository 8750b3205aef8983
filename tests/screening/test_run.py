"""A screening run: what it finds, how it ranks, what changed, and being killed half-way."""

import frappe
import pytest

from liaison_app.screening import run as job
from liaison_app.screening import storing
from tests import factories as make
from tests.connection import committing
from tests.screening.runs import DAY, make_child, outcomes, result_of, screen

READING, MATHEMATICS = "Below Grade Level in Reading", "Below Grade Level in Mathematics"
ABSENT, HOMEWORK, ALIENATED = "Absent 20% or More", "Inconsistent Homework", "Alienated from School"


@pytest.fixture(scope="module")
def district(site) -> dict:
	"""A committed school with children of every kind, and a coordinator."""
	with committing():
		school, user = make.make_school(), make.make_coordinator()
		family = make.make_family(school, make.make_liaison(school))
		doc = frappe.get_doc("Focus Family", family)
		doc.append("barriers", {"category": "Alienation from School", "opened_on": "2024-01-10"})
		doc.append(
			"barriers", {"category": "Transport", "opened_on": "2024-01-10", "resolved_on": "2024-02-10"}
		)
		doc.save()
		children = {
			"all": make_child(
				school, family, low_income=1, absent=20, homework=79, reading="No", mathematics="No"
			),
			"edge": make_child(
				school, None, low_income=1, absent=19, homework=80, reading="Yes", mathematics="No"
			),
			"unknown": make_child(school, None),
			"well": make_child(school, None, absent=2, homework=95, reading="Yes", mathematics="Yes"),
		}
	return {"school": school, "user": user, "family": family, **children}


@pytest.fixture(scope="module")
def run(district) -> str:
	return screen(district["user"], [district["school"]])


def test_each_criterion_says_value_threshold_and_whether_it_is_met(run, district):
	assert outcomes(run, district["all"]) == {
		READING: ("No", "Met"),
		MATHEMATICS: ("No", "Met"),
		"Low Income": ("Yes", "Met"),
		ABSENT: ("20", "Met"),
		HOMEWORK: ("79", "Met"),
		ALIENATED: ("Yes", "Met"),
	}


def test_just_beside_a_threshold_is_not_met(run, district):
	found = outcomes(run, district["edge"])
	assert (found[ABSENT], found[HOMEWORK]) == (("19", "Not Met"), ("80", "Not Met"))
	assert (found[READING], found[MATHEMATICS]) == (("Yes", "Not Met"), ("No", "Met"))


def test_what_nobody_has_recorded_is_not_known_and_neither_met_nor_unmet(run, district):
	found = outcomes(run, district["unknown"])
	assert {name for name, (_value, outcome) in found.items() if outcome == "Not Known"} == {
		READING, MATHEMATICS, ABSENT, HOMEWORK, ALIENATED,
	}  # fmt: skip
	assert found["Low Income"] == ("No", "Not Met")
	assert result_of(run, district["unknown"]).criteria_known == 1


def test_the_score_is_the_weights_that_are_met_and_orders_the_children(run, district):
	found = {name: result_of(run, district[name]) for name in ("all", "edge", "well", "unknown")}
	assert {name: result.score for name, result in found.items()} == {
		"all": 6,
		"edge": 2,
		"well": 0,
		"unknown": 0,
	}
	assert found["all"].place == 1 and found["edge"].place == 2
	assert found["well"].place == found["unknown"].place
	assert [found[name].is_candidate for name in ("all", "edge", "well")] == [1, 1, 0]


def test_each_finding_names_the_record_that_it_comes_from(run, district):
	rows = {row.criterion: row for row in result_of(run, district["all"]).findings}
	progress = frappe.db.get_value("Student Progress Record", {"student": district["all"]})
	assert (rows[ABSENT].source_type, rows[ABSENT].source) == ("Student Progress Record", progress)
	assert (rows[ALIENATED].source_type, rows[ALIENATED].source) == ("Focus Family", district["family"])
	unknown = {row.criterion: row for row in result_of(run, district["unknown"]).findings}
	assert not unknown[ABSENT].source


def test_the_run_counts_its_children_and_candidates(run, district):
	doc = frappe.get_doc("Screening Run", run)
	children = frappe.db.count("Focus Student", {"school": district["school"]})
	assert (doc.status, doc.student_count) == ("Finished", children)
	assert doc.candidate_count == frappe.db.count("Screening Result", {"run": run, "is_candidate": 1})


def test_days_at_two_schools_of_a_year_are_summed_up_to_the_day_of_the_run(district):
	with committing():
		school, other = make.make_school(), make.make_school()
		child = make.make_student(None, school)
		make.make_progress(child, other, "2023-10-01", 30, 15)
		make.make_progress(child, other, "2023-10-15", 40, 18)
		make.make_progress(child, school, "2024-03-01", 60, 1)
		make.make_progress(child, school, "2024-06-01", 100, 60)
	run = screen(district["user"], [school])
	assert outcomes(run, child)[ABSENT] == ("19", "Not Met")
	source = {row.criterion: row.source for row in result_of(run, child).findings}[ABSENT]
	assert str(frappe.db.get_value("Student Progress Record", source, "as_of")) == "2024-03-01"


def test_results_too_old_or_of_a_later_day_do_not_count(district):
	with committing():
		school = make.make_school()
		old, late = make.make_student(None, school), make.make_student(None, school)
		make.make_assessment(old, "Reading", "2022-01-10", "1", at_grade_level="No")
		make.make_assessment(late, "Reading", "2024-05-10", "1", at_grade_level="No")
	run = screen(district["user"], [school])
	assert outcomes(run, old)[READING] == outcomes(run, late)[READING] == ("", "Not Known")


def table(run: str) -> list:
	"""Everything that a run has stored, but for names and moments."""
	results = frappe.get_all(
		"Screening Result", filters={"run": run}, order_by="student asc",
		fields=["student", "place", "score", "is_candidate", "criteria_known", "name"],
	)  # fmt: skip
	for result in results:
		result["findings"] = frappe.get_all(
			"Screening Finding", filters={"parent": result.pop("name")}, order_by="idx asc",
			fields=["criterion", "value", "threshold", "outcome", "points", "source"],
		)  # fmt: skip
	return results


def test_a_run_is_repeatable(run, district):
	assert table(screen(district["user"], [district["school"]])) == table(run)


def test_the_second_run_tells_new_candidates_from_those_that_stay_and_those_no_longer(district):
	with committing():
		school = make.make_school()
		stays, comes, goes = (make_child(school, low_income=flag) for flag in (1, 0, 1))
	first = screen(district["user"], [school])
	assert {result_of(first, child).change for child in (stays, comes, goes)} == {""}
	with committing():
		frappe.db.set_value("Focus Student", comes, "low_income", 1)
		frappe.db.set_value("Focus Student", goes, "low_income", 0)
	second = screen(district["user"], [school])
	changes = [result_of(second, child).change for child in (stays, comes, goes)]
	assert changes == ["Still", "New", "No Longer"]
	doc = frappe.get_doc("Screening Run", second)
	assert (doc.new_count, doc.no_longer_count) == (1, 1)
	assert [result_of(name, stays).is_latest for name in (first, second)] == [0, 1]


def test_a_child_that_changed_schools_stands_in_the_list_of_the_new_one_alone(district):
	with committing():
		old, new = make.make_school(), make.make_school()
		child = make_child(old, low_income=1)
	first = screen(district["user"], [old])
	with committing():
		frappe.db.set_value("Focus Student", child, "school", new)
	second, third = (screen(district["user"], [new]) for _again in range(2))
	latest = frappe.get_all("Screening Result", filters={"student": child, "is_latest": 1}, pluck="run")
	assert latest == [third]
	assert (result_of(first, child).school, result_of(third, child).school) == (old, new)
	assert [result_of(run, child).change for run in (second, third)] == ["", "Still"]


def test_a_run_that_was_killed_half_way_shows_nothing_and_ends_the_same_when_started_again(
	run, district, monkeypatch
):
	class Killed(BaseException):
		"""Nothing in the job may catch it."""

	store = storing.store
	with committing():
		more = make.make_school()
		make_child(more, low_income=1)
	monkeypatch.setattr(storing, "CHILDREN_AT_ONCE", 1)

	def store_one_part_and_die(doc, *args):
		store(doc, *args)
		if frappe.db.count("Screening Result", {"run": doc.name}) > 2:
			raise Killed

	monkeypatch.setattr(storing, "store", store_one_part_and_die)
	with pytest.raises(Killed):
		screen(district["user"], [district["school"], more])
	with committing():
		frappe.db.rollback()
		killed = frappe.get_last_doc("Screening Run", {"status": "Running"})
		assert not frappe.db.exists("Screening Result", {"run": killed.name, "is_latest": 1})
		monkeypatch.setattr(storing, "store", store)
		job.start(killed.name)
	assert frappe.db.get_value("Screening Run", killed.name, "status") == "Finished"
	assert table(killed.name) == table(screen(district["user"], [district["school"], more]))


def test_of_two_jobs_for_one_run_the_older_stops(district):
	with committing():
		doc = frappe.get_doc({"doctype": "Screening Run", "as_of": DAY}).insert()
		doc.freeze_criteria()
		doc.flags.by_the_job = True
		doc.update({"status": "Running", "attempt": 2}).save()
		job.screen(doc.name, attempt=1)
	assert frappe.db.get_value("Screening Run", doc.name, "status") == "Running"
	assert not frappe.db.exists("Screening Result", {"run": doc.name})


def test_a_finished_run_is_neither_started_again_nor_changed(run):
	with pytest.raises(frappe.ValidationError, match="This run is finished"):
		job.start(run)
	doc = frappe.get_doc("Screening Run", run)
	doc.minimum_score = 5
	with pytest.raises(frappe.ValidationError, match="This run has begun"):
		doc.save()


def test_counts_that_someone_writes_into_a_new_run_are_not_kept():
	doc = make.insert(
		"Screening Run", {"as_of": DAY, "status": "Finished", "candidate_count": 99, "attempt": 7}
	)
	assert (doc.status, doc.candidate_count, doc.attempt) == ("Draft", None, 0)


@pytest.mark.parametrize(
	("values", "sentence"),
	[
		({"as_of": "2999-01-01"}, "As Of is in the future"),
		({"as_of": DAY, "assessments_since": "2024-03-21"}, "Results Since must not be after As Of"),
	],
)
def test_a_run_of_impossible_days_is_refused(values, sentence):
	with pytest.raises(frappe.ValidationError, match=sentence):
		make.insert("Screening Run", values)


def test_without_a_criterion_in_force_a_run_says_so():
	frappe.qb.update("Selection Criterion").set("disabled", 1).run()
	doc = make.insert("Screening Run", {"as_of": DAY})
	with pytest.raises(frappe.ValidationError, match="There is no Selection Criterion in force"):
		job.start(doc.name)


def test_a_required_criterion_makes_candidates_of_those_alone_who_meet_it(district):
	with committing():
		school = make.make_school()
		poor, absent = make_child(school, low_income=1), make_child(school, absent=30, reading="No")
		frappe.db.set_value("Selection Criterion", "Low Income", "required", 1)
	try:
		run = screen(district["user"], [school])
	finally:
		with committing():
			frappe.db.set_value("Selection Criterion", "Low Income", "required", 0)
	first, second = result_of(run, poor), result_of(run, absent)
	assert (first.is_candidate, second.is_candidate) == (1, 0)
	assert second.score > first.score and first.place < second.place
