"""The alarm of a home visit: who is told, what, when, and the same after every kind of run."""

import frappe
import pytest

from liaison_app.safety import alarm, telling
from liaison_app.safety.alarm import ring
from liaison_app.safety.check_in import come_back, stay_longer, take_alarm
from tests import appointments as plan
from tests import factories as make
from tests.clock import at
from tests.connection import working_as
from tests.jobs.mail import mailed

START, RETURN = "2026-10-07 15:00:00", "2026-10-07 16:10:00"
#: Before the planned visit; at the expected return; within the minutes of grace; just after them.
MORNING, DUE, GRACE, LATE = (
	f"2026-10-07 {hour}" for hour in ("10:00:00", "16:10:01", "16:20:00", "16:26:00")
)
AT_NIGHT = "2026-10-07 23:55:00"


@pytest.fixture(autouse=True)
def _nobody_else_is_out() -> None:
	"""Visits that other tests have committed raise no alarm here."""
	visit = frappe.qb.DocType("Home Visit")
	frappe.qb.update(visit).set(visit.expected_return, None).run()


@pytest.fixture
def secretary() -> str:
	"""Someone in the school's office: a user of the desk, without a role of ours."""
	return make.make_user("Report Manager")


@pytest.fixture
def visit(family, school, liaison, secretary):
	frappe.db.set_value("User", liaison, {"full_name": "Rosa Marin", "mobile_no": "303-555-0142"})
	with at(MORNING):
		return plan.make_visit(family, school, liaison, planned_start=START, alarm_person=secretary)


def run(moment: str) -> None:
	"""The scheduler's job at a moment."""
	with at(moment):
		ring()


def told(user: str) -> list[str]:
	"""What a user was told, as the subjects of the notes in the desk."""
	return frappe.get_all(
		"Notification Log", filters={"for_user": user}, pluck="subject", order_by="creation"
	)


def alarms(user: str) -> list[str]:
	return [subject for subject in told(user) if "Not back" in subject]


def last_note(user: str) -> str:
	note = frappe.get_last_doc("Notification Log", filters={"for_user": user})
	return f"{note.subject} {note.email_content}"


def say(sign, visit, user: str, moment: str, **values) -> None:
	with at(moment), working_as(user):
		sign(visit.name, **values)


def setting(**values) -> None:
	for field, value in values.items():
		frappe.db.set_single_value("Liaison Settings", field, value)
	frappe.clear_document_cache("Liaison Settings", "Liaison Settings")


def keep_from(family: str, user: str) -> None:
	values = {"user": user, "family": family, "reason": "A relative", "starts_on": "2026-09-01"}
	make.insert("Access Exclusion", values)


def test_the_visitors_are_asked_first_and_nobody_else(visit, liaison, secretary):
	run(DUE)
	run(GRACE)
	assert told(liaison) == ["Are you back from your home visit?"]
	assert told(secretary) == []


def test_after_the_minutes_of_grace_the_named_person_and_the_coordinators_are_alarmed(visit, secretary):
	coordinator = make.make_coordinator()
	run(LATE)
	assert len(alarms(secretary)) == 1
	assert len(alarms(coordinator)) == 1


def test_before_the_expected_return_nobody_is_told(visit, liaison, secretary):
	run(START)
	assert told(liaison) + told(secretary) == []


def test_the_alarm_says_who_is_out_how_to_call_them_and_when_they_were_expected(visit, secretary):
	setting(alarm_instruction="Call, then the police.")
	run(LATE)
	note = last_note(secretary)
	for words in (
		"Rosa Marin",
		"303-555-0142",
		frappe.format(visit.expected_return, "Datetime").removesuffix(":00") + ";",
		"then the police",
	):
		assert words in note


def test_the_alarm_says_nothing_of_family_school_or_place(visit, secretary, family, school):
	coordinator = make.make_coordinator()
	make.insert("Family Address", {"family": family, "kind": "Home", "address_line": "1 Elm Street"})
	run(LATE)
	title = frappe.db.get_value("Focus Family", family, "family_name")
	for user in (secretary, coordinator):
		note = last_note(user)
		assert not any(
			words in note for words in (title, family, visit.name, school, "Elm", visit.place_kind + "<")
		)


def test_who_is_back_raises_no_alarm(visit, liaison, secretary):
	say(come_back, visit, liaison, "2026-10-07 15:50:00")
	run(LATE)
	assert told(liaison) + told(secretary) == []


def test_who_stays_longer_is_waited_for(visit, liaison, secretary):
	say(stay_longer, visit, liaison, DUE)
	run("2026-10-07 16:40:00")
	assert told(secretary) == []
	run("2026-10-07 17:30:00")
	assert len(alarms(secretary)) == 1


def test_a_visit_that_was_called_off_raises_no_alarm(visit, secretary):
	with at(MORNING):
		plan.move(visit, "Called Off", called_off_by="Family", called_off_reason="A child is ill.")
	run(LATE)
	assert told(secretary) == []


def test_a_run_that_is_repeated_tells_nothing_twice(visit, liaison, secretary):
	run(LATE)
	run(LATE)
	assert (len(told(liaison)), len(alarms(secretary))) == (1, 1)


def test_a_run_that_comes_hours_late_alarms_once(visit, liaison, secretary):
	run(AT_NIGHT)
	assert (len(told(liaison)), len(alarms(secretary))) == (1, 1)


def test_the_alarm_is_repeated_until_somebody_takes_it(visit, secretary):
	run(LATE)
	run("2026-10-07 16:40:00")
	assert len(alarms(secretary)) == 1
	run("2026-10-07 16:42:00")
	assert len(alarms(secretary)) == 2
	say(take_alarm, visit, secretary, "2026-10-07 16:43:00")
	run(AT_NIGHT)
	assert len(alarms(secretary)) == 2


def test_a_setting_raises_it_once(visit, secretary):
	setting(alarm_repeat_minutes=0)
	run(LATE)
	run(AT_NIGHT)
	assert len(alarms(secretary)) == 1


def test_the_first_who_takes_the_alarm_has_it(visit, secretary):
	coordinator = make.make_coordinator()
	run(LATE)
	say(take_alarm, visit, coordinator, "2026-10-07 16:30:00")
	say(take_alarm, visit, secretary, "2026-10-07 16:31:00")
	assert frappe.db.get_value("Home Visit", visit.name, "alarm_taken_by") == coordinator


def test_an_alarm_that_was_taken_rings_again_for_a_new_expected_return(visit, liaison, secretary):
	run(LATE)
	say(take_alarm, visit, secretary, "2026-10-07 16:30:00")
	say(stay_longer, visit, liaison, "2026-10-07 16:31:00")
	run("2026-10-07 17:20:00")
	assert len(alarms(secretary)) == 2


def test_a_coordinator_who_is_kept_from_the_family_is_not_told(visit, family):
	kept, other = make.make_coordinator(), make.make_coordinator()
	keep_from(family, kept)
	run(LATE)
	assert told(kept) == []
	assert len(alarms(other)) == 1


def test_a_named_person_who_was_kept_from_the_family_since_is_not_told(visit, family, secretary):
	other = make.make_coordinator()
	keep_from(family, secretary)
	run(LATE)
	assert told(secretary) == []
	assert len(alarms(other)) == 1


def test_colleagues_and_the_principal_are_not_told(visit, school):
	colleague, leader = make.make_liaison(school), make.make_leader(school)
	coordinator = make.make_coordinator()
	run(LATE)
	assert told(colleague) + told(leader) == []
	assert len(alarms(coordinator)) == 1


def test_who_cannot_log_in_any_more_is_not_told_and_the_others_are(visit, secretary):
	coordinator = make.make_coordinator()
	frappe.db.set_value("User", secretary, "enabled", 0)
	run(LATE)
	assert told(secretary) == []
	assert len(alarms(coordinator)) == 1


def test_the_alarm_goes_out_by_mail_as_well(visit, secretary, outgoing_mail):
	run(LATE)
	assert secretary in mailed()
	mail = frappe.get_last_doc("Email Queue")
	assert (mail.reference_doctype, mail.reference_name) == (None, None)


def test_without_a_mail_account_the_desk_still_tells(visit, secretary):
	run(LATE)
	assert (mailed(), len(alarms(secretary))) == ([], 1)


def test_where_a_text_gateway_is_set_up_a_text_goes_to_each_mobile_number(visit, secretary, monkeypatch):
	sent = []
	frappe.db.set_single_value("SMS Settings", "sms_gateway_url", "https://texts.example")
	frappe.db.set_value("User", secretary, "mobile_no", "303-555-0100")
	monkeypatch.setattr(telling, "send_text", lambda *text: sent.append(text))
	run(LATE)
	assert "Not back from a home visit: Rosa Marin" in dict(sent)["303-555-0100"]


def test_one_text_that_fails_does_not_silence_the_others(visit, secretary, monkeypatch):
	def fail(*_given, **_more):
		raise OSError("no gateway")

	coordinator = make.make_coordinator()
	frappe.db.set_single_value("SMS Settings", "sms_gateway_url", "https://texts.example")
	frappe.db.set_value("User", secretary, "mobile_no", "303-555-0100")
	monkeypatch.setattr(telling, "send_text", fail)
	run(LATE)
	assert (len(alarms(secretary)), len(alarms(coordinator))) == (1, 1)


def test_a_run_that_is_killed_half_way_is_made_whole_by_the_next(
	family, school, liaison, secretary, monkeypatch
):
	with at(MORNING):
		for _number in range(2):
			plan.make_visit(family, school, liaison, planned_start=START, alarm_person=secretary)
	tell, done = alarm.tell, []

	def killed(users, notice):
		if len(done) == 3:
			raise KeyboardInterrupt
		tell(users, notice)
		done.append(notice)

	monkeypatch.setattr(alarm, "tell", killed)
	with pytest.raises(KeyboardInterrupt):
		frappe.db.savepoint("before_the_kill")
		run(LATE)
	# What the killed run had not committed is gone with its connection: the second visit's alarm.
	frappe.db.rollback(save_point="one_by_one")
	monkeypatch.setattr(alarm, "tell", tell)
	run(LATE)
	assert (len(told(liaison)), len(alarms(secretary))) == (2, 2)


def test_the_scheduler_runs_the_job_at_every_tick():
	jobs = frappe.get_hooks("scheduler_events", app_name="liaison_app")["all"]
	assert "liaison_app.safety.alarm.ring" in jobs
