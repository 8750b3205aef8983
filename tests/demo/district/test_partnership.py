"""The year of the district's partnership teams, as its people see it."""

import frappe
import pytest
from frappe.model.document import Document
from frappe.utils import getdate

from liaison_app.activity.figures import question_of
from liaison_app.demo.after_school import PROGRAMS
from liaison_app.demo.events import Event, events_of
from liaison_app.demo.last_year import SCHOOL
from liaison_app.demo.marker import read_marker
from liaison_app.demo.partnership import MOVED
from liaison_app.demo.staff import (
	APPROVER_OF,
	DANA,
	HARBOR,
	JAMES,
	LIAISON_OF,
	LINCOLN,
	MAPLE,
	MARIA,
	RIVERSIDE,
	ROSA,
	SCHOOLS,
)
from liaison_app.demo.year_plan import ACTIVITIES, STATUS
from liaison_app.materials.counts import by_material
from liaison_app.partnership.event_figures import figures_of
from liaison_app.partnership.meetings import meetings_of
from liaison_app.partnership.plans import page_of
from liaison_app.partnership.worklist import Question, worklist
from liaison_app.school_brief.brief import brief_of
from liaison_app.title_i.evaluation import evaluation_of
from tests.connection import as_user


@pytest.fixture(scope="module")
def events(families, calendar) -> list[Event]:
	return [
		event
		for school in SCHOOLS
		for event in events_of(school, [one for one in families if one.plan.school is school], calendar)
	]


def plan_of(school) -> Document:
	name = frappe.db.get_value(
		"Partnership Plan", {"school": school.name, "status": ["!=", "Evaluated"]}, order_by="name asc"
	)
	return frappe.get_doc("Partnership Plan", name)


def test_each_school_has_the_planned_plan(demo_district):
	for school in SCHOOLS:
		plan = plan_of(school)
		assert plan.status == STATUS[school.name]
		activities = frappe.get_all("Partnership Activity", {"plan": plan.name}, pluck="activity")
		assert sorted(activities) == sorted(one.activity for one in ACTIVITIES[school.name])


def test_each_team_has_met_and_the_liaison_reads_when(demo_district):
	for school in SCHOOLS:
		team = frappe.db.get_value("Partnership Team", {"school": school.name})
		as_user(LIAISON_OF[school.name].user)
		assert "Held" in [meeting.status for meeting in meetings_of(team)]


def test_last_years_plan_was_reviewed_and_this_years_drafted_of_it(demo_district):
	plan = plan_of(SCHOOL)
	before = frappe.get_doc("Partnership Plan", plan.drafted_from)
	assert before.status == "Evaluated" and before.evaluation
	assert {row.rating for row in before.reviews if row.about == "Goal"} <= set("12345")
	assert before.what_to_change in plan.lessons
	lessons = frappe.get_all(
		"Partnership Activity", {"plan": plan.name, "lesson": ["is", "set"]}, pluck="activity"
	)
	assert len(lessons) == 4


def test_how_many_came_is_one_figure_in_plan_event_report_and_in_the_teams_words(events):
	as_user(DANA.user)
	for school in SCHOOLS:
		found = figures_of(question_of({"school": school.name, "period": None}, DANA.user))
		counted = {row.event_name: (row.people, len(row.families)) for row in found.events}
		held = [event for event in events if event.school is school and event.status == "Held"]
		assert {
			event.gathering.name: (event.people, len(event.families)) for event in held
		}.items() <= counted.items()
		rows = {row.activity: row for row in page_of(plan_of(school))["activities"]}
		for event in held:
			if activity := rows.get(event.gathering.activity):
				assert activity.attendance == event.people
				assert not activity.result or activity.result.startswith(f"{len(event.families)} families")


def test_what_is_due_is_late_and_to_come_and_each_principal_has_something_to_do(demo_district):
	rows = worklist(Question(DANA.user, frappe.utils.add_days(getdate(), 14)))
	ours = [row for row in rows if row["school"].endswith("(demo)")]
	assert {row["kind"] for row in ours} == {"Prepare", "Begin", "Evaluate"}
	assert {bool(row["days_late"]) for row in ours} == {True, False}
	assert {APPROVER_OF[school.name].user for school in SCHOOLS} <= {row.get("assignee") for row in ours}


def test_the_parent_with_a_login_has_her_guides_first_steps_before_her_and_no_family(demo_district):
	members = frappe.get_doc("Partnership Team", {"school": RIVERSIDE.name}).members
	assert [row.role for row in members if row.user == ROSA.user] == ["Parent"]
	as_user(ROSA.user)
	rows = worklist(Question(ROSA.user, frappe.utils.add_days(getdate(), 14), own=True))
	assert [row["what"] for row in rows if row["may_tick"]] == ["Ask for readers"]
	assert [row["what"] for row in rows if row["may_evaluate"]] == ["Parents walk through the school"]
	assert set(frappe.get_list("Partnership Plan", pluck="school")) == {RIVERSIDE.name}
	with pytest.raises(frappe.PermissionError):
		frappe.get_list("Focus Family")


def test_what_changed_after_the_approval_says_why(demo_district):
	for school in (RIVERSIDE, HARBOR):
		(change,) = page_of(plan_of(school))["changes"]
		assert change.activity == MOVED and change.reason


def test_a_program_is_full_and_its_next_child_in_turn_is_offered_a_place(demo_district):
	for school in (RIVERSIDE, LINCOLN):
		program = frappe.get_doc("After School Program", {"school": school.name})
		planned = PROGRAMS[school.name]
		found = frappe.get_all("After School Enrolment", {"program": program.name}, ["status", "applied_at"])
		taken = sum(row.status in ("Enrolled", "Offered") for row in found)
		assert taken == program.capacity == planned.capacity
		assert {row.status for row in found} == {"Enrolled", "Offered", "Waiting", "Left"}
		offered = next(row.applied_at for row in found if row.status == "Offered")
		assert all(offered < row.applied_at for row in found if row.status == "Waiting")
		step = frappe.db.get_value(
			"Next Step", {"reference_doctype": "After School Enrolment", "school": school.name}, "assignee"
		)
		assert step == LIAISON_OF[school.name].user
		sessions = frappe.get_all(
			"Engagement Event", {"after_school_program": program.name}, ["status", "head_count"]
		)
		assert sorted(row.status for row in sessions) == ["Held"] * 4 + ["Planned"]
		assert all(bool(row.head_count) == (row.status == "Held") for row in sessions)


def test_copies_were_handed_out_to_all_at_events_and_at_talks(demo_district):
	materials = read_marker().materials
	rows = by_material(question_of({"period": None}, DANA.user))
	assert {row.school for row in rows} >= {school.name for school in SCHOOLS}
	assert {row.material for row in rows} <= set(materials)
	for column in ("event", "contact", "occasion"):
		assert frappe.db.exists("Material Handout", {"material": ["in", materials], column: ["is", "set"]})
	as_user(JAMES.user)
	file = frappe.db.get_value(
		"Outreach Material", {"name": ["in", materials], "file": ["is", "set"]}, "file"
	)
	assert frappe.get_doc("File", {"file_url": file}).has_permission("read")


def test_brief_and_title_i_have_something_to_say(demo_district):
	as_user(JAMES.user)
	brief = {
		one.label: one.value
		for _title, section in brief_of({"school": RIVERSIDE.name}, JAMES.user)["sections"]
		for one in section
	}
	assert int(brief["Events"]) > 5 and int(brief["Materials Handed Out"]) > 100
	assert brief["Plan"] == "Approved" and brief["Activities Late"] != "0"
	found = evaluation_of({"school": RIVERSIDE.name}, JAMES.user).findings
	rows = {row.found for finding in found for row in finding.rows}
	assert {"Came to an event", "Activities rated strong", "Limited English"} <= rows
	assert [gap for gap in found[0].gaps if "Limited Literacy" in gap] and not found[2].gaps


def test_a_week_that_was_reported_counts_its_events(demo_district):
	held = frappe.get_all(
		"Liaison Ledger Entry",
		{"voucher_type": "Engagement Event", "liaison": MARIA.user, "school": RIVERSIDE.name},
		["week", "counted_in"],
	)
	last = max(row.week for row in held)
	assert all(row.counted_in for row in held if row.week < last)
	assert frappe.db.count("Liaison Ledger Entry", {"school": MAPLE.name, "voucher_type": "Engagement Event"})
