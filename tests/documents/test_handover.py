"""A caseload passes to another liaison: families from a day on, and what is open on them."""

import frappe
import pytest
from frappe.utils import add_days, getdate, nowdate

from liaison_app.handover.caseload import hand_over, preview
from liaison_app.handover.enrolments import settle
from liaison_app.outreach.due import lead_enrolment
from liaison_app.overview.liaisons import caseloads
from tests import appointments as plan
from tests import factories as make
from tests.after_school.programs import make_program
from tests.clock import at
from tests.connection import working_as
from tests.partnership.events import event_values
from tests.partnership.plans import make_activity, make_plan

#: Days from today.
TODAY, TOMORROW = 0, 1


@pytest.fixture
def coordinator() -> str:
	return make.make_coordinator()


@pytest.fixture
def colleague(school) -> str:
	"""Who gets the caseload."""
	return make.make_liaison(school)


def on(days: int) -> str:
	"""A day, so many from today."""
	return add_days(nowdate(), days)


def ask(user: str, former: str, to: str, day: int = TODAY) -> dict:
	with working_as(user):
		return preview(former, to, on(day))


def pass_all(user: str, former: str, to: str, day: int = TODAY, other: bool = True) -> dict:
	"""Everything that the preview offers."""
	names = [row["enrolment"] for row in ask(user, former, to, day)["families"] if not row["problem"]]
	with working_as(user):
		return hand_over(former, to, on(day), names, other)


def may(user: str, ptype: str, doctype: str, name: str, day: int = TODAY) -> bool:
	with at(f"{on(day)} 09:00:00"), working_as(user):
		return bool(frappe.has_permission(doctype, ptype, doc=frappe.get_doc(doctype, name)))


def address_of(family: str) -> str:
	return make.insert("Family Address", {"family": family, "kind": "Home", "address_line": "1 Elm St"}).name


def enrolment_of(family: str):
	return frappe.get_doc("Family Enrolment", {"family": family})


def ahead(days: int, hour: int = 15) -> str:
	return f"{on(days)} {hour}:00:00"


def open_step(family: str | None, school: str, assignee: str, due: int = TOMORROW) -> str:
	with working_as(assignee):
		values = {
			"what": "Call the bus office",
			"assignee": assignee,
			"due_on": on(due),
			"family": family,
			"school": school,
		}
		return make.insert("Next Step", values).name


def test_the_liaison_changes_today_and_who_had_it_is_kept(family, liaison, colleague, coordinator):
	assert pass_all(coordinator, liaison, colleague)["families"] == 1
	doc = enrolment_of(family)
	assert doc.liaison == colleague
	rows = [(row.liaison, row.starts_on, str(row.last_day)) for row in doc.former_liaisons]
	assert rows == [(liaison, doc.starts_on, on(-1))]
	assert lead_enrolment(family)["liaison"] == colleague


def test_rights_go_with_it(family, liaison, colleague, coordinator):
	address = address_of(family)
	assert may(liaison, "read", "Family Address", address)
	pass_all(coordinator, liaison, colleague)
	assert not may(liaison, "read", "Family Address", address)
	assert not may(liaison, "write", "Focus Family", family)
	assert may(colleague, "read", "Family Address", address)


def test_a_handover_ahead_changes_rights_at_the_day_without_any_job(family, liaison, colleague, coordinator):
	address = address_of(family)
	pass_all(coordinator, liaison, colleague, TOMORROW)
	assert may(liaison, "read", "Family Address", address, TODAY)
	assert not may(colleague, "read", "Family Address", address, TODAY)
	assert not may(liaison, "read", "Family Address", address, TOMORROW)
	assert may(colleague, "read", "Family Address", address, TOMORROW)
	with at(f"{on(TOMORROW)} 00:00:01"):
		assert lead_enrolment(family)["liaison"] == colleague
		assert caseloads(coordinator)[colleague] == 1


def test_the_job_writes_it_down_and_may_run_twice(family, school, liaison, colleague, coordinator):
	pass_all(coordinator, liaison, colleague, TOMORROW)
	step = open_step(family, school, liaison, TODAY)
	settle()
	assert enrolment_of(family).liaison == liaison
	with at(f"{on(TOMORROW)} 00:05:00"):
		settle()
		settle()
	doc = enrolment_of(family)
	assert (doc.liaison, doc.next_liaison, len(doc.former_liaisons)) == (colleague, None, 1)
	assert str(doc.former_liaisons[0].last_day) == on(TODAY)
	assert frappe.db.get_value("Next Step", step, "assignee") == colleague


def test_a_handover_ahead_is_called_off_on_the_enrolment(family, liaison, colleague, coordinator):
	pass_all(coordinator, liaison, colleague, TOMORROW)
	with working_as(coordinator):
		doc = enrolment_of(family)
		doc.update({"next_liaison": None, "next_liaison_from": None})
		doc.save()
	with at(f"{on(TOMORROW)} 00:05:00"):
		settle()
	assert enrolment_of(family).liaison == liaison


def test_plans_from_the_day_on_and_open_steps_pass(family, school, liaison, colleague, coordinator):
	visit = plan.make_visit(family, school, liaison, planned_start=ahead(2))
	meeting = plan.make_meeting([family], school, liaison, planned_start=ahead(3))
	of_family, of_school = open_step(family, school, liaison), open_step(None, school, liaison)
	done = open_step(family, school, liaison)
	frappe.db.set_value("Next Step", done, "done", 1)
	found = ask(coordinator, liaison, colleague)
	assert (found["plans"], found["steps"]) == (2, 2)
	pass_all(coordinator, liaison, colleague)
	assert frappe.db.get_value("Home Visit", visit.name, "liaison") == colleague
	assert frappe.db.get_value("Liaison Meeting", meeting.name, "liaison") == colleague
	assignees = [frappe.db.get_value("Next Step", name, "assignee") for name in (of_family, of_school, done)]
	assert assignees == [colleague, colleague, liaison]


def planned_event(school: str, liaison: str | None, days: int = TOMORROW, **values) -> str:
	times = {"planned_start": ahead(days, 17), "planned_end": ahead(days, 19)}
	return make.insert("Engagement Event", event_values(school, liaison, **{**times, **values})).name


def who_of(event: str) -> tuple:
	doc = frappe.get_doc("Engagement Event", event)
	return doc.liaison, doc.in_charge, [row.liaison for row in doc.participants]


def test_planned_events_pass_with_what_belongs_to_no_family(school, liaison, colleague, coordinator):
	third, leader = make.make_liaison(school), make.make_leader(school)
	both = planned_event(school, liaison, in_charge=liaison, participants=[{"liaison": third}])
	work = planned_event(school, liaison, in_charge=leader, participants=[{"liaison": colleague}])
	charge = planned_event(school, third, in_charge=liaison, participants=[{"liaison": liaison}])
	foreign = planned_event(school, third, in_charge=third)
	assert ask(coordinator, liaison, colleague)["plans"] == 3
	pass_all(coordinator, liaison, colleague, other=False)
	assert who_of(both)[0] == liaison
	pass_all(coordinator, liaison, colleague)
	pass_all(coordinator, liaison, colleague)
	assert who_of(both) == (colleague, colleague, [third])
	assert who_of(work) == (colleague, leader, [])
	assert who_of(charge) == (third, colleague, [colleague])
	assert who_of(foreign) == (third, third, [])


def test_events_that_were_held_or_called_off_or_lie_elsewhere_stay(school, liaison, colleague, coordinator):
	elsewhere = make.make_school()
	make.assign(elsewhere, liaison, "Family Liaison")
	held = make.insert("Engagement Event", event_values(school, liaison, status="Held")).name
	off = planned_event(school, liaison, status="Called Off", called_off_reason="Snow.")
	early, other = planned_event(school, liaison, days=TODAY), planned_event(elsewhere, liaison, days=2)
	passing = planned_event(school, liaison, days=2)
	found = ask(coordinator, liaison, colleague, TOMORROW)
	assert found["plans"] == 3
	stays = pass_all(coordinator, liaison, colleague, TOMORROW)["stays"]
	assert [who_of(name)[0] for name in (held, off, early, other)] == [liaison] * 4
	assert who_of(passing)[0] == colleague
	for name, why in ((early, "planned before that day"), (other, "is not assigned to")):
		assert any(name in sentence and why in sentence for sentence in stays), stays
	assert not [sentence for sentence in stays if held in sentence or off in sentence or passing in sentence]


def test_what_was_done_and_what_lies_before_the_day_stays_and_is_named(
	family, school, liaison, colleague, coordinator
):
	contact = make.make_contact(family, school, liaison)
	with at(f"{on(-3)} 09:00:00"):
		visit = plan.make_visit(family, school, liaison, planned_start=f"{on(-2)} 15:00:00")
	stays = pass_all(coordinator, liaison, colleague)["stays"]
	assert any(visit.name in sentence for sentence in stays)
	assert frappe.db.get_value("Home Visit", visit.name, "liaison") == liaison
	assert frappe.db.get_value("Liaison Contact", contact.name, "liaison") == liaison


def test_a_visit_from_which_somebody_is_still_to_come_back_stays(
	family, school, liaison, colleague, coordinator
):
	visit = plan.make_visit(family, school, liaison, planned_start=plan.ago(5))
	frappe.db.set_value("Home Visit", visit.name, "arrived_at", plan.ago(2))
	stays = pass_all(coordinator, liaison, colleague)["stays"]
	assert any(visit.name in sentence and "under way" in sentence for sentence in stays)
	assert frappe.db.get_value("Home Visit", visit.name, "liaison") == liaison


def test_alarms_of_others_visits_pass_to_the_new_one(family, school, liaison, colleague, coordinator):
	third = make.make_liaison(school)
	other = make.make_family(school, third)
	visit = plan.make_visit(other, school, third, planned_start=ahead(1), alarm_person=liaison)
	both = plan.make_visit(
		other, school, third, planned_start=ahead(2), alarm_person=liaison,
		visitors=[{"liaison": third}, {"liaison": colleague}],
	)  # fmt: skip
	stays = pass_all(coordinator, liaison, colleague)["stays"]
	assert frappe.db.get_value("Home Visit", visit.name, "alarm_person") == colleague
	assert frappe.db.get_value("Home Visit", both.name, "alarm_person") == liaison
	assert any(both.name in sentence and "goes along" in sentence for sentence in stays)


def test_families_of_one_name_are_told_apart_by_their_children(school, liaison, colleague, coordinator):
	for first_name in ("Ana", "Ben"):
		family = make.make_family(school, liaison, family_name="Birch")
		frappe.db.set_value("Focus Student", make.child_of(family), "full_name", f"{first_name} Birch")
	rows = ask(coordinator, liaison, colleague)["families"]
	children = [row["children"] for row in rows if row["family_name"] == "Birch"]
	assert sorted(children) == ["Ana Birch", "Ben Birch"]


def test_a_school_where_the_new_one_is_not_assigned_is_named_and_refused(school, liaison, coordinator):
	family, elsewhere = make.make_family(school, liaison), make.make_liaison(make.make_school())
	row = ask(coordinator, liaison, elsewhere)["families"][0]
	assert school in row["problem"]
	with working_as(coordinator), pytest.raises(frappe.ValidationError, match="not assigned"):
		hand_over(liaison, elsewhere, on(TODAY), [row["enrolment"]])
	assert enrolment_of(family).liaison == liaison
	make.assign(school, elsewhere, "Family Liaison", on(TOMORROW))
	assert not ask(coordinator, liaison, elsewhere, TOMORROW)["families"][0]["problem"]


def test_a_family_that_is_kept_from_the_new_one_does_not_pass(family, liaison, colleague, coordinator):
	make.insert(
		"Access Exclusion", {"user": colleague, "family": family, "reason": "An aunt", "starts_on": on(TODAY)}
	)
	assert "may not know" in ask(coordinator, liaison, colleague)["families"][0]["problem"]
	with pytest.raises(frappe.ValidationError, match="may not know"), working_as(coordinator):
		doc = enrolment_of(family)
		doc.update({"next_liaison": colleague, "next_liaison_from": on(TOMORROW)})
		doc.save()


def test_a_family_that_is_kept_from_the_coordinator_is_not_shown_and_stays(
	family, school, liaison, colleague, coordinator
):
	other = make.make_family(school, liaison)
	plan.make_visit(family, school, liaison, planned_start=ahead(2))
	make.insert(
		"Access Exclusion",
		{"user": coordinator, "family": family, "reason": "An aunt", "starts_on": on(TODAY)},
	)
	found = ask(coordinator, liaison, colleague)
	assert [row["family"] for row in found["families"]] == [other]
	assert found["plans"] == 0
	pass_all(coordinator, liaison, colleague)
	assert (enrolment_of(family).liaison, enrolment_of(other).liaison) == (liaison, colleague)


def test_leave_and_target_are_said_and_hinder_nothing(family, liaison, colleague, coordinator):
	doc = frappe.get_doc("Family Liaison", colleague)
	doc.append("leave", {"starts_on": on(TOMORROW), "last_day": on(TOMORROW)})
	doc.update({"caseload_target": 0}).save()
	frappe.db.set_value("Family Liaison", colleague, "caseload_target", 0)
	found = ask(coordinator, liaison, colleague)
	assert "is away" in found["to_know"][0]
	assert found["places"] == 0
	assert pass_all(coordinator, liaison, colleague)["families"] == 1


def test_twice_changes_nothing_more(family, liaison, colleague, coordinator):
	name = ask(coordinator, liaison, colleague)["families"][0]["enrolment"]
	with working_as(coordinator):
		assert hand_over(liaison, colleague, on(TODAY), [name])["families"] == 1
		assert hand_over(liaison, colleague, on(TODAY), [name])["families"] == 0
	assert len(enrolment_of(family).former_liaisons) == 1


def test_families_that_were_not_chosen_stay(family, school, liaison, colleague, coordinator):
	other = make.make_family(school, liaison)
	with working_as(coordinator):
		hand_over(liaison, colleague, on(TODAY), [enrolment_of(other).name])
	assert (enrolment_of(family).liaison, enrolment_of(other).liaison) == (liaison, colleague)


@pytest.mark.parametrize("role", ["liaison", "colleague", "leader"])
def test_nobody_but_a_coordinator_hands_over_or_looks(family, school, liaison, colleague, role):
	user = {"liaison": liaison, "colleague": colleague, "leader": make.make_leader(school)}[role]
	with pytest.raises(frappe.PermissionError):
		ask(user, liaison, colleague)
	with working_as(user), pytest.raises(frappe.PermissionError):
		hand_over(liaison, colleague, on(TODAY), [enrolment_of(family).name])
	assert enrolment_of(family).liaison == liaison


def test_a_liaison_who_is_changed_by_hand_is_kept_too(family, liaison, colleague, coordinator):
	with working_as(coordinator):
		doc = enrolment_of(family)
		doc.update({"liaison": colleague, "former_liaisons": []})
		doc.save()
	assert [row.liaison for row in enrolment_of(family).former_liaisons] == [liaison]


def test_nobody_rewrites_who_had_a_family(family, liaison, colleague, coordinator):
	pass_all(coordinator, liaison, colleague)
	with working_as(coordinator):
		doc = enrolment_of(family)
		doc.set("former_liaisons", [])
		doc.save()
	assert [row.liaison for row in enrolment_of(family).former_liaisons] == [liaison]


def test_a_past_day_counts_for_the_history(family, liaison, colleague, coordinator):
	pass_all(coordinator, liaison, colleague, -4)
	assert enrolment_of(family).former_liaisons[0].last_day == getdate(on(-5))


def test_what_else_to_do_is_named(family, school, liaison, colleague, coordinator):
	make.insert(
		"Weekly Activity Report", {"liaison": liaison, "school": school, "week_start": make.monday(1)}
	)
	frappe.db.set_value("Liaison School", school, "alarm_person", liaison)
	said = " ".join(ask(coordinator, liaison, colleague)["stays"])
	for words in ("on Behalf", "Person to Alarm", "Last Day"):
		assert words in said


def test_what_the_former_is_in_charge_of_is_named_until_it_is_over(school, liaison, colleague, coordinator):
	plan_of_school = make_plan(school).name
	make_activity(plan_of_school, activity="Walking bus", in_charge=liaison)
	done = make_activity(plan_of_school, activity="Supper", in_charge=liaison).name
	frappe.db.set_value("Partnership Activity", done, "status", "Done")
	make_activity(plan_of_school, activity="Book fair", in_charge=colleague)
	for title, days in (("Chess", 0), ("Choir", -1)):
		make_program(school, program_name=title, in_charge=liaison, starts_on=on(-9), ends_on=on(days))
	said = " ".join(ask(coordinator, liaison, colleague)["stays"])
	assert f"is in charge of Walking bus ({school})" in said
	assert f"is in charge of Chess ({school})" in said
	assert not [title for title in ("Supper", "Book fair", "Choir") if title in said]
