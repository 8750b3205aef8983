"""What the proof does with each DocType and each whitelisted function of the app, as plain tables.

Whatever is added stands in one of them, or the suite fails: nobody forgets to say what it may tell.
"""

import json
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Any

import frappe

from tests.permissions.proof.facts import Row

#: Masters, settings and their tables: they hold nothing of a family's, and the matrix opens them by role alone.
#: Every other DocType stands in ROOMS or CHILD_ROOMS of liaison_app/permissions/rooms.py.
OPEN_DOCTYPES = (
	"Assessment Subject", "Barrier Category", "Contact Channel", "Contact Purpose", "Grade Level", "Involvement Type",
	"Liaison School", "Liaison Settings", "Material Type", "Partnership Role", "Record Kind", "School Assignment", "School Term", "School Year", "School Year Day",
	"Screening Run", "Screening Run Criterion", "Screening Run School", "Selection Criterion",
	"Year Rollover",
)  # fmt: skip


@dataclass(frozen=True)
class OfDocument:
	"""A function that takes a document.

	right: what it takes to change something by it; None where the document itself decides, for nobody of the world.
	given: its arguments for a row.
	"""

	doctype: str
	right: str | None
	given: Callable[[Row], dict[str, Any]]


@dataclass(frozen=True)
class OfAsker:
	"""A function that tells or makes what is the asker's own.

	given: its arguments. serves: whether somebody of the world is answered by it.
	"""

	given: dict[str, Any]
	serves: bool = True


def _visit(right: str | None, **values: Any) -> OfDocument:
	return OfDocument("Home Visit", right, lambda row: {"visit": row.name, **values})


def _named(doctype: str, right: str | None, argument: str = "name", **values: Any) -> OfDocument:
	def given(row: Row) -> dict[str, Any]:
		more = {"doctype": row.doctype} if argument == "name" else {}
		return {argument: row.name, **more, **values}

	return OfDocument(doctype, right, given)


def _families(row: Row) -> dict[str, Any]:
	return {
		"families": json.dumps([row.name]), "channel": "Letter", "purpose": "Attendance", "text": "Come.",
		"subject": "x", "minutes": 1,
	}  # fmt: skip


def _contact(row: Row) -> dict[str, Any]:
	values = {"family": row.name, "channel": "Phone Call", "outcome": "No Answer", "purpose": "Attendance"}
	return {"contact": json.dumps(values)}


def _bar(row: Row) -> dict[str, Any]:
	adult = frappe.db.get_value("Guardianship", {"parent": row.name}, "family_member")
	return {"student": row.name, "family_member": adult or "", "right": "may_pick_up"}


def _handover(row: Row) -> dict[str, Any]:
	present = frappe.db.get_value("Family Enrolment", row.name, "liaison")
	other = frappe.get_all("Family Liaison", {"name": ["!=", present], "enabled": 1}, pluck="name", limit=1)[
		0
	]
	return {"from_liaison": present, "to_liaison": other, "starts_on": f"{date.today()}"}


def _handed_over(row: Row) -> dict[str, Any]:
	return {**_handover(row), "enrolments": json.dumps([row.name])}


def _transfer(row: Row) -> dict[str, Any]:
	"""To another school and its first liaison."""
	elsewhere = frappe.get_all(
		"School Assignment",
		{"capacity": "Family Liaison", "parent": ["!=", row.school or ""], "last_day": ["is", "not set"]},
		["parent", "user"],
		order_by="starts_on asc, name asc",
		limit=1,
	)[0]
	return {
		"enrolment": row.name,
		"school": elsewhere.parent,
		"liaison": elsewhere.user,
		"starts_on": f"{date.today()}",
	}


def _transferred(row: Row) -> dict[str, Any]:
	return {**_transfer(row), "reason": "x", "students": "[]"}


def _further(row: Row) -> dict[str, Any]:
	return {"enrolment": row.name, "school": row.school, "reason": "x"}


#: Functions that stand in for the host's own, under whose names the channels ask them.
OF_HOST = (
	"liaison_app.families.search.find_families",
	"liaison_app.workspaces.get_desktop_page",
	"liaison_app.onboarding.update_onboarding_step",
	"liaison_app.permissions.channels.get_count",
	"liaison_app.permissions.channels.search_links",
	"liaison_app.permissions.endpoints.get",
	"liaison_app.permissions.endpoints.getdoc",
	"liaison_app.permissions.endpoints.get_chart",
	"liaison_app.permissions.endpoints.get_group_by_count",
	"liaison_app.permissions.endpoints.get_linked",
	"liaison_app.permissions.endpoints.get_open_count",
	"liaison_app.permissions.endpoints.get_submitted_linked_docs",
	"liaison_app.permissions.endpoints.get_tagged_docs",
	"liaison_app.permissions.endpoints.get_workflow_state_count",
	"liaison_app.permissions.endpoints.move_cards",
	"liaison_app.permissions.endpoints.zip_files",
)
#: Functions that tell nothing of any row, and change none.
OPEN = ("liaison_app.boot.resume_session", "liaison_app.screening.measures.offered_fields")

_SEARCH = {"txt": "", "searchfield": "name", "start": 0, "page_len": 500}
_FIGURES = {"from_date": "2000-01-01", "to_date": "2099-01-01", "period": "Month"}
_PERIOD = {"start": "2000-01-01", "end": "2099-01-01"}
_CARDS = (
	"appointments_left_this_week", "families_due_for_contact", "families_enrolled", "free_places", "hours_this_week",
	"my_contacts_this_week", "my_open_next_steps", "my_reports_to_hand_in", "nominations_to_decide", "plans_to_approve",
	"reports_overdue", "reports_to_approve", "work_this_week",
)  # fmt: skip

#: All other functions: what they take, and who may change something by them.
FUNCTIONS: dict[str, OfDocument | OfAsker] = {
	"liaison_app.activity.documents.get_documents": OfAsker(
		{
			"filters": json.dumps(_FIGURES),
			"period": f"{date.today():%Y%m}",
			"involvement_type": "Communicating",
		}
	),
	"liaison_app.after_school.enrolments.accept": _named("After School Enrolment", "write", "enrolment"),
	"liaison_app.after_school.enrolments.leave": _named(
		"After School Enrolment", "write", "enrolment", reason="x"
	),
	"liaison_app.after_school.sessions.get_children": _named("Engagement Event", "read", "event"),
	"liaison_app.after_school.sessions.note_children": _named(
		"Engagement Event", None, "event", enrolments="[]"
	),
	"liaison_app.families.contact_card.get_contact_card": _named("Focus Family", "read", "family"),
	"liaison_app.families.further.nominate_return": OfDocument("Family Enrolment", "read", _further),
	"liaison_app.families.further.nominate_support": OfDocument("Family Enrolment", "read", _further),
	"liaison_app.families.further.schools_of_siblings": _named("Family Enrolment", "read", "enrolment"),
	"liaison_app.families.guardianships.tighten": OfDocument("Focus Student", "read", _bar),
	"liaison_app.families.nomination.nominate_family": OfDocument(
		"Family Enrolment",
		None,
		lambda row: {"nomination": json.dumps({"school": row.school, "family_name": "x", "reason": "x"})},
	),
	"liaison_app.families.search.find_adults": OfDocument(
		"Focus Family",
		"read",
		lambda row: {**_SEARCH, "doctype": "Family Member", "filters": json.dumps({"family": row.name})},
	),
	"liaison_app.families.search.find_adults_of_child": OfDocument(
		"Focus Student",
		"read",
		lambda row: {**_SEARCH, "doctype": "Family Member", "filters": json.dumps({"student": row.name})},
	),
	"liaison_app.families.search.find_liaisons": OfAsker(
		{**_SEARCH, "doctype": "Family Liaison", "filters": "{}"}
	),
	"liaison_app.families.transfer.preview": OfDocument("Family Enrolment", "write", _transfer),
	"liaison_app.families.transfer.transfer": OfDocument("Family Enrolment", "write", _transferred),
	"liaison_app.handover.caseload.hand_over": OfDocument("Family Enrolment", "write", _handed_over),
	"liaison_app.handover.caseload.preview": OfDocument("Family Enrolment", "write", _handover),
	"liaison_app.handover.cover.take_over": _named("Home Visit", None),
	"liaison_app.outreach.appointment_calendar.get_events": OfAsker(_PERIOD),
	"liaison_app.outreach.finishing.finish": _named(
		"Liaison Meeting", "write", action="Complete", outcome="{}"
	),
	"liaison_app.outreach.finishing.get_outcomes": _named("Liaison Meeting", "read"),
	"liaison_app.outreach.message.preview_message": OfDocument("Focus Family", "read", _families),
	"liaison_app.outreach.message.send_message": OfDocument("Focus Family", "read", _families),
	"liaison_app.outreach.quick_log.log_contact": OfDocument("Focus Family", "read", _contact),
	"liaison_app.partnership.next_year.draft": _named("Partnership Plan", "create", "plan", activities="[]"),
	"liaison_app.partnership.next_year.preview": _named("Partnership Plan", "create", "plan"),
	"liaison_app.partnership.review.review_year": _named("Partnership Plan", "write", "plan", reviews="[]"),
	"liaison_app.partnership.invitations.get_invitation": _named("Engagement Event", "read", "event"),
	"liaison_app.partnership.sign_in.get_sign_in": OfAsker({"token": "x"}),
	"liaison_app.partnership.sign_in.open_sign_in": _named("Engagement Event", "create", "event"),
	# Serves whoever holds the token of an event that is on: tests/partnership/test_sign_in_over_http.py.
	"liaison_app.partnership.sign_in.sign_in": OfAsker(
		{"token": "x", "entry": "x", "name": "x"}, serves=False
	),
	"liaison_app.partnership.activity_page.get_plan_facts": _named("Partnership Plan", "read", "plan"),
	"liaison_app.partnership.returning.give_reason": _named("Partnership Plan", "submit", "plan", reason="x"),
	"liaison_app.outreach.visit_times.propose": _named("Focus Family", "read", "family"),
	**{f"liaison_app.overview.cards.{card}": OfAsker({"filters": "[]"}) for card in _CARDS},
	"liaison_app.rollover.preview.preview": _named("Year Rollover", "read", "rollover"),
	"liaison_app.rollover.run.start": _named("Year Rollover", "write", "rollover"),
	"liaison_app.privacy.disclosure_record.give": OfDocument(
		"Disclosure Log Entry", "create", lambda row: {"student": row.pupil.name}
	),
	"liaison_app.privacy.consents.revoke": _named("Family Consent", "read", "consent", reason="x"),
	"liaison_app.privacy.retention.erase": OfDocument(
		"Focus Family", "export", lambda row: {"families": json.dumps([row.name])}
	),
	"liaison_app.privacy.retention.preview": OfAsker({}),
	"liaison_app.privacy.requests.close": _named(
		"Records Request", "write", "request", status="Withdrawn", reason="x"
	),
	# Serves what was handed over on the same day by the one who asks, which nobody in the world has done.
	"liaison_app.privacy.requests.download": _named("Records Request", None, "request"),
	"liaison_app.privacy.requests.hand_over": _named("Records Request", "write", "request"),
	"liaison_app.privacy.requests.preview": _named("Records Request", "write", "request"),
	"liaison_app.safety.check_in.arrive": _visit("write"),
	"liaison_app.safety.check_in.come_back": _visit("write"),
	"liaison_app.safety.check_in.stay_longer": _visit("write"),
	"liaison_app.safety.check_in.take_alarm": _visit("write"),
	"liaison_app.safety.who_is_out.who_is_out": OfAsker({}),
	# Coordinators decide, who alone export results.
	"liaison_app.screening.decisions.decide": _named(
		"Screening Result", "export", "result", decision="Declined", reason="x"
	),
	"liaison_app.screening.run.start": _named("Screening Run", "write", "run"),
	"liaison_app.weekly_report.on_behalf.give_reason": _named(
		"Weekly Activity Report", "submit", "report", reason="x"
	),
	"liaison_app.weekly_report.returning.give_reason": _named(
		"Weekly Activity Report", "submit", "report", reason="x"
	),
}
