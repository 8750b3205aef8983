"""A visit from the plan to its outcome."""

import frappe
import pytest
from frappe.utils import add_days, add_to_date, getdate, now_datetime, nowdate

from tests import appointments as plan
from tests import factories as make


@pytest.fixture
def here():
	"""A school with a liaison and an enrolled family."""
	school = make.make_school()
	liaison = make.make_liaison(school)
	return frappe._dict(school=school, liaison=liaison, family=make.make_family(school, liaison))


def visit_of(here, **values):
	return plan.make_visit(here.family, here.school, here.liaison, **values)


def test_a_visit_may_lie_ahead_and_ends_after_the_usual_time(here):
	start = add_to_date(now_datetime().replace(microsecond=0), days=3)
	visit = visit_of(here, planned_start=start)
	assert visit.status == "Planned"
	assert visit.planned_end == add_to_date(start, minutes=40)


def test_a_completed_visit_reaches_the_family_and_takes_the_minutes_from_its_times(here):
	visit = plan.complete(visit_of(here))
	visit.reload()
	assert (visit.status, visit.docstatus, visit.reached, visit.staff_minutes) == ("Completed", 1, 1, 40)
	assert frappe.db.get_value("Focus Family", here.family, "last_reached") == getdate(visit.actual_start)


def test_a_visit_without_visitors_is_refused(here):
	with pytest.raises(frappe.MandatoryError, match="Visitors is empty"):
		visit_of(here, visitors=[])


def test_a_visit_without_its_own_liaison_among_the_visitors_is_refused(here):
	with pytest.raises(frappe.ValidationError, match="must name the visit's Liaison"):
		visit_of(here, visitors=[{"person_name": "Ms. Abara"}, {"person_name": "Mr. Ito"}])


@pytest.mark.parametrize("kind", ["planned", "actual"])
def test_a_visit_that_ends_before_it_starts_is_refused(here, kind):
	with pytest.raises(frappe.ValidationError, match="is before"):
		visit_of(here, **{f"{kind}_start": plan.ago(30), f"{kind}_end": plan.ago(60)})


def test_a_visit_cannot_have_started_in_the_future(here):
	with pytest.raises(frappe.ValidationError, match="Started is in the future"):
		visit_of(here, actual_start=add_to_date(now_datetime(), hours=2))


def test_a_visit_is_not_completed_without_a_next_step(here):
	visit = visit_of(here)
	times = {"actual_start": plan.ago(60), "actual_end": plan.ago(20)}
	with pytest.raises(frappe.ValidationError, match="Next Steps is empty"):
		plan.move(visit, "Completed", met_with=make.adult_of(here.family), **times)


@pytest.mark.parametrize(
	("left_out", "sentence"),
	[
		("actual_start", "Started is missing"),
		("actual_end", "Ended is missing"),
		("met_with", "Adult Met is missing"),
	],
)
def test_a_visit_is_not_completed_without(here, left_out, sentence):
	values = {left_out: None, "actual_end": None} if left_out == "actual_start" else {left_out: None}
	with pytest.raises(frappe.ValidationError, match=sentence):
		plan.complete(visit_of(here), **values)


def test_a_submit_past_the_workflow_is_refused(here):
	visit = visit_of(here)
	with pytest.raises(frappe.ValidationError):
		visit.submit()


def test_an_attempted_visit_counts_as_an_attempt_in_person(here):
	from liaison_app.outreach.diligence import due_diligence

	plan.move(visit_of(here), "Attempted", actual_start=plan.ago(60))
	diligence = due_diligence(here.family)
	assert (diligence.attempts, diligence.dates, diligence.channels) == (1, 1, 1)


def test_a_completed_visit_ends_the_count_of_attempts(here):
	from liaison_app.outreach.diligence import due_diligence

	plan.move(visit_of(here), "Attempted", actual_start=plan.ago(120))
	plan.complete(visit_of(here))
	assert due_diligence(here.family).attempts == 0


def test_an_attempted_visit_cannot_have_met_an_adult(here):
	with pytest.raises(frappe.ValidationError, match="is Completed"):
		plan.move(visit_of(here), "Attempted", actual_start=plan.ago(60), met_with=make.adult_of(here.family))


def test_an_attempted_visit_cannot_have_met_a_barred_adult_either(here):
	with pytest.raises(frappe.ValidationError, match="is Completed"):
		plan.move(visit_of(here), "Attempted", actual_start=plan.ago(60), met_with=bar(here))


def test_a_visit_called_off_says_by_whom_and_why(here):
	with pytest.raises(frappe.ValidationError, match="Called Off By is missing"):
		plan.move(visit_of(here), "Called Off")
	ahead = add_to_date(now_datetime(), days=2)
	visit = plan.move(
		visit_of(here, planned_start=ahead),
		"Called Off",
		called_off_by="Family",
		called_off_reason="A child is ill.",
	)
	assert (visit.status, getdate(visit.called_off_on)) == ("Called Off", getdate())


def bar(here) -> str:
	"""The family's adult, barred by the child's guardianship."""
	adult = make.adult_of(here.family)
	frappe.db.set_value("Guardianship", {"family_member": adult}, "may_be_contacted", 0)
	return adult


def test_a_visit_cannot_be_agreed_with_a_barred_adult(here):
	adult = bar(here)
	with pytest.raises(frappe.ValidationError, match="may not be contacted"):
		visit_of(here, agreed_with=adult)


def test_an_adult_who_was_barred_after_the_visit_does_not_lock_its_record(here):
	visit = visit_of(here, agreed_with=make.adult_of(here.family), actual_start=plan.ago(60))
	bar(here)
	assert plan.complete(visit).status == "Completed"


def test_a_barred_adult_who_was_met_is_logged_and_is_not_reached(here):
	visit = plan.complete(visit_of(here), met_with=bar(here))
	assert (visit.status, visit.reached) == ("Completed", 0)
	assert frappe.db.get_value("Focus Family", here.family, "last_reached") is None


def test_an_adult_of_another_family_cannot_have_been_met(here):
	other = make.make_family(here.school, here.liaison)
	with pytest.raises(frappe.ValidationError, match="choose an adult of this family"):
		visit_of(here, met_with=make.adult_of(other))


def test_a_student_who_speaks_for_themself_is_reached_in_place_of_an_adult(here):
	student = make.make_student(here.family, here.school, stands_for_self=1)
	visit = plan.complete(visit_of(here), met_with=None, met_student=student)
	assert visit.reached == 1


def test_a_pair_is_asked_for_where_the_rule_blocks(here):
	frappe.db.set_single_value("Liaison Settings", "visit_pair_rule", "Block")
	with pytest.raises(frappe.ValidationError, match="in pairs"):
		visit_of(here, visitors=[{"liaison": here.liaison}])


def test_going_alone_is_warned_of_where_the_rule_warns(here):
	frappe.db.set_single_value("Liaison Settings", "visit_pair_rule", "Warn")
	visit = visit_of(here, visitors=[{"liaison": here.liaison}])
	assert visit.name
	assert any("in pairs" in str(message) for message in frappe.local.message_log)


def protect(family: str) -> None:
	make.insert("Family Address", {"family": family, "protected": 1, "address_line": "1 Hidden Way"})


def test_no_words_on_the_place_are_kept_where_an_address_is_protected(here):
	protect(here.family)
	visit = visit_of(here, place_kind="Community Place", place_words="Library")
	assert (visit.place_protected, visit.place_words) == (1, None)


def test_words_on_the_place_go_when_an_address_becomes_protected(here):
	visit = visit_of(here, place_kind="Community Place", place_words="Library")
	assert visit.place_words == "Library"
	protect(here.family)
	visit.reload()
	assert (visit.place_protected, visit.place_words) == (1, None)


def test_the_copy_of_a_visit_that_was_deleted_before_goes_too(here):
	other = frappe._dict(here, family=make.make_family(here.school, here.liaison))
	visits = [visit_of(one, place_kind="Community Place", place_words="Library") for one in (here, other)]
	for visit in visits:
		frappe.delete_doc("Home Visit", visit.name)
	protect(here.family)
	kept = frappe.get_all("Deleted Document", {"deleted_doctype": "Home Visit"}, pluck="deleted_name")
	assert [visit.name in kept for visit in visits] == [False, True]


def test_a_home_has_no_words(here):
	assert visit_of(here, place_words="12 Elm Street").place_words is None


def test_an_amended_visit_keeps_its_next_steps(here):
	visit = plan.complete(visit_of(here))
	plan.move_to_cancelled(visit)
	amended = frappe.copy_doc(frappe.get_doc("Home Visit", visit.name), ignore_no_copy=False)
	amended.amended_from, amended.docstatus = visit.name, 0
	amended.insert()
	assert frappe.db.exists("Next Step", {"reference_name": amended.name})


def test_a_coordinator_corrects_minutes_with_a_reason_and_the_ledger_follows(here):
	from tests.connection import as_user

	visit = plan.complete(visit_of(here))
	as_user(make.make_coordinator())
	doc = frappe.get_doc("Home Visit", visit.name)
	doc.staff_rows[0].staff_minutes = 55
	with pytest.raises(frappe.ValidationError, match="Correction Reason"):
		doc.save()
	doc.reload()
	doc.staff_rows[0].staff_minutes = 55
	doc.correction_reason = "It took longer."
	doc.save()
	assert [line.staff_minutes for line in plan.lines(visit.name)] == [55]


def test_a_visit_before_the_family_was_nominated_is_refused(here):
	with pytest.raises(frappe.ValidationError, match="before the family was nominated"):
		visit_of(here, planned_start=f"{add_days(nowdate(), -200)} 12:00:00")


def test_minutes_above_a_day_are_refused(here):
	with pytest.raises(frappe.ValidationError, match="more than a day"):
		visit_of(
			here, visitors=[{"liaison": here.liaison, "staff_minutes": 1500}, {"person_name": "Mr. Ito"}]
		)
