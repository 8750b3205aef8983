"""Writes the families of the plan: with their adults, addresses and enrolments, and the children's guardianships."""

from datetime import datetime, time, timedelta

import frappe

from liaison_app.demo.acting import acting_as
from liaison_app.demo.calendar import Calendar
from liaison_app.demo.kinds import Custody
from liaison_app.demo.known import Known, students_of
from liaison_app.demo.plan import EXIT_REASONS, LEAVING, Family
from liaison_app.demo.rows import Rows
from liaison_app.demo.staff import DANA, LIAISON_OF
from liaison_app.families.evidence import evidence_snapshots
from liaison_app.workflow.status import state_of

ORDER_TEXT = "Demo document: stands for a court order that limits who may know and act for {0}.\n"
#: The hour at which a family's papers are put into the system.
ENTERED = time(16, 0)


def make_families(families: tuple[Family, ...], calendar: Calendar) -> dict[str, str]:
	"""Write all families at once. Returns the names of the Focus Families by the plan's number."""
	rows = Rows()
	students = students_of(tuple(pupil for family in families for pupil in family.pupils))
	known = {family.number: _add_family(rows, family, students, calendar) for family in families}
	with acting_as(DANA.user):  # who has the courts' orders
		for family in known.values():
			_add_guardianships(rows, family, known, calendar)
	written = rows.write()
	for family in known.values():
		_take_children_in(family)
	_keep_evidence(written["Family Enrolment"])
	return {str(number): family.name for number, family in known.items()}


def close_families(families: list[Known]) -> None:
	"""Let those go that leave: after their work, because the school no longer sees them then."""
	with acting_as(DANA.user):
		for family in families:
			if family.plan.status in LEAVING:
				_leave(family)


def _add_family(rows: Rows, family: Family, students: dict[str, str], calendar: Calendar) -> Known:
	user, entered = _entered(family)
	name = rows.add("Focus Family", _family_values(family, calendar), user, entered)
	links = {"family": name}
	adults = tuple(
		rows.add("Family Member", {**_member_values(family, place), **links}, user, entered)
		for place in range(len(family.adults))
	)
	rows.add("Family Address", {"kind": "Home", **_address_values(family), **links}, user, entered)
	_add_enrolments(rows, family, links)
	return Known(family, name, adults, tuple(students[pupil.child.local_id] for pupil in family.pupils))


def _entered(family: Family) -> tuple[str, datetime]:
	return LIAISON_OF[family.school.name].user, datetime.combine(family.nominated_on, ENTERED)


def _family_values(family: Family, calendar: Calendar) -> dict:
	pause = {}
	if family.kind.pause:
		pause = {"pause_reason": family.kind.pause, "pause_ends_on": calendar.anchor + timedelta(days=12)}
	return {
		"family_name": family.name,
		"home_language": family.language,
		"safety_instruction": family.kind.instruction or None,
		"strengths": family.strengths,
		"barriers": [vars(barrier) for barrier in family.barriers],
		"goals": family.goals,
		"availability": family.availability,
		**pause,
	}


def _member_values(family: Family, place: int) -> dict:
	adult = family.adults[place]
	phones = [{"phone_number": adult.phone, "kind": "Mobile"}]
	if adult.old_phone:
		phones.append({"phone_number": adult.old_phone, "kind": "Mobile", "out_of_service": 1})
	ways = {key: value for key, value in vars(adult).items() if key.startswith("safe_")}
	return {
		"first_name": adult.first_name,
		"last_name": adult.last_name,
		"full_name": f"{adult.first_name} {adult.last_name}",
		"is_adult": 1,
		"primary_contact": int(place == 0),
		"phones": phones,
		"email": adult.email,
		"preferred_channel": adult.preferred_channel,
		"spoken_language": adult.language,
		"written_language": adult.written_language,
		"literacy": adult.literacy,
		"interpreter_needed": adult.interpreter_needed,
		**ways,
	}


def _address_values(family: Family) -> dict:
	protected = int(family.home["homeless_status"] == "Shelter")
	return {**family.home, "protected": protected, "starts_on": family.nominated_on}


def _add_enrolments(rows: Rows, family: Family, links: dict) -> None:
	"""The lead's, and those of the schools that serve the family too."""
	user, entered = _entered(family)
	is_in = family.status in ("Enrolled", "Exited")
	values = {**links, "nominated_on": family.nominated_on, "nominated_by": user}
	lead = {
		"school": family.school.name,
		"liaison": user,
		"role": "Lead",
		"chosen_by": family.chosen_by,
		"reason": family.reason,
		"status": "Enrolled" if is_in else "Nominated" if family.status in LEAVING else family.status,
		"starts_on": family.nominated_on if is_in else None,
	}
	rows.add("Family Enrolment", {**values, **lead}, user, entered)
	for school in family.kind.supporting:
		beside = {
			"school": school.name,
			"liaison": LIAISON_OF[school.name].user,
			"role": "Supporting",
			"chosen_by": "Request",
			"reason": "A brother or sister is at this school.",
			"status": "Enrolled",
			"starts_on": family.nominated_on,
		}
		rows.add("Family Enrolment", {**values, **beside, "nominated_by": DANA.user}, DANA.user, entered)


def _add_guardianships(rows: Rows, family: Known, known: dict[int, Known], calendar: Calendar) -> None:
	"""What each adult may know and do; the children of two households have the adults of both."""
	households = [family] if family.plan.other is None else [family, known[family.plan.other]]
	for place, student in enumerate(family.pupils):
		parent = {"parent": student, "parenttype": "Focus Student", "parentfield": "guardianships"}
		user, entered = _entered(family.plan)
		stamp = {"owner": user, "modified_by": user, "creation": entered, "modified": entered}
		guardians = [
			_guardianship(one, adult, student if one is family else None, place, calendar)
			for one in households
			for adult in range(len(one.adults))
		]
		rows.add_children("Guardianship", parent, guardians, stamp)


def _guardianship(family: Known, adult: int, student: str | None, place: int, calendar: Calendar) -> dict:
	values = {
		"family_member": family.adults[adult],
		"relation": family.plan.adults[adult].relation,
	}
	custody = family.plan.kind.custody
	if student and custody and adult == 1 and (custody.children is None or place < custody.children):
		values |= dict.fromkeys(custody.rights, 0) | _order(custody, student, calendar)
	return values


def _order(custody: Custody, student: str, calendar: Calendar) -> dict:
	"""The court's order, in a private file of the child's."""
	file = frappe.get_doc(
		{
			"doctype": "File",
			"file_name": "order.txt",
			"is_private": 1,
			"content": ORDER_TEXT.format(student),
			"attached_to_doctype": "Focus Student",
			"attached_to_name": student,
		}
	).insert()
	return {
		"order_document": file.file_url,
		"order_ends_on": calendar.anchor + timedelta(days=custody.ends_in),
	}


def _take_children_in(family: Known) -> None:
	"""Give the pupils their family, and the markers that a liaison knows."""
	number = family.plan.number
	for place, name in enumerate(family.pupils):
		values = {
			"family": family.name,
			"family_name": family.plan.name,
			"english_learner": int(family.plan.language != "en" and (number + place) % 4 > 0),
			"special_education": int((number + place) % 9 == 0),
			"stands_for_self": int(not family.adults),
		}
		frappe.db.set_value("Focus Student", name, values, update_modified=False)


def _keep_evidence(enrolments: list[str]) -> None:
	"""What was known on the day on which each family was enrolled."""
	rows = frappe.get_all(
		"Family Enrolment",
		filters={"name": ["in", enrolments], "status": "Enrolled"},
		fields=["name", "family"],
		order_by="name asc",
	)
	evidence = evidence_snapshots(sorted({row.family for row in rows}))
	for row in rows:
		values = {"baseline_evidence": evidence[row.family]}
		frappe.db.set_value("Family Enrolment", row.name, values, update_modified=False)


def _leave(family: Known) -> None:
	doc = frappe.get_doc("Family Enrolment", {"family": family.name})
	if family.plan.status == "Exited":
		doc.last_day = family.plan.last_day
		doc.exit_reason = EXIT_REASONS[family.plan.number % len(EXIT_REASONS)]
		doc.outcome = "Attendance was better at the end than at the beginning."
	doc.workflow_state = state_of(doc.doctype, family.plan.status)
	doc.save()
