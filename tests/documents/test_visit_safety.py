"""When visitors are expected back, what they say on the way, and the rule that they go in pairs."""

import frappe
import pytest
from frappe.utils import add_to_date, get_datetime

from liaison_app.safety.check_in import arrive, come_back, stay_longer
from tests import appointments as plan
from tests import factories as make
from tests.clock import at
from tests.connection import working_as

START, END, RETURN = "2026-10-07 15:00:00", "2026-10-07 15:40:00", "2026-10-07 16:10:00"
BEFORE, LATER = "2026-10-07 10:00:00", "2026-10-07 16:00:00"


@pytest.fixture
def now():
	"""The morning of the visit."""
	with at(BEFORE):
		yield


@pytest.fixture
def visit(family, school, liaison, now):
	"""A pair visit in the afternoon."""
	return plan.make_visit(family, school, liaison, planned_start=START)


def setting(**values) -> None:
	for field, value in values.items():
		frappe.db.set_single_value("Liaison Settings", field, value)
	frappe.clear_document_cache("Liaison Settings", "Liaison Settings")


def stored(visit) -> dict:
	return frappe.get_doc("Home Visit", visit.name)


def change(visit, **values):
	"""The liaison saves the visit with these values."""
	with working_as(visit.liaison):
		visit.update(values)
		return visit.save()


def say(sign, visit, user: str, moment: str = LATER, **values) -> dict:
	"""A user gives a sign of life at a moment."""
	with at(moment), working_as(user):
		return sign(visit.name, **values)


def test_visitors_are_expected_back_some_time_after_the_planned_end(visit):
	visit = stored(visit)
	assert (visit.planned_end, visit.expected_return) == (get_datetime(END), get_datetime(RETURN))


def test_a_setting_says_how_long_the_way_back_takes(family, school, liaison, now):
	setting(return_minutes=60)
	visit = plan.make_visit(family, school, liaison, planned_start=START)
	assert visit.expected_return == add_to_date(get_datetime(END), minutes=60)


def test_a_setting_leaves_it_to_the_liaison(family, school, liaison, now):
	setting(expect_every_return=0)
	assert plan.make_visit(family, school, liaison, planned_start=START).expected_return is None


def test_a_visit_that_is_written_down_afterwards_expects_nobody_back(family, school, liaison):
	assert plan.make_visit(family, school, liaison, planned_start=plan.ago(300)).expected_return is None


def test_the_return_moves_along_with_the_plan(visit):
	change(visit, planned_start="2026-10-08 15:00:00", planned_end="2026-10-08 15:30:00")
	assert stored(visit).expected_return == get_datetime("2026-10-08 16:00:00")


def test_a_return_that_was_chosen_stays_when_the_plan_moves_with_it(visit):
	change(visit, planned_end="2026-10-07 16:30:00", expected_return="2026-10-07 18:00:00")
	assert stored(visit).expected_return == get_datetime("2026-10-07 18:00:00")


def test_a_return_before_the_visit_is_refused(visit):
	with pytest.raises(frappe.ValidationError, match="Expected Return is before Planned Start"):
		change(visit, expected_return="2026-10-07 14:00:00")


def test_the_school_names_whom_to_alarm_unless_the_visit_does(family, school, liaison, now):
	secretary, other = make.make_user("Report Manager"), make.make_user("Report Manager")
	frappe.db.set_value("Liaison School", school, "alarm_person", secretary)
	assert plan.make_visit(family, school, liaison, planned_start=START).alarm_person == secretary
	named = plan.make_visit(family, school, liaison, planned_start=START, alarm_person=other)
	assert named.alarm_person == other


def test_who_goes_along_cannot_be_the_person_to_alarm(visit, liaison):
	with pytest.raises(frappe.ValidationError, match="goes along on the visit"):
		change(visit, alarm_person=liaison)


def test_who_cannot_open_the_desk_cannot_be_the_person_to_alarm(visit):
	with pytest.raises(frappe.ValidationError, match="cannot open the desk"):
		change(visit, alarm_person=make.make_user())


def test_who_is_kept_from_the_family_cannot_be_the_person_to_alarm(visit, family):
	relative = make.make_user("Report Manager")
	make.insert("Access Exclusion", {"user": relative, "family": family, "reason": "A relative"})
	with pytest.raises(frappe.ValidationError, match="may not know of this visit"):
		change(visit, alarm_person=relative)


def test_the_schools_person_who_is_kept_from_the_family_is_not_filled_in(family, school, liaison, now):
	relative = make.make_user("Report Manager")
	make.insert("Access Exclusion", {"user": relative, "family": family, "reason": "A relative"})
	frappe.db.set_value("Liaison School", school, "alarm_person", relative)
	assert plan.make_visit(family, school, liaison, planned_start=START).alarm_person is None


def test_one_tap_says_that_the_visitors_arrived_and_one_that_they_are_back(visit, liaison):
	say(arrive, visit, liaison, "2026-10-07 15:02:00")
	say(come_back, visit, liaison)
	doc = stored(visit)
	assert (doc.arrived_at, doc.checked_in_at) == (
		get_datetime("2026-10-07 15:02:00"),
		get_datetime(LATER),
	)
	assert doc.checked_in_by == liaison


def test_a_second_tap_changes_nothing(visit, liaison):
	say(come_back, visit, liaison)
	say(come_back, visit, liaison, "2026-10-07 17:00:00")
	assert stored(visit).checked_in_at == get_datetime(LATER)


def test_the_second_visitor_can_say_it_as_well(family, school, liaison, now):
	partner = make.make_liaison(school)
	both = [{"liaison": liaison}, {"liaison": partner}]
	visit = plan.make_visit(family, school, liaison, planned_start=START, visitors=both)
	say(come_back, visit, partner)
	assert stored(visit).checked_in_by == partner


def test_a_sign_is_written_even_where_the_visit_could_not_be_saved(visit, liaison):
	frappe.db.set_value("Home Visit", visit.name, "purpose", None)
	say(come_back, visit, liaison)
	assert stored(visit).checked_in_at


def test_a_form_that_was_opened_before_the_tap_does_not_take_it_back(visit, liaison):
	open_form = stored(visit)
	say(come_back, visit, liaison)
	change(open_form, reflection="They were glad.")
	doc = stored(visit)
	assert (doc.checked_in_at, doc.reflection) == (get_datetime(LATER), "They were glad.")


def test_nobody_writes_a_sign_into_the_document_itself(visit):
	change(visit, checked_in_at=BEFORE, alarm_taken_by="Administrator", reminded_at=BEFORE)
	doc = stored(visit)
	assert (doc.checked_in_at, doc.alarm_taken_by, doc.reminded_at) == (None, None, None)


def test_to_stay_longer_is_expected_later(visit, liaison):
	say(stay_longer, visit, liaison)
	assert stored(visit).expected_return == get_datetime("2026-10-07 16:40:00")


def test_to_stay_longer_counts_from_now_where_the_return_has_passed(visit, liaison):
	say(stay_longer, visit, liaison, "2026-10-07 18:00:20")
	assert stored(visit).expected_return == get_datetime("2026-10-07 18:30:00")


def test_a_setting_says_how_much_longer_one_tap_is(visit, liaison):
	setting(stay_longer_minutes=45)
	say(stay_longer, visit, liaison)
	assert stored(visit).expected_return == get_datetime("2026-10-07 16:55:00")


@pytest.mark.parametrize("minutes", [0, -30])
def test_nobody_stays_for_no_time(minutes):
	settings = frappe.get_doc("Liaison Settings")
	settings.stay_longer_minutes = minutes
	with pytest.raises(frappe.ValidationError, match="Stay Longer With One Tap"):
		settings.save()


@pytest.mark.parametrize("sign", [arrive, come_back, stay_longer])
def test_a_tap_on_another_days_visit_says_nothing(visit, liaison, sign):
	with pytest.raises(frappe.ValidationError, match="nothing to say yet"):
		say(sign, visit, liaison, BEFORE)
	assert stored(visit).checked_in_at is None


def test_a_setting_says_how_early_visitors_can_be_at_the_door(visit, liaison):
	setting(check_in_early_hours=6)
	say(arrive, visit, liaison, BEFORE)
	assert stored(visit).arrived_at


def test_a_visit_that_is_put_off_begins_anew(visit, liaison):
	say(come_back, visit, liaison)
	with at(LATER):
		change(stored(visit), planned_start="2026-10-08 15:00:00", planned_end=None)
	doc = stored(visit)
	assert (doc.checked_in_at, doc.checked_in_by) == (None, None)
	assert doc.expected_return == get_datetime("2026-10-08 16:10:00")


def test_a_visit_that_is_completed_is_over_and_began_on_arrival(visit, liaison):
	say(arrive, visit, liaison, "2026-10-07 15:02:00")
	plan.add_step(visit)
	with at(LATER):
		done = plan.move(stored(visit), "Completed", actual_end=END, met_with=make.adult_of(visit.family))
	assert (done.actual_start, done.checked_in_at) == (
		get_datetime("2026-10-07 15:02:00"),
		get_datetime(LATER),
	)


def test_a_correction_afterwards_leaves_the_signs_alone(visit, liaison):
	plan.add_step(visit)
	with at(LATER):
		done = plan.move(
			stored(visit),
			"Completed",
			actual_start=START,
			actual_end=END,
			met_with=make.adult_of(visit.family),
		)
		change(done, checked_in_at=START, reflection="They were glad.")
	assert stored(visit).checked_in_at == get_datetime(LATER)


def alone(family, school, liaison, **values):
	return plan.make_visit(family, school, liaison, visitors=[{"liaison": liaison}], **values)


def test_where_pairs_are_a_must_nobody_plans_to_go_alone(family, school, liaison, now):
	setting(visit_pair_rule="Block")
	with pytest.raises(frappe.ValidationError, match="in pairs"):
		alone(family, school, liaison, planned_start=START)


def test_where_pairs_became_a_must_an_older_plan_to_go_alone_is_not_confirmed(family, school, liaison, now):
	visit = alone(family, school, liaison, planned_start=START)
	setting(visit_pair_rule="Block")
	with pytest.raises(frappe.ValidationError, match="in pairs"):
		plan.move(visit, "Confirmed")


def test_who_went_alone_all_the_same_can_write_down_the_truth(visit, liaison):
	setting(visit_pair_rule="Block")
	plan.add_step(visit)
	with at(LATER):
		doc = stored(visit)
		with working_as(liaison):
			doc.update({"visitors": doc.visitors[:1], "actual_start": START})
			doc.save()
			said = str(frappe.local.message_log)
	assert len(stored(visit).visitors) == 1
	assert "names a single visitor" in said
